using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Apv;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments.Apv;

/// <summary>The workplace assessment: everybody reads it, those who keep it write, nobody is written over, and nobody's absence is to be found.</summary>
public sealed class ApvTests(TestCluster cluster)
{
    [Fact]
    public async Task It_goes_from_uncovering_to_effect_and_its_topics_clock_runs_from_the_closing()
    {
        await using var house = await Visits.Open(cluster);
        using var jonas = await house.As("jonas");
        using var maja = await house.As("maja");
        (await maja.Get("/apv")).Text.ShouldContain("Der er ingen APV endnu");
        (await maja.Get("/apv/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = (await jonas.Get("/apv/new")).Text;
        form.ShouldContain("AMO på to niveauer");
        form.ShouldContain("20. november 2026");
        form.ShouldContain("ikke juridisk rådgivning");
        var begun = await jonas.Post("/apv", ("title", "APV i hjemmeplejen"), ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString()), ("part", "Organisation"), ("topic", "workload"), ("own", "Kørsel alene"));
        var home = begun.Location.ShouldNotBeNull();
        var id = Guid.Parse(home.Split('/')[^1]);
        (await jonas.Get(home)).Text.ShouldContain("AMO har ikke været med her endnu");

        (await jonas.Post($"{home}/sources", ("kind", "WalkRound"), ("name", "Rundgang i garagen"), ("day", "2026-11-20"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var topic = await house.Ask(db => db.ApvTopics.Where(one => one.Key == "workload").Select(one => one.Id).SingleAsync(), Acting.AtChores);
        var source = await house.Ask(db => db.ApvSources.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (string, string?)[] problem = [("what", "Ruterne er lagt for tæt"), ("topic", topic.ToString()), ("source", source.ToString()), ("severity", "3"), ("extent", "2")];
        (await jonas.Post($"{home}/problems", problem)).Location!.ShouldStartWith($"{home}/problems#p-");
        (await jonas.Post($"{home}/problems", ("what", "Lyset i garagen er gået"), ("topic", topic.ToString()), ("severity", "1"), ("extent", "1"), ("solved", "2026-11-20"), ("solution", "Ny pære"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Get($"{home}/plan")).Text.ShouldContain("ikke taget sygefraværet med endnu");
        (await jonas.Post($"{home}/absence", ("version", "0"), ("contributes", "Partly"), ("reason", "Travlhed går igen i samtalerne"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Post($"{home}/participations", ("element", "Uncover"), ("who", "Organisation"), ("day", "2026-11-20"), ("how", "Møde"))).Location.ShouldBe($"{home}/problems");
        var asked = await house.Ask(db => db.ApvProblems.Where(one => one.Severity == 3).Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await jonas.Post($"{home}/actions", ("problem", asked.ToString()), ("what", "Ti minutter mellem besøgene"), ("responsible", "Lederen af Øst"), ("person", "maja@fjordby.example"), ("due", "2026-12-10"), ("measure", "Ny rundgang"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        // Not closed while somebody waits for an answer.
        await jonas.Post($"{home}/closing");
        (await jonas.Get(home)).Text.ShouldContain("Venter på svar");

        // Everybody reads it; the paper for others names nobody.
        using var omar = await house.As(await house.Ask(db => db.People.Where(one => one.Name == "Omar Farah").Select(one => one.Id).SingleAsync()));
        (await omar.Get("/apv")).Text.ShouldContain("Ti minutter mellem besøgene");
        (await omar.Get($"{home}/plan")).Text.ShouldContain("Maja Holm");
        (await omar.Get($"{home}/plan")).Text.ShouldNotContain("/actions/new");
        var paper = (await omar.Get($"{home}/paper")).Text;
        paper.ShouldContain("Lederen af Øst");
        paper[paper.IndexOf("<article", StringComparison.Ordinal)..].ShouldNotContain("Maja");
        var word = Text(await omar.Get($"{home}/paper.docx"));
        word.ShouldContain("Lederen af Øst");
        word.ShouldNotContain("Maja");

        // Whoever answers for it has it among her own, tells how it goes, and nothing else.
        (await maja.Get("/actions")).Text.ShouldContain("Ti minutter mellem besøgene");
        var action = await house.Ask(db => db.ApvActions.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await maja.Post($"{home}/actions/{action}", ("what", "Intet"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await omar.Post($"{home}/actions/{action}/outcome", ("status", "Done"), ("version", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post($"{home}/actions/{action}/outcome", ("status", "Planned"), ("effect", "Worked"), ("version", "1"))).Text.ShouldContain("skal være gjort, før");
        (await maja.Post($"{home}/actions/{action}/outcome", ("status", "Done"), ("effect", "Worked"), ("note", "Færre løber"), ("version", "1"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Post($"{home}/closing")).Location.ShouldBe(home);
        (await jonas.Get("/apv")).Text.ShouldContain("23. nov. 2029");
        (await jonas.Post($"{home}/problems", problem)).Status.ShouldBe(HttpStatusCode.NotFound);
        // And the whole workplace learns of it: done, and it helped.
        using var karen = await house.As("karen");
        var year = (await karen.Get("/learning")).Text;
        year.ShouldContain("<th scope=\"row\">APV</th>");
        // What happened stands there, with who and when.
        var history = (await jonas.Get(home)).Text;
        history.ShouldContain("Et problem kom til: Ruterne er lagt for tæt");
        history.ShouldContain("Åbn den igen");
        (await house.Ask(db => db.ApvTopics.AllAsync(one => one.ExaminedOn == new DateOnly(2026, 11, 23)), Acting.AtChores)).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_who_write_at_once_both_see_both_texts_and_what_is_put_aside_comes_back()
    {
        await using var house = await Visits.Open(cluster);
        var (id, problem, action, topic) = await Given.AnApv(house, await house.IdOf("jonas"));
        using var jonas = await house.As("jonas");
        (await jonas.Post($"/apv/{id}/keepers", ("keeper", "Holger Danske"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post($"/apv/{id}/keepers", ("keeper", "birgit@fjordby.example"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var birgit = await house.As("birgit");
        (string, string?)[] rest = [("topic", topic.ToString()), ("severity", "3"), ("extent", "2")];
        (await jonas.Post($"/apv/{id}/problems/{problem}", [.. rest, ("what", "Ruterne om morgenen er for tætte"), ("version", "1")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        var late = await birgit.Post($"/apv/{id}/problems/{problem}", [.. rest, ("what", "Der er for lidt tid til kørsel"), ("version", "1")]);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Ruterne om morgenen er for tætte");
        late.Text.ShouldContain("Der er for lidt tid til kørsel");
        (await birgit.Post($"/apv/{id}/problems/{problem}", [.. rest, ("what", "Begge dele"), ("version", "2")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Post($"/apv/{id}/actions/{action}", ("what", "Andet"), ("responsible", "HR"), ("due", "2027-01-10"), ("version", "0"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await birgit.Post($"/apv/{id}/actions/{action}", ("what", "Andet"), ("responsible", ""), ("due", "i morgen"), ("version", "1"))).Text.ShouldContain("Skriv, hvem der står for det");
        (await birgit.Post($"/apv/{id}/actions/{action}/outcome", ("status", "Dropped"), ("version", "1"))).Text.ShouldContain("hvorfor I dropper det");

        await birgit.Post($"/apv/{id}/problems/{problem}/removal");
        (await jonas.Get($"/apv/{id}/problems")).Text.ShouldContain("Tag frem igen");
        (await jonas.Get("/apv")).Text.ShouldNotContain("Begge dele");
        await jonas.Post($"/apv/{id}/problems/{problem}/return");
        (await jonas.Get("/apv")).Text.ShouldContain("Begge dele");
        // Somebody always keeps it.
        await jonas.Post($"/apv/{id}/keepers/{await house.IdOf("jonas")}/removal");
        await birgit.Post($"/apv/{id}/keepers/{await house.IdOf("birgit")}/removal");
        (await house.Ask(db => db.Apvs.SingleAsync(), Acting.AtChores)).Keepers.ShouldBe([await house.IdOf("birgit")]);
        (await jonas.Post($"/apv/{id}/problems/{problem}", [.. rest, ("what", "Ude"), ("version", "5")])).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Absence_of_fewer_than_five_is_never_stored_as_their_own_and_never_shown()
    {
        await using var house = await Visits.Open(cluster);
        var (id, _, _, _) = await Given.AnApv(house, await house.IdOf("birgit"), unit: "Sundhed og ældre");
        using var birgit = await house.As("birgit");
        (await birgit.Get($"/apv/{id}/absence/figures")).Text.ShouldContain("Nattevagten");
        var night = await house.UnitOf("Nattevagten");
        var centre = await house.UnitOf("Plejecenter Strandlyst");
        var east = await house.UnitOf("Hjemmeplejen Øst");
        (string, string?)[] typed =
        [
            ("version", "0"), ("period", "2026"), ($"people-{east}", "12"), ($"days-{east}", "120"), ($"people-{centre}", "9"), ($"days-{centre}", "61"),
            // Of four nothing is said on their own.
            ($"people-{night}", "4"), ($"days-{night}", "77"),
        ];
        (await birgit.Post($"/apv/{id}/absence/figures", typed)).Location.ShouldBe($"/apv/{id}/absence");
        var stored = await house.AsOwner("select name, along, people, days from apv_absence_groups order by name", row => (row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetDecimal(3)));
        stored.ShouldBe([("Hjemmeplejen Øst", "", 12, 120m), ("Plejecenter Strandlyst", "Nattevagten", 13, 138m)]);
        using var maja = await house.As("maja");
        // Only the table: ids in addresses may hold any number.
        var shown = (await maja.Get($"/apv/{id}/absence")).Text;
        shown = shown[shown.IndexOf("<table", StringComparison.Ordinal)..shown.IndexOf("</table", StringComparison.Ordinal)];
        shown.ShouldContain("sammen med Nattevagten");
        shown.ShouldContain("10,5");
        shown.ShouldNotContain("77");
        shown.ShouldNotContain("138");

        // A file is looked through first; what is wrong in it is named by line, and nothing is stored.
        var file = new MultipartFormDataContent { { new StringContent("enhed;ansatte;sygedage;periode\nHjemmeplejen Øst;12;130,5;2027\nMånebasen;6;12;2027\nNattevagten;fem;3;2027\n"), "file", "fravær.csv" } };
        var preview = await birgit.Send(new HttpRequestMessage(HttpMethod.Post, $"/apv/{id}/absence/file") { Content = file });
        preview.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        preview.Text.ShouldContain("Linje 3");
        preview.Text.ShouldContain("Linje 4");
        preview.Text.ShouldContain("value=\"130,5\"");
        preview.Text.ShouldContain("ikke gemt endnu");
        (await house.AsOwner("select period from apv_absences", row => row.GetString(0))).ShouldBe(["2026"]);
        // Somebody who had the page open from before sees what is stored, and nothing of it is lost.
        var late = await birgit.Post($"/apv/{id}/absence/figures", [("period", "2025"), .. typed[2..]]);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("10,5 sygedage pr. person");
        late.Text.ShouldContain("value=\"2025\"");
        // Another assessment's figures must not make four of thirteen and nine.
        var (other, _, _, _) = await Given.AnApv(house, await house.IdOf("birgit"), unit: "Plejecenter Strandlyst");
        var (next, told) = (await birgit.Post($"/apv/{other}/absence/figures", ("version", "0"), ("period", "2026"), ($"people-{centre}", "9"), ($"days-{centre}", "61")), $"select count(*) from apv_absence_groups where apv = '{other}'");
        (await birgit.Get(next.Location!)).Text.ShouldContain("Sammen med tal, der er vist før eller i en anden APV");
        (await house.AsOwner(told, row => row.GetInt64(0))).ShouldBe([0L]);
        await house.AsOwner($"delete from apv_absence_groups where apv <> '{other}' returning 1", row => row.GetInt32(0));
        await house.AsOwner($"delete from apv_absence_told where apv <> '{other}' returning 1", row => row.GetInt32(0));
        (await birgit.Post($"/apv/{other}/absence/figures", ("version", "1"), ("period", "2026"), ($"people-{centre}", "9"), ($"days-{centre}", "61"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.AsOwner(told, row => row.GetInt64(0))).ShouldBe([1L]);
        // Fewer than five in all: nothing.
        (await birgit.Post($"/apv/{id}/absence/figures", ("version", "1"), ("period", "2027"), ($"people-{night}", "4"), ($"days-{night}", "77"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.AsOwner($"select count(*) from apv_absence_groups where apv = '{id}'", row => row.GetInt64(0))).ShouldBe([0L]);
    }

    [Fact]
    public async Task Whoever_comes_or_goes_is_not_found_by_taking_one_figure_from_the_next_and_a_larger_unit_of_last_year_keeps_its_own()
    {
        await using var house = await Visits.Open(cluster);
        var (id, _, _, _) = await Given.AnApv(house, await house.IdOf("birgit"));
        using var birgit = await house.As("birgit");
        using var maja = await house.As("maja");
        var east = await house.UnitOf("Hjemmeplejen Øst");
        var turn = 0;
        // Last year they were twenty-one, and their days are shared by as many.
        await Store(21, 210);
        (await Shown()).ShouldContain("<td data-title=\"Sygedage pr. person\">10</td>");
        await Store(12, 150);
        (await Shown()).ShouldContain("12,5");
        // One has gone: her days would be what is left over. And it is not forgotten by being left out once.
        foreach (var people in (int[])[11, 13, 11, 8])
        {
            (await Store(people, 90)).ShouldContain("En gruppe er udeladt");
            (await Shown()).ShouldNotContain("<td data-title=\"Sygedage pr. person\">");
        }
        // Put right without anybody coming or going, it is told.
        await Store(12, 144);
        (await Shown()).ShouldContain("<td data-title=\"Sygedage pr. person\">12</td>");

        async Task<string> Store(int people, int days)
        {
            var stored = await birgit.Post($"/apv/{id}/absence/figures", ("version", $"{turn++}"), ("period", "2026"), ($"people-{east}", $"{people}"), ($"days-{east}", $"{days}"));
            stored.Status.ShouldBe(HttpStatusCode.SeeOther);
            return (await birgit.Get(stored.Location!)).Text;
        }

        async Task<string> Shown() => (await maja.Get($"/apv/{id}/absence")).Text;
    }

    [Fact]
    public async Task A_name_in_the_text_is_pointed_out_when_it_is_stored_and_above_the_paper_for_others()
    {
        await using var house = await Visits.Open(cluster);
        var (id, problem, action, topic) = await Given.AnApv(house, await house.IdOf("jonas"));
        using var jonas = await house.As("jonas");
        (await jonas.Get($"/apv/{id}/paper")).Text.ShouldNotContain("ser ud til at stå navne");
        (string, string?)[] rest = [("topic", topic.ToString()), ("severity", "3"), ("extent", "2")];
        (await Said(await jonas.Post($"/apv/{id}/problems", [.. rest, ("what", "Maja græder efter møderne.")]))).ShouldBeTrue();
        (await Said(await jonas.Post($"/apv/{id}/problems/{problem}", [.. rest, ("what", "Ruterne er for tætte"), ("solved", "2026-11-20"), ("solution", "Henriks plan blev lavet om"), ("version", "1")]))).ShouldBeTrue();
        (await Said(await jonas.Post($"/apv/{id}/problems/{problem}", [.. rest, ("what", "Ruterne er for tætte"), ("version", "2")]))).ShouldBeFalse();
        (string, string?)[] planned = [("responsible", "Lederen"), ("due", "2027-01-10")];
        (await Said(await jonas.Post($"/apv/{id}/actions", [.. planned, ("problem", problem.ToString()), ("what", "Vi deler opgaven"), ("measure", "Susanne spørger holdet")]))).ShouldBeTrue();
        (await Said(await jonas.Post($"/apv/{id}/actions/{action}", [.. planned, ("what", "Vi deler opgaven"), ("reason", "Vi mangler folk"), ("version", $"{await Version()}")]))).ShouldBeFalse();
        (await Said(await jonas.Post($"/apv/{id}/actions/{action}/outcome", ("status", "Done"), ("effect", "Worked"), ("note", "Omar løber mindre"), ("version", $"{await Version()}")))).ShouldBeTrue();
        (await Said(await jonas.Post($"/apv/{id}/absence", ("version", "0"), ("contributes", "Partly"), ("reason", "Birgit hører det tit")))).ShouldBeTrue();
        (await Said(await jonas.Post($"/apv/{id}/participations", ("element", "Uncover"), ("who", "Organisation"), ("day", "2026-11-20"), ("how", "Møde med AMO")))).ShouldBeFalse();
        // Whoever takes it to others is told which words to change, and nothing is promised of what people wrote.
        var paper = (await jonas.Get($"/apv/{id}/paper")).Text;
        paper.ShouldContain("Der ser ud til at stå navne her: Birgit, Maja, Omar.");
        paper.ShouldNotContain("ingen navne");

        Task<int> Version() => house.Ask(db => db.ApvActions.Where(one => one.Id == action).Select(one => one.Version).SingleAsync(), Acting.AtChores);

        async Task<bool> Said(Reply stored) => stored.Location is { } next && (await jonas.Get(next.Split('#')[0])).Text.Contains("ser ud til at stå et navn", StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_over_asks_nobody_to_go_on()
    {
        await using var house = await Visits.Open(cluster);
        var (id, _, _, _) = await Given.AnApv(house, await house.IdOf("jonas"), closed: true);
        using var jonas = await house.As("jonas");
        foreach (var page in (string[])["", "/problems", "/plan"])
        {
            var read = (await jonas.Get($"/apv/{id}{page}")).Text;
            read.ShouldContain("Ingen skriver i den mere.");
            read.ShouldContain("Der står ikke, hvem der var med her.");
            read.ShouldNotContain("Tag dem med");
        }
        var way = (await jonas.Get($"/apv/{id}")).Text;
        way.ShouldNotContain("ikke begyndt");
        way.ShouldContain("intet skrevet");
    }

    [Fact]
    public async Task What_is_late_is_late_in_word_as_well()
    {
        await using var house = await Visits.Open(cluster);
        var (id, _, _, _) = await Given.AnApv(house, await house.IdOf("jonas"), due: -3);
        using var jonas = await house.As("jonas");
        (await jonas.Get($"/apv/{id}/paper")).Text.ShouldContain("Over tiden");
        var word = Text(await jonas.Get($"/apv/{id}/paper.docx"));
        word.ShouldContain("Over tiden");
        word.ShouldNotContain("Planlagt");
    }

    [Fact]
    public async Task A_change_makes_topics_due_now_until_an_assessment_takes_it_up()
    {
        await using var house = await Visits.Open(cluster);
        var (id, _, _, _) = await Given.AnApv(house, await house.IdOf("jonas"), closed: true);
        using var henrik = await house.As("henrik");
        using var maja = await house.As("maja");
        (await maja.Get("/apv/changes/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        var east = (await house.UnitOf("Hjemmeplejen Øst")).ToString();
        (await henrik.Post("/apv/changes", ("kind", "Rebuilding"), ("what", "Vi flytter i nye lokaler"), ("day", "2026-11-30"), ("unit", (await house.UnitOf("Fjordskolen")).ToString()))).Text.ShouldContain("den ikke din");
        (await henrik.Post("/apv/changes", ("kind", "Rebuilding"), ("what", "Vi flytter i nye lokaler"), ("day", "2026-11-30"), ("unit", east), ("topic", "workload"))).Location.ShouldBe("/apv");
        var shown = (await maja.Get("/apv")).Text;
        shown.ShouldContain("Vi flytter i nye lokaler");
        shown.ShouldContain("Nu: noget er ændret");
        var change = await house.Ask(db => db.ApvChanges.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        // Where only a part of it is looked at, the rest would be forgotten.
        using var birgit = await house.As("birgit");
        (await birgit.Post("/apv", ("title", "Et andet sted"), ("unit", (await house.UnitOf("Fjordskolen")).ToString()), ("part", "Staff"), ("topic", "noise"), ("change", change.ToString()))).Text.ShouldContain("ligger et andet sted");
        var begun = await henrik.Post("/apv", ("title", "Efter flytningen"), ("unit", east), ("part", "Staff"), ("topic", "noise"), ("change", change.ToString()));
        (await maja.Get($"{begun.Location}/paper")).Text.ShouldContain("Mange opgaver og tidspres");
        (await maja.Get("/apv")).Text.ShouldNotContain("Nu: noget er ændret");
        (await maja.Get(begun.Location!)).Text.ShouldContain("Tager op:");

        // Where nothing was ticked it touches everything: whoever takes it up looks at all of it, the workplace's own topics as well.
        (await henrik.Post("/apv/changes", ("kind", "Merger"), ("what", "To hold bliver ét"), ("day", "2026-11-20"), ("unit", east))).Location.ShouldBe("/apv");
        (await maja.Get("/apv")).Text.ShouldContain("alle emner");
        var merger = await house.Ask(db => db.ApvChanges.Where(one => one.Apv == null).Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await henrik.Post($"{begun.Location}/changes/{merger}")).Location.ShouldBe(begun.Location);
        var paper = (await maja.Get($"{begun.Location}/paper")).Text;
        paper.ShouldContain("Vold og trusler uden for arbejdstid");
        paper.ShouldContain("Kørsel alene");
        (await maja.Get("/apv")).Text.ShouldNotContain("alle emner");
    }

    [Fact]
    public async Task The_yearly_discussion_is_locked_when_it_is_signed_off_and_the_next_is_due_in_a_year()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        using var jonas = await house.As("jonas");
        using var henrik = await house.As("henrik");
        (await henrik.Post("/apv/discussions", ("day", "2026-11-23"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var home = (await birgit.Post("/apv/discussions", ("day", "2026-11-23"))).Location.ShouldNotBeNull();
        (await birgit.Post($"{home}/signing", ("role", "Formanden for AMO"), ("version", "1"))).Text.ShouldContain("alle fem punkter");
        (string, string?)[] points = [("day", "2026-11-23"), ("who", "AMO"), ("goals", "Ja"), ("cooperation", "Fire møder"), ("plan", "APV i Øst"), ("next-goals", "Færre løb"), ("knowledge", "Et kursus")];
        (await birgit.Post(home, [.. points, ("version", "1")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        var clash = await jonas.Post(home, [.. points.Where(one => one.Item1 != "plan"), ("plan", "Noget andet"), ("version", "1")]);
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("APV i Øst");
        clash.Text.ShouldContain("Noget andet");
        (await birgit.Post($"{home}/signing", ("role", "Formanden for AMO"), ("version", "2"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Post(home, [.. points.Where(one => one.Item1 != "plan"), ("plan", "Rettet bagefter"), ("version", "3")])).Status.ShouldBe(HttpStatusCode.Conflict);
        // Not even the database changes it for somebody.
        (await house.Ask(db => db.ApvDiscussions.Where(one => one.SignedOn != null).ExecuteUpdateAsync(set => set.SetProperty(one => one.Plan, "x")), Acting.As(await house.IdOf("birgit")))).ShouldBe(0);
        var read = (await henrik.Get(home)).Text;
        read.ShouldContain("Formanden for AMO");
        read.ShouldContain("23. november 2027");
        (await henrik.Get("/apv")).Text.ShouldContain("Den næste er senest 23. nov. 2027");
    }

    [Theory]
    [InlineData("title", "", "Giv den et navn")]
    [InlineData("part", "Alle", "hvem der er med")]
    [InlineData("topic", "", "mindst ét emne")]
    [InlineData("unit", "", "mindst én enhed")]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(string field, string value, string said)
    {
        await using var house = await Visits.Open(cluster);
        using var jonas = await house.As("jonas");
        (string Name, string? Value)[] good = [("title", "APV i Øst"), ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString()), ("part", "Organisation"), ("topic", "workload")];
        var reply = await jonas.Post("/apv", [.. good.Where(one => one.Name != field), .. value.Length > 0 ? [(field, value)] : Array.Empty<(string, string?)>()]);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(said);
        if (field != "title")
            reply.Text.ShouldContain("value=\"APV i Øst\"");
    }

    /// <summary>What stands in a document of Word.</summary>
    internal static string Text(Reply reply)
    {
        using var zip = new ZipArchive(new MemoryStream(reply.Bytes));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return reader.ReadToEnd();
    }
}
