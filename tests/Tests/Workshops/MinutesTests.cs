using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>What the product writes when a workshop is over, what it keeps to itself, and what becomes of what people change in it.</summary>
public sealed class MinutesTests(TestCluster cluster)
{
    private static readonly string[] Six = ["Ida", "Bo", "Eva", "Per", "Liv", "Tom"];

    [Fact]
    public async Task They_tell_what_was_done_and_what_came_of_it_and_the_wall_stands_beside_on_screen_and_in_word()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")]);
        var phones = await house.Join(id, Six);
        await CountTemperature(house, id, phones);
        var board = await house.ItemOf(id, "T04.S4");
        var coffee = await house.Write(phones[0], board, "T04.S4.L1", "Kaffe sammen klokken ni", chosen: true);
        await house.Write(phones[1], board, "T04.S4.L1", "En kop kaffe om morgenen", under: coffee);
        var noise = await house.Write(phones[2], board, "T04.S4.L2", "Larm fra gangen");
        await house.VoteFor(phones[0], board, coffee);
        await house.VoteFor(phones[1], board, coffee, noise);
        await house.GoTo(board, Stage.Voted);
        await house.Close(id);

        (await jonas.Post($"/workshops/{id}/minutes")).Location.ShouldBe($"/workshops/{id}/minutes");
        var parts = await house.PartsOf(id);
        parts[0].Text.ShouldBe("6 var med.");
        parts.Single(part => part.Item == board.Id).Text.ShouldBe("Der kom 3 idéer fra 3 deltagere. Der var sat 60 minutter af.\n\nDet går vi videre med:\n\nTrivselsoaser:\n- Kaffe sammen klokken ni (2 stemmer)");
        parts[^1].Title.ShouldBe("Andet");
        parts.ShouldAllBe(part => !part.Text.Contains("Larm"), "what only one person wrote is not in what is kept");

        var page = (await jonas.Get($"/workshops/{id}/minutes")).Text;
        foreach (var told in (string[])["Torsdagsmødet", "Kantinen", "6 svarede hver for sig.", "Grøn. Jeg trives", "Larm fra gangen", "En kop kaffe om morgenen", "Valgt", "slettet onsdag den 23. december 2026"])
            page.ShouldContain(told);
        page.ShouldNotContain("<h2>Andet</h2>", Case.Sensitive, "what nobody has filled in is not shown");

