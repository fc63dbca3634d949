using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Wordprocessing;
using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>One step of a kind, in a small content folder of its own: to be read, filled in, printed and broken.</summary>
sealed partial class OneStep : IDisposable
{
    readonly Workbench bench = new();

    /// <summary>Sets up a tool with one step.</summary>
    /// <param name="step">The step as it stands in tool.yaml, without the dash before it; its id is T99.S1.</param>
    /// <param name="da">Its words.</param>
    /// <param name="en">And in English; the Danish ones when left out, where the test does not look at them.</param>
    /// <param name="decks">Decks it uses: name and ids of cards, whose text is the id.</param>
    internal OneStep(string step, string da, string? en = null, params (string Name, string[] Cards)[] decks)
    {
        foreach (var code in new[] { "da", "en" })
            bench.Write($"interface/{code}.yaml", File.ReadAllText(Path.Combine(Library.Folder(), "interface", $"{code}.yaml")))
                .Write($"tools/T99-tea/{code}.yaml", $"T99: {{title: Te, purpose: At få varmen, promise: Kun dig}}\n{(code == "en" ? en ?? da : da)}\n");
        bench.Write("tools/T99-tea/tool.yaml", $"""
            id: T99
            slug: tea
            audience: [employee]
            minutes: 5
            people: 1-4
            order: 10
            lix: 60
            drawing: cup
            steps:
              - {step.ReplaceLineEndings("\n    ")}
            """);
        foreach (var (name, cards) in decks)
        {
            bench.Write($"decks/{name}/deck.yaml", $"id: {name}\ncards: [{string.Join(", ", cards)}]\n");
            foreach (var code in new[] { "da", "en" })
                bench.Write($"decks/{name}/{code}.yaml", $"{name}: {{title: Deck {name}}}\n{string.Join('\n', cards.Select(card => $"{card}: {{text: Text {card}}}"))}\n");
        }
    }

    internal Library Library => field ??= bench.Read();
    internal Language Danish => Library.In("da");
    internal Language English => Library.In("en");
    internal Step Step => Library.Step("T99.S1");
    internal Sheet Sheet => StepKinds.Read(Step);

    /// <summary>What is wrong with it.</summary>
    internal IReadOnlyList<string> Complaints()
    {
        try
        {
            return [.. StepKinds.Check(bench.Read()).Select(error => error.Message)];
        }
        catch (ContentException broken)
        {
            return [.. broken.Errors.Select(error => error.Message)];
        }
    }

    internal Task<string> Read(Answer? answer = null) => Shelf.Html(Step, new Show(Danish) { Answer = answer });

    internal Task<string> Fill(Answer? answer = null, params Fault[] faults) => Shelf.Html(Step, new Show(Danish) { Editable = true, Answer = answer ?? Answer.Empty, Faults = faults });

    internal Task<string> Print(Answer? answer = null) => Shelf.Html(Step, new Show(Danish, 1) { Answer = answer }, paper: true);

    internal Taken Take(params (string, string)[] posted) => Sheet.Take(Shelf.Posted(posted), Answer.Empty);

