using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>The same step filled in at several times, side by side: what was said each time, and how it moved where it can be counted.</summary>
/// <param name="Rows">What is compared, row by row; each has a cell for every time.</param>
/// <param name="Trends">What can be drawn as lines.</param>
/// <param name="Scale">The least and the most of the drawing, each with what it is called.</param>
public sealed record Comparison(IReadOnlyList<ComparedRow> Rows, IReadOnlyList<Trend> Trends, (decimal Least, string LeastSaid, decimal Most, string MostSaid) Scale)
{
    /// <summary>Lays the answers beside each other, the oldest first.</summary>
    public static Comparison Of(Sheet sheet, Language language, IReadOnlyList<Answer> answers)
    {
        var words = language.Words;
        return sheet switch
        {
            Scale { Bands.Count: > 0 } scale => Counted(
                scale.Groups.Select(group => (language.Text(group.Id, "title"), answers.Select(answer => scale.Profile(answer).Sums.First(sum => sum.Group == group))
                    .Select(sum => ((decimal?)sum.Sum, sum.Sum is null ? "" : $"{words.With("steps.scale.of", ("sum", sum.Sum), ("most", sum.Most))}{(sum.Band is { } band ? $" · {language.Text(band.Id, "title")}" : "")}")))),
                (0, "0", scale.Groups.Max(scale.Most), Spelt(scale.Groups.Max(scale.Most)))).And(Written(sheet, language, answers)),
            Scale scale => Counted(
                scale.Groups.SelectMany(group => group.Statements).Select(id => (language.Plain(id, "text"), answers.Select(answer =>
                    scale.Values.Contains(answer[id]) ? (Number(answer[id]), scale.AnswerIn(language, answer[id])) : (null, "")))),
                (1, language.Text(scale.Answers[0], "title"), scale.Answers.Count, language.Text(scale.Answers[^1], "title"))).And(Written(sheet, language, answers)),
            Positions positions => Counted(
                positions.All.Select(position => (language.Text(position.Id, "title"), answers.Select(answer =>
                    Positions.Levels.Contains(answer[position.Id]) ? (Number(answer[position.Id]), Positions.LevelIn(words, answer[position.Id])) : (null, "")))),
                (1, Positions.LevelIn(words, "1"), 5, Positions.LevelIn(words, "5"))),
            Roles roles => Counted(
                roles.All.Select(role => (language.Text(role.Id, "title"), answers.Select(answer => Roles.WeightOf(role, answer) is { } weight ? ((decimal?)weight, Roles.InWords(weight, words)) : (null, "")))),
                (0, "0", 10, "10")).And(Written(sheet, language, answers)),
            Hours hours => OfHours(hours, language, answers),
            Signs signs => Counted(
                signs.Decks.Select(deck => (language.Text(deck.Id, "title"), answers.Select(answer => deck.Cards.Count(answer.Ticks)).Select(count => ((decimal?)count, words.Count("steps.over.signs", count))))),
                (0, "0", signs.Decks.Max(deck => deck.Cards.Count), Spelt(signs.Decks.Max(deck => deck.Cards.Count)))).And(Told(sheet, language, answers)),
            Temperature temperature => Counted(
                [(words["steps.temperature.now"], answers.Select(answer => temperature.Chosen(answer) is { } level ? ((decimal?)temperature.Levels.ToList().IndexOf(level), language.Text(level.Id, "title")) : (null, "")))],
                (0, language.Text(temperature.Levels[0].Id, "title"), temperature.Levels.Count - 1, language.Text(temperature.Levels[^1].Id, "title"))).And(Written(sheet, language, answers)),
            Circles circles => OfCircles(circles, language, answers),
            _ => new([.. Told(sheet, language, answers)], [], (0, "", 1, "")),
        };
    }

    Comparison And(IEnumerable<ComparedRow> more) => this with { Rows = [.. Rows, .. more] };

