using System.Globalization;
using CsvHelper;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Import;

/// <summary>One figure from another measurement.</summary>
/// <param name="Line">Its line in the table.</param>
/// <param name="Dimension">What was measured.</param>
/// <param name="Unit">Of whom; none for the whole workplace.</param>
/// <param name="People">How many answered.</param>
/// <param name="Score">The score.</param>
/// <param name="Reference">What it is compared with, as the source says it.</param>
public sealed record OtherFigure(int Line, string Dimension, string? Unit, int People, decimal Score, string Reference);

/// <summary>A line that could not be read.</summary>
/// <param name="Line">Which.</param>
/// <param name="Wrong">The word key of what is wrong.</param>
public sealed record LineFault(int Line, string Wrong);

/// <summary>
/// Figures from another measurement, read from a table and held against the limits that hold for our own: of fewer than five nothing is kept,
/// nor what could be worked out of the whole and the units that stand beside it.
/// </summary>
/// <param name="Told">What may be kept.</param>
/// <param name="Out">What is left out, why, and of how many at least it would have to be.</param>
/// <param name="Faults">What could not be read.</param>
public sealed record OtherFigures(IReadOnlyList<OtherFigure> Told, IReadOnlyList<(OtherFigure Figure, Hidden Why, int Least)> Out, IReadOnlyList<LineFault> Faults)
{
    /// <summary>More lines are not read.</summary>
    public const int Most = 2000;

    private const int LongestName = 150;

    private static readonly HashSet<string> Whole = new(["", "hele", "alle", "i alt", "whole", "all", "total"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What it is about, each topic once.</summary>
    public IReadOnlyList<string> Topics => [.. Told.Concat(Out.Select(one => one.Figure)).Select(one => one.Dimension).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Reads a table: dimension, unit, how many, score and perhaps a reference, in this order, under a line of heads.</summary>
    /// <param name="text">The table.</param>
    /// <param name="acts">Whether a topic is about offensive acts; when left out, its words say it.</param>
    /// <param name="limits">How many it takes before anything is told.</param>
    public static OtherFigures Of(string text, Func<string, bool>? acts = null, Thresholds? limits = null)
    {
        var (read, faults) = (new List<OtherFigure>(), new List<LineFault>());
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = SeparatorOf(text), HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, IncludeValuesInExceptions = false, OnMalformedRecord = _ => { } });
        // The heads are for people: the order says what stands where.
        csv.Read();
        while (csv.Read())
        {
            var (line, cells) = ((int)csv.LineNumber, csv.Current.ToArray());
            if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                continue;
            if (read.Count + faults.Count >= Most)
            {
                faults.Add(new(line, "collections.import.errors.many"));
                break;
            }
            var (figure, wrong) = FigureOf(cells, line);
            if (figure is not null)
                read.Add(figure);
            else
                faults.Add(new(line, wrong!));
        }
        foreach (var twin in read.GroupBy(one => (one.Dimension.ToUpperInvariant(), one.Unit?.ToUpperInvariant())).SelectMany(group => group.Skip(1)).ToList())
        {
            read.Remove(twin);
            faults.Add(new(twin.Line, "collections.import.errors.twice"));
        }
        var (told, left) = Judged(read, acts ?? OffensiveActs.Suggested, limits ?? new());
        return new(told, left, [.. faults.OrderBy(fault => fault.Line)]);
    }

    // What the first line has most of.
    private static char SeparatorOf(string text) => text.Split('\n', 2)[0] is var heads ? ((char[])[';', '\t', ',']).MaxBy(sign => heads.Count(one => one == sign)) : ';';

    private static (OtherFigure? Figure, string? Wrong) FigureOf(string[] cells, int line)
    {
        var (dimension, unit, reference) = (Cell(0), Cell(1), Cell(4));
        if (dimension.Length is 0 or > LongestName || unit.Length > LongestName || reference.Length > LongestName)
            return (null, "collections.import.errors.name");
        if (!int.TryParse(Cell(2), NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people < 1)
            return (null, "collections.import.errors.people");
        // A comma or a point: whichever the spreadsheet wrote.
        if (!decimal.TryParse(Cell(3).Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) || Math.Abs(score) > 1_000_000)
            return (null, "collections.import.errors.score");
        return (new(line, dimension, Whole.Contains(unit) ? null : unit, people, score, reference), null);

        string Cell(int at) => at < cells.Length ? cells[at].Trim() : "";
    }

    // What may be told of some figures, and what not.
    private static (IReadOnlyList<OtherFigure> Told, IReadOnlyList<(OtherFigure Figure, Hidden Why, int Least)> Out) Judged(List<OtherFigure> read, Func<string, bool> acts, Thresholds limits)
    {
        var left = new Dictionary<OtherFigure, Hidden>();
        foreach (var dimension in read.GroupBy(one => one.Dimension, StringComparer.OrdinalIgnoreCase).Select(group => group.ToList()))
            foreach (var (figure, hidden) in dimension.Zip(Remainders.Judge(dimension.ConvertAll(one => (one.Unit is null, one.People)), LeastOf(dimension[0].Dimension))))
                if (hidden is { } why)
                    left[figure] = why;
        return ([.. read.Where(one => !left.ContainsKey(one))], [.. read.Where(left.ContainsKey).Select(one => (one, left[one], LeastOf(one.Dimension)))]);

        int LeastOf(string topic) => acts(topic) ? limits.Acts : limits.Means;
    }
}
