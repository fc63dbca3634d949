using System.Globalization;
using Omtanke.Content;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Assessments.See;

/// <summary>How what is released is written: by the page, in Word and in the table to take along.</summary>
internal static class Say
{
    /// <summary>A number as its column has it: <c>3,5</c> or <c>40 %</c>.</summary>
    public static string Number(decimal value, Column column, CultureInfo culture) => column.Option is not null ? value.ToString("P0", culture) : Math.Abs(column.Items[0].Worth) == 1 ? Mean(value, culture) : value.ToString("0.#", culture);

    /// <summary>A mean: <c>3,5</c>.</summary>
    public static string Mean(decimal value, CultureInfo culture) => value.ToString("0.0", culture);

    /// <summary>How many: a number, or a band as <c>5–9</c>.</summary>
    public static string People(Count count, CultureInfo culture) => count.From == count.To ? count.From.ToString(culture) : $"{count.From.ToString(culture)}–{count.To.ToString(culture)}";

    /// <summary>How many took part of those who were asked. Where so few are missing that they could be named, it is told as a band: that everybody answered would tell of each that they did.</summary>
    public static string TookPart(Count people, int asked, Words words, CultureInfo culture) => words.With(
        "collections.result.of", ("n", People(people.From == people.To && asked - people.From < Collection.Fewest ? new(asked - Collection.Fewest + 1, asked) : people, culture)), ("of", asked));

    /// <summary>What the numbers mean: from which answer to which, or the share of what.</summary>
    public static string Scale(Findings findings, Words words) => findings.IsMixed ? words["collections.result.mixed"]
        : findings.IsScale && findings.Items.First() is { Worth: not 1 } scored ? words.With("collections.result.points", ("low", Whole(scored.Least)), ("high", Whole(scored.Most)))
        : findings.IsScale ? words.With("collections.result.scale", ("low", findings.Items.First().Options[0].Label), ("high", findings.Items.First().Options[^1].Label))
        : findings.Columns[0].Colour is not null ? words["collections.result.shares-colours"]
        : findings.Columns[0].Items[0] is { IsChecked: true } point ? words.With("collections.result.shares-missed", ("answer", point.Options[2].Label))
        : findings.Columns[0].Items[0] is { Measure: Measure.Tick } ? words["collections.result.shares-ticks"] : words.With("collections.result.shares", ("answer", findings.Columns[0].Items[0].Options[0].Label));

    // The end of a scale.
    private static string Whole(decimal value) => value.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>In a word why something is not told.</summary>
    public static string Short(Hidden why, Words words) => words[$"collections.result.hidden.{why}.short"];

    /// <summary>In a sentence why something is not told.</summary>
    public static string Long(Hidden why, Thresholds limits, Words words) => words.With($"collections.result.hidden.{why}.text", ("n", limits.Means), ("counts", limits.Counts), ("acts", limits.Acts));
}
