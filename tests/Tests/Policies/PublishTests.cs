using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Policies;

namespace Omtanke.Tests.Policies;

/// <summary>Published, it is everybody's: dated, with who stands behind it and when it is read again. Earlier editions stay.</summary>
public sealed class PublishTests(TestCluster cluster)
{
    [Fact]
    public async Task Everybody_in_the_workplace_reads_what_was_published_and_nothing_of_what_is_written_after()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2", title: "Vores tre ord");
        (await house.PublishPolicy(jonas, id, behind: "AMO og Karen")).Location.ShouldBe($"/policies/{id}");

        (await maja.Get("/policies")).Text.ShouldContain("Vores tre ord");
        var page = await maja.Get($"/policies/{id}");
        page.Text.ShouldContain("AMO og Karen");
        page.Text.ShouldContain("mandag den 23. november 2026");
        page.Text.ShouldContain("Åbenhed");
        page.Text.ShouldNotContain("/draft");

        var section = (await house.SectionsOf(id))[0];
        (await jonas.Autosave($"/policies/{id}/sections/{section.Id}", ("version", "1"), ("title", "Åbenhed"), ("text", "for tidligt"))).Status.ShouldBe(HttpStatusCode.Gone);
        await jonas.Post($"/policies/{id}/draft");
        (await jonas.Autosave($"/policies/{id}/sections/{section.Id}", ("version", "1"), ("title", "Åbenhed"), ("text", "næste udgave"))).Status.ShouldBe(HttpStatusCode.OK);
        (await maja.Get($"/policies/{id}")).Text.ShouldNotContain("næste udgave");

        (await house.PublishPolicy(jonas, id)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get($"/policies/{id}")).Text.ShouldContain("næste udgave");
        var earlier = await maja.Get($"/policies/{id}/editions/1");
        earlier.Text.ShouldContain("Det her er en tidligere udgave.");
        earlier.Text.ShouldNotContain("næste udgave");
        (await house.Browser().Get($"/policies/{id}")).Status.ShouldBe(HttpStatusCode.SeeOther, "a stranger is asked to sign in");
    }

    [Fact]
    public async Task Holes_nobody_has_filled_and_a_round_under_way_keep_it_from_being_published()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy();
        var reply = await house.PublishPolicy(jonas, id);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain("Der er tomme felter i teksten.");
        await house.FillIn(jonas, id);
        var round = await house.OpenRound(jonas, id);
        (await house.PublishPolicy(jonas, id)).Text.ShouldContain("Slut runden, før I udgiver.");
        await jonas.Post($"/policies/{id}/rounds/{round.Id}/closing");

        (await house.PublishPolicy(jonas, id)).Status.ShouldBe(HttpStatusCode.SeeOther);
        var page = await jonas.Get($"/policies/{id}");
        page.Text.ShouldContain("Vi læser politikken igen senest 23. november 2027.");
        page.Text.ShouldContain("Det er &lt;safety-leader&gt;.");
    }

    [Fact]
    public async Task As_word_it_has_its_language_headings_and_lists()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy();
        await house.FillIn(jonas, id);
        await house.PublishPolicy(jonas, id);
        var file = await (await house.As("maja")).Get($"/policies/{id}/editions/1/word");
        using var word = WordprocessingDocument.Open(new MemoryStream(file.Bytes), isEditable: false);
        word.PackageProperties.Language.ShouldBe("da-DK");
        word.PackageProperties.Title.ShouldBe("Sådan gør vi");
        var styles = word.MainDocumentPart!.Document.Body!.Elements<Paragraph>().Select(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value).ToList();
        styles.Count(style => style == "Heading1").ShouldBe(12);
        styles.ShouldContain("Title");
        word.MainDocumentPart.Document.Body.InnerText.ShouldContain("Bag teksten står: AMO");
        (await jonas.Get($"/policies/{id}/draft/word")).Bytes.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Nobody_changes_what_was_published_not_even_the_program()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        await house.PublishPolicy(jonas, await jonas.BeginPolicy("T03.S3.F2"));
        foreach (var sql in (string[])["update policy_edition_sections set text = 'løgn'", "delete from policy_editions"])
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync(sql), Acting.AtChores))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task When_it_is_to_be_read_again_the_group_gets_one_letter_and_the_amo_sees_it_too()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy("T03.S3.F2", title: "Kanarieord", with: "maja");
        await house.PublishPolicy(jonas, id, reviewIn: 60);
        (await jonas.Get("/me")).Text.ShouldNotContain("skal læses igen");

        await house.Wait(TimeSpan.FromDays(47));
        (await (await house.As("jonas")).Get("/me")).Text.ShouldContain("»Kanarieord« skal læses igen");
        foreach (var _ in Enumerable.Range(0, 3))
            await house.Wait(TimeSpan.FromDays(1));
        var letters = await house.Ask(db => db.Letters.AsNoTracking().Where(letter => letter.ToEmail == "jonas@fjordby.example" || letter.ToEmail == "maja@fjordby.example").ToListAsync());
        letters.Select(letter => letter.ToName).Order().ShouldBe(["Jonas Bech", "Maja Holm"]);
        letters.ShouldAllBe(letter => letter.Subject == "En påmindelse fra Omtanke");
        var erik = await house.As(await house.Ask(db => db.People.Where(person => person.Name == "Erik Toft").Select(person => person.Id).SingleAsync()));
        (await erik.Get("/me")).Text.ShouldContain("»Kanarieord« skal læses igen");
        (await (await house.As("henrik")).Get("/me")).Text.ShouldNotContain("Kanarieord");
    }
}
