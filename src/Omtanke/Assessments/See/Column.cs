using Omtanke.Insight;

namespace Omtanke.Assessments.See;

/// <summary>A number that may be told, or why it may not.</summary>
/// <param name="Value">A mean on the scale, or a share between 0 and 1.</param>
/// <param name="Why">Why there is none.</param>
/// <param name="Partly">Something of it is hidden: the number is of the rest.</param>
public readonly record struct Score(decimal? Value, Hidden? Why, bool Partly);

/// <summary>
/// What is told of a unit in one number, worked out of what the release tells and of nothing else: the mean of a theme's statements, the share that knows a group of signs, the share of one colour.
/// </summary>
/// <param name="Head">Short, for a head: a number where there are many.</param>
/// <param name="Title">In full.</param>
/// <param name="Colour">Its colour, where it has one.</param>
/// <param name="Theme">The theme it stands for; none where it stands for an answer.</param>
/// <param name="Least">The lowest there could be.</param>
/// <param name="Most">The highest.</param>
/// <param name="Items">What it is made of.</param>
/// <param name="Option">The answer whose share it is; none for means.</param>
public sealed record Column(string Head, string Title, string? Colour, Theme? Theme, decimal Least, decimal Most, IReadOnlyList<Item> Items, int? Option)
{
    // From so many on a mean has one decimal (Insight); a mean of means is told no finer than those it is made of.
    private const int Fine = 20;

    // So many stand beside each other, at most; close up, everything is told.
    private const int Widest = 20;

    /// <summary>Where it lies between the lowest and the highest, from 0 to 1.</summary>
    public decimal Share(decimal value) => Most > Least ? (value - Least) / (Most - Least) : 0;

    /// <summary>The number for a unit.</summary>
    public Score Of(Cell? cell)
    {
        if (cell is null || cell.Hidden is not null)
            return new(null, cell?.Hidden, Partly: false);
        var figures = Items.Select(item => cell.Of(item.Name)).ToList();
        var told = figures.OfType<Figure>().Select(figure => (figure.Answers, Value: ValueOf(figure))).Where(one => one.Value is not null).ToList();
        if (told.Count == 0)
            return new(null, figures.OfType<Figure>().Select(figure => figure.Hidden).FirstOrDefault(why => why is not null) ?? Hidden.TooFew, Partly: false);
        var mean = told.Average(one => one.Value!.Value);
        var (unit, parts) = (Math.Abs(Items[0].Worth), told.TrueForAll(one => one.Answers!.From >= Fine) ? 10 : 2);
        var value = Option is not null ? mean : Math.Round((mean - Least) / unit * parts, MidpointRounding.AwayFromZero) / parts * unit + Least;
        return new(value, null, Partly: told.Count < figures.Count);
    }

    /// <summary>What is told of each unit: themes where there are some, the answers where one thing was asked, else everything asked.</summary>
    internal static IReadOnlyList<Column> Of(Findings findings)
    {
        var items = findings.Items.ToList();
        if (items is [{ Measure: Measure.Choice } only])
            return [.. only.Options.Select((option, place) => new Column(option.Label, option.Label, option.Colour, null, 0, 1, items, place))];
        if (findings.IsMixed)
            return Mixed(findings) is { Count: <= Widest } all ? all : [.. items.Where(item => item.Measure == Measure.Scale).Select(Mean).DefaultIfEmpty(Mixed(findings)[0]).Take(Widest)];
        var themes = (findings.Themes.Count > 1 || findings.Themes[0].Id.Length > 0) && findings.Themes.All(theme => theme.Title.Length > 0);
        return themes
            ? [.. findings.Themes.Select(theme => Made(theme.Title, theme.Title, theme, theme.Items))]
            : [.. items.Select(item => Made($"{item.Number}", item.Label, null, [item]))];

        Column Made(string head, string title, Theme? theme, IReadOnlyList<Item> of) => findings.IsScale
            ? new(head, title, null, theme, of[0].Least, of[0].Most, of, null)
            : new(head, title, null, theme, 0, 1, of, of[0].Telling ?? 0);
    }

    // A mean for each scale, a share for each answer that can be chosen or ticked.
    private static IReadOnlyList<Column> Mixed(Findings findings) => [.. from theme in findings.Themes from item in theme.Items from column in ColumnsOf(item, theme.Title) select column];

    private static IEnumerable<Column> ColumnsOf(Item item, string title) => item.Measure switch
    {
        Measure.Scale => [Mean(item)],
        // A tick alone does not say what was asked.
        Measure.Tick => [new($"{item.Number}", title.Length > 0 ? $"{title} · {item.Label}" : item.Label, null, null, 0, 1, [item], 1)],
        _ => item.Options.Select((option, place) => new Column($"{item.Number}{(char)('a' + place)}", $"{item.Label} · {option.Label}", option.Colour, null, 0, 1, [item], place)),
    };

    private static Column Mean(Item item) => new($"{item.Number}", item.Label, null, null, item.Least, item.Most, [item], null);

    private decimal? ValueOf(Figure figure) => Option is not { } option ? figure.Mean : figure.Counts is { } counts && counts.Sum() is var all and > 0 && option < counts.Count ? counts[option] / (decimal)all : null;
}
