using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Reflections;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Tests.Steps;

namespace Omtanke.Tests.Reflections;

/// <summary>The same step answered at different times, side by side, for its author alone.</summary>
public sealed class CompareTests(TestCluster cluster)
{
    static Language Danish => Visits.Library.In("da");

    [Fact]
    public async Task Henrik_sees_his_hours_from_time_to_time_and_takes_them_along()
    {
        await using var house = await Visits.Open(cluster);
        var henrik = await house.As("henrik");
        await Answer(henrik, "L05.F", ("L05.F17.hours", "7,5"), ("L05.F17.drains", "on"), ("L05.F17.change", "kanariefugl et"));
        (await henrik.Get("/reflections")).Text.ShouldNotContain("/reflections/compare/");
        (await henrik.Get("/reflections/compare/L05.F")).Text.ShouldContain("Du har kun gjort det én gang endnu");
        await house.Wait(TimeSpan.FromDays(30));
        henrik = await house.As("henrik");
        await Answer(henrik, "L05.F", ("L05.F17.hours", "2"), ("L05.F17.change", "kanariefugl to"));

        (await henrik.Get("/reflections")).Text.ShouldContain("/reflections/compare/L05.F");
        var page = (await henrik.Get("/reflections/compare/L05.F")).Text;
        page.IndexOf("7,5 timer", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf(">2 timer", StringComparison.Ordinal));
        foreach (var said in new[] { "kanariefugl et", "kanariefugl to", "<svg", "23. nov. 2026", "23. dec. 2026" }) page.ShouldContain(said);
        var json = (await henrik.Get("/reflections/compare/L05.F/json")).Text;
        json.ShouldContain("kanariefugl et");
        json.ShouldContain("kanariefugl to");
        using var word = FormDocumentTests.Opened((await henrik.Get("/reflections/compare/L05.F/word")).Bytes);
        word.MainDocumentPart!.Document.InnerText.ShouldContain("kanariefugl to");
        word.MainDocumentPart.ImageParts.Count().ShouldBe(1);
        // Each opening stands in his own log.
        var person = await house.IdOf("henrik");
        var mine = await house.Ask(db => db.ReflectionsOf(person), Acting.As(person));
        var opened = await house.Ask(db => db.Openings.Where(opening => opening.Operation == Operation.Read).Select(opening => opening.Record).ToListAsync(), Acting.As(person));
        mine.ShouldAllBe(reflection => opened.Contains(reflection.Id));
    }

    [Theory]
    [InlineData("maja")]
    [InlineData("birgit")]
    [InlineData("admin")]
    public async Task Nobody_else_can_tell_whether_there_is_anything_to_compare(string other)
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, stranger) = (await house.As("henrik"), await house.As(other));
        await Answer(henrik, "L05.F", ("L05.F17.hours", "7,5"));
        foreach (var what in new[] { "", "/word", "/json" })
        {
            var (theirs, nothing) = (await stranger.Get($"/reflections/compare/L05.F{what}"), await stranger.Get($"/reflections/compare/no-such-step{what}"));
            (theirs.Status, theirs.Location).ShouldBe((HttpStatusCode.SeeOther, "/reflections"));
            (nothing.Status, nothing.Location).ShouldBe((HttpStatusCode.SeeOther, "/reflections"));
            theirs.Bytes.ShouldBe(nothing.Bytes);
        }
    }

    [Fact]
    public async Task Of_many_times_the_latest_are_shown_and_the_others_counted()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        foreach (var time in Enumerable.Range(1, 8))
        {
            house.Clock.Offset += TimeSpan.FromMinutes(1);
            await Answer(maja, "T04.S2", ("T04.S2.Q1", $"gang nummer {time}"));
        }
        var page = (await maja.Get("/reflections/compare/T04.S2")).Text;
        page.ShouldContain("Der er 2 ældre");
        page.ShouldNotContain("gang nummer 2");
        page.ShouldContain("gang nummer 3");
        page.ShouldContain("gang nummer 8");
    }

    [Fact]
    public void What_can_be_counted_is_counted_and_what_was_written_stands_beside_it()
    {
        Rows("T04.S3", [Shelf.Filled(("T04.S3.now", "red")), Shelf.Filled(("T04.S3.now", "green"), ("T04.S3.N1.green", "sover"))])
            .ShouldBe([("Hvor er du lige nu?", "Rød. Jeg er overbelastet|Grøn. Jeg trives"), ("Sådan mærker jeg det", "|sover")]);
        Rows("T04.S2", [Shelf.Filled(("T04.G1", "on"), ("T04.G11", "on")), Shelf.Filled(("T04.G11", "on"))])[..3].Select(row => row.Cells).ShouldBe(["1 tegn|0 tegn", "1 tegn|1 tegn", "0 tegn|0 tegn"]);
        var circles = Shelf.Filled(("L04.P1.1.x", "40"), ("L04.P1.1.y", "40"), ("L04.P1.1.r", "20"), ("L04.P1.2.r", "20"), ("L04.P1.3.r", "20"));
        Rows("L04.C", [Omtanke.Steps.Answer.Empty, circles])[0].Cells.ShouldBe("|33 %");
        var scale = (Scale)Shelf.Sheet("T01.M");
        var all = scale.Groups.SelectMany(group => group.Statements).Aggregate(Omtanke.Steps.Answer.Empty, (answer, id) => answer.With(id, "2"));
        var profile = Comparison.Of(scale, Danish, [all, all.With(scale.Groups[0].Statements[0], "5"), Omtanke.Steps.Answer.Empty]);
        profile.Trends[0].Points.ShouldBe([2m * scale.Groups[0].Statements.Count, (2m * scale.Groups[0].Statements.Count) + 3, null]);
        profile.Rows[0].Cells[2].ShouldBe("");
    }

    [Fact]
    public void Every_kind_can_be_compared_and_drawn_without_a_word_lost()
    {
        foreach (var step in Visits.Library.Tools.SelectMany(tool => tool.Steps).Where(FormDocument.Exists))
        {
            var sheet = StepKinds.Read(step);
            var comparison = Comparison.Of(sheet, Danish, [Omtanke.Steps.Answer.Empty, Filling.Of(sheet, "Ord"), Filling.Of(sheet, "Andre")]);
            comparison.Rows.ShouldAllBe(row => row.Cells.Count == 3, step.Id);
            foreach (var field in sheet.Fields.Where(field => field.Takes == Takes.Text))
                comparison.Rows.ShouldContain(row => row.Cells[2].Contains($"Andre {field.Name} ") || row.Label.Contains($"Ord {field.Name} ") || row.Label.Contains($"Andre {field.Name} ") || row.Cells.Any(cell => cell.Contains(field.Name)), $"{step.Id}: {field.Name}");
            if (TrendDrawing.Suits(comparison))
                System.Xml.Linq.XElement.Parse(TrendDrawing.Of("x", "Titel", comparison, ["1", "2", "3"])).Attribute("viewBox").ShouldNotBeNull();
        }
    }

    static List<(string Label, string Cells)> Rows(string step, IReadOnlyList<Answer> answers) =>
        [.. Comparison.Of(Shelf.Sheet(step), Danish, answers).Rows.Select(row => (row.Label, string.Join('|', row.Cells)))];

    private static async Task Answer(Visitor visitor, string step, params (string, string)[] fields)
    {
        var address = (await visitor.Post("/reflections", ("step", step))).Location!;
        (await visitor.Autosave(address, [("version", "0"), .. fields])).Status.ShouldBe(HttpStatusCode.OK);
    }
}
