using System.Globalization;
using Omtanke.Content;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Learning;

/// <summary>How what was learned is written: by the page, in Word and in the table to take along.</summary>
internal static class Say
{
    /// <summary>How many: a number, or a band as <c>5–9</c>.</summary>
    public static string Of(Count count, CultureInfo culture) => count.From == count.To ? count.From.ToString("N0", culture) : $"{count.From.ToString("N0", culture)}–{count.To.ToString("N0", culture)}";

    /// <summary>In a word why something is not told.</summary>
    public static string Short(Hidden why, Words words) => words[$"collections.result.hidden.{why}.short"];

    /// <summary>In a sentence why something is not told.</summary>
    public static string Long(Hidden why, Words words) => words.With($"collections.result.hidden.{why}.text", ("n", limits.Means), ("counts", limits.Counts), ("acts", limits.Acts));

    private static readonly Thresholds limits = new();

    /// <summary>A number, with a mark where something of it is hidden.</summary>
    public static string Number(Mark mark) => mark.Partly ? $"{mark.Told}*" : mark.Told;

    /// <summary>A mark as it stands in a cell: the number, why it is hidden, or that it was not asked.</summary>
    public static string Cell(Mark mark, Words words) =>
        mark.Told.Length > 0 ? Number(mark) : mark.Why is { } why ? words.With("collections.result.hidden.as", ("why", Short(why, words))) : words["collections.result.not-asked"];

    /// <summary>How many answered in a round.</summary>
    public static string People(CourseRound round, Words words, CultureInfo culture) => round.People is { } people ? Of(people, culture) : words.With("collections.result.hidden.as", ("why", Short(round.Why ?? Hidden.TooFew, words)));
}