    /// <summary>The text of the Word document.</summary>
    internal string Word(Answer? answer = null)
    {
        using var word = FormDocumentTests.Opened(FormDocument.Of(Library.Tool("T99")!, Step, Danish, CultureInfo.GetCultureInfo("da-DK"), answer));
        return string.Join('\n', word.MainDocumentPart!.Document.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
    }

    /// <summary>What every kind that is filled in has to hold to.</summary>
    internal async Task MustHold()
    {
        Complaints().ShouldBeEmpty();
        var fields = Sheet.Fields;
        fields.ShouldNotBeEmpty();
        fields.Select(field => field.Name).ShouldBeUnique();
        Sheet.Lines(Danish, Answer.Empty).Select(line => line.Field.Name).ShouldBe(fields.Select(field => field.Name));
        Sheet.Lines(Danish, Answer.Empty).ShouldAllBe(line => line.Label.Length > 0 && line.Value.Length == 0);
        Sheet.Lines(Danish, Answer.Empty).Select(line => $"{line.Heading} {line.Name}").ShouldBeUnique();

        await HoldsAnything(fields);
        await NamesItsFaults(fields);
        foreach (var html in new[] { await Read(), await Fill(), await Print(), await Fill(Full(fields, "Mine ord")), await Read(Full(fields, "Mine ord")) })
            IsSound(html);
        (await Read(Full(fields, "Mine ord"))).ShouldNotContain("<input");

        var blank = Word();
        foreach (var line in Sheet.Lines(Danish, Answer.Empty).Where(line => line.Field.Takes != Takes.Tick))
            blank.ShouldContain(line.Label);
    }

    /// <summary>Every field filled in: words where words go, else the last thing that may be chosen.</summary>
    internal static Answer Full(IEnumerable<Field> fields, string words) =>
        fields.Aggregate(Answer.Empty, (answer, field) => answer.With(field.Name, field.Takes == Takes.Text ? words : field.Values[^1]));

    // Script, 500 lines and emoji go in and come out as they were, on every page and on paper.
    async Task HoldsAnything(IReadOnlyList<Field> fields)
    {
        var wild = string.Join('\n', Enumerable.Range(1, 500).Select(line => $"{line} 🌿 <script>alert(1)</script>\" onload=x"));
        var full = Full(fields, wild);
        var taken = Take([.. full.Fields.Select(name => (name, full[name]))]);
        taken.Answer.ShouldBe(full);
        taken.Faults.Count.ShouldBe(fields.Count(field => field.Takes == Takes.Text), "500 lines are too long, and are told so");

        var some = Full(fields, "🌿 <script>alert(1)</script>\"><img src=x>");
        Take([.. some.Fields.Select(name => (name, some[name]))]).ShouldSatisfyAllConditions(ok => ok.Faults.ShouldBeEmpty(), ok => ok.Answer.ShouldBe(some));
        foreach (var html in new[] { await Read(some), await Fill(some), await Print(some), await Fill(full) })
        {
            html.ShouldNotContain("<script");
            html.ShouldNotContain("<img");
            if (fields.Any(field => field.Takes == Takes.Text)) html.ShouldContain("&lt;script&gt;");
        }
        if (fields.Any(field => field.Takes == Takes.Text)) Word(some).ShouldContain("🌿 <script>alert(1)</script>");
    }

    // A fault stands at its field and is said with it.
    async Task NamesItsFaults(IReadOnlyList<Field> fields)
    {
        foreach (var field in fields.Where(field => field.Takes == Takes.Choice))
            Take((field.Name, "<nonsense>")).Faults.ShouldHaveSingleItem().Field.ShouldBe(field.Name);
        var html = await Fill(Answer.Empty, [.. fields.Where(field => field.Takes != Takes.Tick).Select(field => new Fault(field.Name, "steps.faults.unknown"))]);
        foreach (var field in fields.Where(field => field.Takes != Takes.Tick))
        {
            html.ShouldContain($"id=\"{field.Name}-error\"");
            html.ShouldContain($"id=\"{field.Name}\"", customMessage: "what the list of faults points at");
            DescribedBy().Matches(html).ShouldContain(match => match.Groups["ids"].Value.Split(' ').Contains($"{field.Name}-error"));
        }
        foreach (var field in fields) html.ShouldContain($"name=\"{field.Name}\"");
        IsSound(html);
    }

    static void IsSound(string html)
    {
        var ids = Ids().Matches(html).Select(match => match.Groups["id"].Value).ToList();
        ids.ShouldBeUnique();
        foreach (var input in Inputs().Matches(html).Select(input => input.Value).Where(input => !input.Contains("type=\"hidden\"")))
            html.ShouldContain($"for=\"{Ids().Match(input).Groups["id"].Value}\"");
        foreach (Match described in DescribedBy().Matches(html))
            described.Groups["ids"].Value.Split(' ').ShouldAllBe(id => ids.Contains(id));
        foreach (Match link in Links().Matches(html))
            ids.ShouldContain(link.Groups["id"].Value);
        html.ShouldNotContain("style=\"");
        foreach (Match fieldset in FieldSets().Matches(html))
            (fieldset.Value.Contains("aria-labelledby") || html[(fieldset.Index + fieldset.Length)..].TrimStart().StartsWith("<legend", StringComparison.Ordinal)).ShouldBeTrue($"{fieldset.Value} has a name");
    }

    public void Dispose() => bench.Dispose();

    [GeneratedRegex("""\sid="(?<id>[^"]+)[\x22]""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Ids();
    [GeneratedRegex("""<(input|textarea|select)\s[^>]*>""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Inputs();
    [GeneratedRegex("""<fieldset[^>]*>""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex FieldSets();
    [GeneratedRegex("""href="#(?<id>[^"]+)[\x22]""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Links();
    [GeneratedRegex("""aria-(describedby|labelledby)="(?<ids>[^"]+)[\x22]""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex DescribedBy();
}