    static Comparison OfHours(Hours hours, Language language, IReadOnlyList<Answer> answers)
    {
        var sums = answers.Select(hours.Sum).ToList();
        var told = sums.Select(sum => sum.Told(language).ToList()).ToList();
        var most = Math.Max(10, sums.Max(sum => sum.All));
        return new Comparison(
            [.. told[0].Select((row, place) => new ComparedRow("", row.Name, [.. told.Select((all, time) => sums[time].All == 0 ? "" : all[place].Value)])), .. Told(hours, language, answers)],
            [
                new(language.Words["steps.hours.sum.gives"], [.. sums.Select(sum => sum.All == 0 ? null : (decimal?)sum.Gives)]),
                new(language.Words["steps.hours.sum.drains"], [.. sums.Select(sum => sum.All == 0 ? null : (decimal?)sum.Drains)]),
                new(language.Words["steps.hours.sum.all"], [.. sums.Select(sum => sum.All == 0 ? null : (decimal?)sum.All)]),
            ],
            (0, HoursSum.In(language, 0), most, HoursSum.In(language, most)));
    }

    // How much each circle fills of its picture; where they lie is for the drawings themselves to show.
    static Comparison OfCircles(Circles circles, Language language, IReadOnlyList<Answer> answers)
    {
        var shares = from picture in Enumerable.Range(0, circles.Pictures.Count)
                     from circle in Enumerable.Range(0, circles.All.Count)
                     select (Picture: picture, Title: circles.TitleOf(circle, language), Said: answers.Select(answer => circles.IsDrawn(picture, answer) ? Share(circles.In(picture, answer), circle) : null).ToList());
        var all = shares.ToList();
        return new Comparison(
            [
                .. all.Select(share => new ComparedRow(language.Text(circles.Pictures[share.Picture], "title"), share.Title, [.. share.Said.Select(said => said is { } part ? $"{Spelt(part)} %" : "")])),
                .. Written(circles, language, answers),
            ],
            [.. all.Where(share => share.Picture == 0).Select(share => new Trend(share.Title, share.Said))], (0, "0 %", 100, "100 %"));
    }

    static decimal? Share(IReadOnlyList<Round> rounds, int circle) => (decimal)Math.Round(100 * rounds[circle].Area / rounds.Sum(round => round.Area), MidpointRounding.AwayFromZero);

    static Comparison Counted(IEnumerable<(string Label, IEnumerable<(decimal? Number, string Said)> Cells)> rows, (decimal, string, decimal, string) scale)
    {
        var all = rows.Select(row => (row.Label, Cells: row.Cells.ToList())).ToList();
        return new([.. all.Select(row => new ComparedRow("", row.Label, [.. row.Cells.Select(cell => cell.Said)]))], [.. all.Select(row => new Trend(row.Label, [.. row.Cells.Select(cell => cell.Number)]))], scale);
    }

    static IEnumerable<ComparedRow> Written(Sheet sheet, Language language, IReadOnlyList<Answer> answers) => Told(sheet, language, answers, line => line.Field.Takes == Takes.Text);

    // Everything somebody said in any of the times.
    static IEnumerable<ComparedRow> Told(Sheet sheet, Language language, IReadOnlyList<Answer> answers, Func<Line, bool>? which = null) =>
        answers.SelectMany(answer => sheet.Lines(language, answer)).Where(which ?? (_ => true)).GroupBy(line => line.Field.Name)
            .Where(lines => lines.Any(line => line.Value.Length > 0))
            .Select(lines => new ComparedRow(lines.First() is var line && line.Heading == line.Label ? "" : line.Heading, line.Heading == line.About ? line.Label : line.Name,
                [.. lines.Select(line => line.Field.Takes == Takes.Tick && line.Value.Length > 0 ? language.Words["steps.ticked"] : line.Value)]));

    static decimal? Number(string kept) => decimal.Parse(kept, CultureInfo.InvariantCulture);

    static string Spelt(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One thing, as it was each time.</summary>
/// <param name="Heading">What it stands under; may be empty.</param>
/// <param name="Label">What it is.</param>
/// <param name="Cells">What was said each time; empty when nothing was.</param>
public sealed record ComparedRow(string Heading, string Label, IReadOnlyList<string> Cells)
{
    /// <summary>What it is, so that it can stand alone.</summary>
    public string Name => Heading.Length == 0 ? Label : $"{Heading} · {Label}";
}

/// <summary>What can be counted, time by time; none when nothing was said that time.</summary>
public sealed record Trend(string Name, IReadOnlyList<decimal?> Points);
