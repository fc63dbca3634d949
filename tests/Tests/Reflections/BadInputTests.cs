using System.Net;
using System.Text.RegularExpressions;
using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Tests.Steps;

namespace Omtanke.Tests.Reflections;

/// <summary>Whatever somebody types into a step of any kind: it is taken as it is, or they are told beside the field, and nothing of it is lost.</summary>
public sealed class BadInputTests(TestCluster cluster)
{
    private const string Nasty = "<script>alert(1)</script> \"'&{x} 🌿👩‍👩‍👧 ﷽ \u202Eomvendt";

    /// <summary>A step of each kind that can be filled in alone.</summary>
    static IReadOnlyList<Step> OfEachKind => [.. Visits.Library.Tools.SelectMany(tool => tool.Steps)
        .Where(step => FormDocument.Exists(step) && (step.Private || step.Kind != "form")).DistinctBy(step => (step.Kind, (StepKinds.Read(step) as Cards)?.Talk))];

    [Fact]
    public async Task Scripts_emoji_and_five_hundred_lines_are_words_like_any_other_in_each_kind()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var many = string.Join('\n', Enumerable.Range(1, 500).Select(line => $"linje {line}"));
        foreach (var step in OfEachKind)
        {
            var sheet = StepKinds.Read(step);
            var texts = sheet.Fields.Where(field => field.Takes == Takes.Text).Take(400).ToList();
            if (texts.Count == 0) continue;
            var address = await Begin(maja, step);
            var posted = texts.Select((field, place) => (field.Name, place % 2 == 0 ? Nasty : many)).ToList();
            var saved = await maja.Post(address, [("version", "0"), .. posted]);
            saved.Status.ShouldBe(HttpStatusCode.SeeOther, step.Id);
            foreach (var path in new[] { address, $"/reflections/compare/{step.Id}" })
            {
                var page = await maja.Get(path);
                page.Status.ShouldBe(HttpStatusCode.OK, path);
                page.Text.ShouldNotContain("<script>alert", customMessage: path);
                WebUtility.HtmlDecode(page.Text).ShouldContain("🌿");
                if (texts.Count > 1) page.Text.ShouldContain("linje 500");
            }
            using var word = FormDocumentTests.Opened((await maja.Get($"{address}/word")).Bytes);
            word.MainDocumentPart!.Document.InnerText.ShouldContain("🌿");
            System.Text.Json.Nodes.JsonNode.Parse((await maja.Get($"{address}/json")).Text)!["answer"]!.AsObject().ShouldContain(said => said.Value!.ToString().Contains("🌿"));
            if (sheet is IDrawn)
            {
                var drawing = (await maja.Get($"{address}/drawing.svg")).Text;
                System.Xml.Linq.XElement.Parse(drawing).Descendants().ShouldAllBe(shape => shape.Name.LocalName != "script");
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_beside_its_field_and_everything_typed_stands_there_again_in_each_kind()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        List<string> wrong = [];
        foreach (var step in OfEachKind)
        {
            var sheet = StepKinds.Read(step);
            var address = await Begin(maja, step);
            foreach (var bad in sheet.Fields.GroupBy(field => field.Takes).Select(fields => fields.First()))
            {
                // All else is filled in well; it must not be lost either.
                var (typed, others) = (Bad(bad), sheet.Fields.Where(field => field != bad && field.Takes == Takes.Text).Take(3).ToList());
                var reply = await maja.Post(address, [("version", "0"), (bad.Name, typed), .. others.Select(field => (field.Name, $"beholdes {field.Name}"))]);
                if (reply.Status != HttpStatusCode.UnprocessableEntity) { wrong.Add($"{step.Id} {bad.Name}: {reply.Status}"); continue; }
                if (bad.Takes is not Takes.Tick && !reply.Text.Contains($"id=\"{bad.Name}-error\"")) wrong.Add($"{step.Id} {bad.Name} ({bad.Takes}): nothing is told beside the field");
                if (!reply.Text.Contains($"href=\"#{bad.Name}\"")) wrong.Add($"{step.Id} {bad.Name}: no way from the summary to it");
                if (bad.Takes is Takes.Text or Takes.Number && !reply.Text.Contains(typed[..Math.Min(typed.Length, 30)])) wrong.Add($"{step.Id} {bad.Name}: what was typed is gone");
                wrong.AddRange(others.Where(field => !reply.Text.Contains($"beholdes {field.Name}")).Select(field => $"{step.Id} {field.Name}: lost beside {bad.Name}"));
                if ((await maja.Get(address)).Text.Contains("beholdes")) wrong.Add($"{step.Id}: half of it was saved");
            }
        }
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_circle_dragged_off_the_page_is_told_and_one_typed_near_the_edge_is_moved_in()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, Visits.Library.Step("L04.C"));
        foreach (var off in new[] { "-40", "4000", "NaN", "1e99", "halvtreds" })
        {
            var reply = await maja.Post(address, ("version", "0"), ("L04.P1.1.x", off), ("L04.Q1", "bliver stående"));
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, off);
            reply.Text.ShouldContain("Skriv et tal mellem 0 og 100.");
            reply.Text.ShouldContain("bliver stående");
        }
        (await maja.Post(address, ("version", "0"), ("L04.P1.1.x", "100"), ("L04.P1.1.y", "0"), ("L04.P1.1.r", "45"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var drawing = System.Xml.Linq.XElement.Parse((await maja.Get($"{address}/drawing.svg")).Text);
        var box = drawing.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
        drawing.Descendants().Where(shape => shape.Name.LocalName == "circle").ShouldAllBe(circle => (double)circle.Attribute("cx")! + (double)circle.Attribute("r")! <= box[2] && (double)circle.Attribute("cy")! - (double)circle.Attribute("r")! >= 0);
    }

    [Fact]
    public async Task A_mind_map_of_four_hundred_branches_however_deep_is_drawn_listed_and_taken_along()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var step = Visits.Library.Tools.SelectMany(tool => tool.Steps).First(step => step.Kind == "mind-map");
        foreach (var map in new[] { string.Join('\n', Enumerable.Range(1, 400).Select(node => $"{new string(' ', node % 5)}gren {node}")), string.Join('\n', Enumerable.Range(0, 130).Select(node => $"{new string(' ', node)}g{node}")) })
        {
            var address = await Begin(maja, step);
            (await maja.Post(address, ("version", "0"), ($"{step.Id}.map", $"x\n{map}"))).Status.ShouldBe(HttpStatusCode.SeeOther);
            (await maja.Get(address)).Text.ShouldContain(map.Split('\n')[^1].Trim());
            Regex.Count((await maja.Get($"{address}/drawing.svg")).Text, "<text").ShouldBeGreaterThan(100);
            using var word = FormDocumentTests.Opened((await maja.Get($"{address}/word")).Bytes);
            word.MainDocumentPart!.ImageParts.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task More_fields_than_any_form_has_are_refused_and_an_empty_form_is_no_fault()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, Visits.Library.Step("L04.C"));
        (await maja.Post(address, [.. Enumerable.Range(0, 5_000).Select(field => ($"f{field}", "x"))])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        foreach (var step in OfEachKind)
        {
            var own = await Begin(maja, step);
            (await maja.Post(own)).Status.ShouldBe(HttpStatusCode.SeeOther, step.Id);
            (await maja.Get(own)).Status.ShouldBe(HttpStatusCode.OK, step.Id);
        }
    }

    private static string Bad(Field field) => field.Takes switch
    {
        Takes.Text => "alt for langt " + new string('x', Field.Longest),
        Takes.Number => "mange",
        _ => "noget andet",
    };

    private static async Task<string> Begin(Visitor visitor, Step step)
    {
        var reply = await visitor.Post("/reflections", ("step", step.Id));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, step.Id);
        return reply.Location!;
    }
}