        using var word = WordprocessingDocument.Open(new MemoryStream((await jonas.Get($"/workshops/{id}/minutes/word")).Bytes), isEditable: false);
        word.PackageProperties.Language.ShouldBe("da-DK");
        var body = word.MainDocumentPart!.Document!.Body!;
        body.InnerText.ShouldContain("Larm fra gangen");
        body.InnerText.ShouldContain("Gul. Jeg er belastet2");
        body.Elements<Paragraph>().Count(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value == "Heading1").ShouldBe(6);
        body.Descendants<TableHeader>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_signs_no_name_no_id_and_no_time_stands_in_minutes_word_or_tables()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], more: (_, items) => items[3].Anonymous = true);
        var phones = await house.Join(id, "Kanarine", "Kanarito", "Kanarola", "Kanarius", "Kanarella");
        await CountTemperature(house, id, phones);
        var board = await house.ItemOf(id, "T04.S4");
        foreach (var (phone, number) in phones.Select((phone, number) => (phone, number)))
            await house.VoteFor(phone, board, await house.Write(phone, board, "T04.S4.L2", $"Tanke {number}", chosen: number == 1));
        await house.GoTo(board, Stage.Voted);
        await house.Close(id);
        await jonas.Post($"/workshops/{id}/minutes");

        using var word = WordprocessingDocument.Open(new MemoryStream((await jonas.Get($"/workshops/{id}/minutes/word")).Bytes), isEditable: false);
        var page = (await jonas.Get($"/workshops/{id}/minutes")).Text;
        page.ShouldContain("Tanke 3");
        foreach (var seen in (string[])[page, word.MainDocumentPart!.Document!.OuterXml, (await jonas.Get($"/workshops/{id}/minutes?write=yes")).Text])
            foreach (var phone in phones)
            {
                seen.ShouldNotContain(phone.Name);
                seen.ShouldNotContain(phone.Id.ToString());
            }
        foreach (var table in await house.WorkshopTables())
            if (table is not ("workshop_participants" or "workshop_seats"))
                foreach (var phone in phones)
                    (await house.RowsWith(table, phone.Id.ToString())).ShouldBe(0, table);
        (await house.Ask(db => db.Ideas.CountAsync(idea => idea.At != null || idea.Author != null), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Of_fewer_than_five_nothing_is_told_and_nothing_of_what_was_never_shown()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], more: (_, items) => items[3].Anonymous = true);
        var phones = await house.Join(id, Six[..4]);
        await CountTemperature(house, id, phones);
        var board = await house.ItemOf(id, "T04.S4");
        foreach (var phone in phones)
            await house.VoteFor(phone, board, await house.Write(phone, board, "T04.S4.L2", "Røbende ord", chosen: true));
        await house.GoTo(board, Stage.Voted);
        var never = await house.AWorkshop([await house.IdOf("jonas")]);
        var hidden = await house.ItemOf(never, "T04.S4");
        await house.Write((await house.Join(never, "Ida"))[0], hidden, "T04.S4.L1", "Aldrig vist");
        await house.GoTo(hidden);
        foreach (var workshop in (Guid[])[id, never])
        {
            await house.Close(workshop);
            await jonas.Post($"/workshops/{workshop}/minutes");
        }

        var few = await house.PartsOf(id);
        few.Count(part => part.Text.StartsWith("Færre end fem skrev eller svarede her.", StringComparison.Ordinal)).ShouldBe(2);
        few.ShouldAllBe(part => part.Counts == "[]");
        (await jonas.Get($"/workshops/{id}/minutes")).Text.ShouldNotContain("Røbende ord");
        var page = (await jonas.Get($"/workshops/{never}/minutes")).Text;
        page.ShouldContain("blev ikke vist i rummet");
        page.ShouldNotContain("Aldrig vist");
    }

    [Fact]
    public async Task A_question_few_have_answered_is_not_told_even_where_many_answered_another()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], "T01");
        var item = (await house.Ask(db => db.WorkshopItems.AsNoTracking().Where(item => item.Workshop == id && item.Mode == Omtanke.Steps.Mode.Count).ToListAsync(), Acting.AtChores))[0];
        var questions = Omtanke.Steps.Together.Of(Visits.Library.Step(item.Step), Visits.Library.In("da")).Questions;
        await house.Do(db => db.WorkshopItems.Where(one => one.Id == item.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Anonymous, true)), Acting.AtChores);
        foreach (var (phone, place) in (await house.Join(id, Six)).Select((phone, place) => (phone, place)))
            await house.AnswerTo(phone, item, place < 2 ? [(questions[0].Name, "1"), (questions[1].Name, "2")] : [(questions[0].Name, "1")]);
        await house.GoTo(item, Stage.Shown);
        await house.Close(id);
        await jonas.Post($"/workshops/{id}/minutes");
        var counted = Omtanke.Workshops.WriteUp.Counted.FromJson((await house.PartsOf(id)).Single(part => part.Item == item.Id).Counts).SelectMany(table => table).ToList();
        counted.Select(one => one.Question).ShouldBe([questions[0].Label]);
        counted[0].Answers[0].Count.ShouldBe(6);
    }

    [Fact]
    public async Task Two_who_change_the_same_part_both_see_both_texts_and_parts_go_out_and_come_back()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await house.AWorkshop([await house.IdOf("jonas"), await house.IdOf("birgit")], closed: true);
        await jonas.Post($"/workshops/{id}/minutes");
        var other = (await house.PartsOf(id))[^1];
        var address = $"/workshops/{id}/minutes/{other.Id}";

        (await jonas.Autosave(address, ("version", "1"), ("text", "Jonas: Omar var syg."))).Text.ShouldContain("\"version\":2");
        var late = await birgit.Autosave(address, ("version", "1"), ("text", "Birgit: Ingen manglede."));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Omar var syg.");
        var page = await birgit.Post(address, ("version", "1"), ("text", "Birgit: Ingen manglede."));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("Omar var syg.");
        page.Text.ShouldContain("Birgit: Ingen manglede.");
        (await birgit.Autosave(address, ("version", "2"), ("text", new string('a', MinutesPart.Longest + 1)))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await jonas.Post($"{address}/absence", ("out", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Get($"/workshops/{id}/minutes")).Text.ShouldNotContain("Omar var syg.");
        await jonas.Post($"{address}/absence", ("out", "no"));
        await jonas.Post($"/workshops/{id}/minutes");
        (await jonas.Get($"/workshops/{id}/minutes")).Text.ShouldContain("Omar var syg.", Case.Sensitive, "written once, they are not written over");
        (await house.PartsOf(id)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Closed_by_mistake_it_goes_on_with_another_code_if_need_be_and_what_was_changed_in_the_minutes_stays()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var me = await house.IdOf("jonas");
        var id = await house.AWorkshop([me]);
        await house.Close(id);
        var code = await house.Ask(db => db.Workshops.Where(workshop => workshop.Id == id).Select(workshop => workshop.Code).SingleAsync(), Acting.AtChores);
        var taken = await house.AWorkshop([await house.IdOf("birgit")], more: (workshop, _) => workshop.Code = code);
        await jonas.Post($"/workshops/{id}/minutes");
        var other = (await house.PartsOf(id))[^1];
        await jonas.Autosave($"/workshops/{id}/minutes/{other.Id}", ("version", "1"), ("text", "Det blev sent."));

        (await jonas.Post($"/workshops/{id}/reopening")).Location.ShouldBe($"/workshops/{id}/run");
        var open = await house.Ask(db => db.Workshops.AsNoTracking().SingleAsync(workshop => workshop.Id == id), Acting.AtChores);
        open.IsOpen.ShouldBeTrue();
        open.Code.ShouldNotBe(code);
        (await house.PartsOf(id)).ShouldHaveSingleItem().Text.ShouldBe("Det blev sent.");
        await house.DoChores();
        (await house.Ask(db => db.Workshops.AnyAsync(workshop => workshop.Id == id && workshop.ClosedAt == null), Acting.AtChores)).ShouldBeTrue();

        await house.GoTo(await house.ItemOf(id, "T04.S4"));
        await house.Close(id);
        await jonas.Post($"/workshops/{id}/minutes");
        (await house.PartsOf(id)).Select(part => part.Text).ShouldContain("Det blev sent.");
        (await house.PartsOf(id)).Count(part => part.IsOut).ShouldBe(0);
        await house.Do(db => db.Workshops.Where(workshop => workshop.Id == id).ExecuteUpdateAsync(set => set.SetProperty(workshop => workshop.ClearedAt, house.Clock.GetUtcNow())), Acting.AtChores);
        await jonas.Post($"/workshops/{id}/reopening");
        (await house.Ask(db => db.Workshops.AnyAsync(workshop => workshop.Id == id && workshop.ClosedAt == null), Acting.AtChores)).ShouldBeFalse();
        taken.ShouldNotBe(id);
    }

    [Fact]
    public async Task What_the_group_never_came_to_lies_ready_left_out()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], closed: true);
        await jonas.Post($"/workshops/{id}/minutes");
        (await house.PartsOf(id)).Where(part => part.IsOut).Select(part => part.Title).ShouldBe(["Hvilke tegn skal vi kigge efter?", "Stresstrappen: Hvor belastede er vi?", "Sådan forebygger vi sammen"]);
    }

    [Fact]
    public async Task The_next_time_has_a_day_that_is_to_come()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], closed: true);
        await jonas.Post($"/workshops/{id}/minutes");
        foreach (var (day, time, fault) in new[] { ("i overmorgen", "", "Skriv datoen som 24-11-2026"), ("2026-11-01", "", "Dagen er gået."), ("2026-12-01", "halv ni", "Skriv klokkeslættet") })
        {
            var wrong = await jonas.Post($"/workshops/{id}/next-meeting", ("next-day", day), ("next-time", time));
            wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            wrong.Text.ShouldContain(fault);
            wrong.Text.ShouldContain($"value=\"{day}\"");
        }
        await jonas.Post($"/workshops/{id}/next-meeting", ("next-day", "1. december 2026"), ("next-time", "9.30"));
        var page = (await jonas.Get($"/workshops/{id}/minutes")).Text;
        page.ShouldContain("tirsdag den 1. december 2026 kl. 09.30");
        page.ShouldContain($"/workshops/new?previous={id}&amp;tool=T04");
    }

    private static async Task CountTemperature(Visits house, Guid workshop, IReadOnlyList<Phone> phones)
    {
        var item = await house.ItemOf(workshop, "T04.S3");
        foreach (var (phone, place) in phones.Select((phone, place) => (phone, place)))
            await house.AnswerTo(phone, item, ("T04.S3.now", place < 2 ? "yellow" : "green"));
        await house.GoTo(item, Stage.Shown);
    }
}
