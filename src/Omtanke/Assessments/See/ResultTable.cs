using System.Text;
using Omtanke.Insight;
using Omtanke.Web;

namespace Omtanke.Assessments.See;

/// <summary>A release as a table to take along into a spreadsheet: a line for each unit and question. What is hidden says so in a word, and no cell is a formula.</summary>
internal static class ResultTable
{
    /// <summary>The file: semicolons between the cells, decimals as the language writes them, and a mark in front by which a spreadsheet knows its letters.</summary>
    public static byte[] Of(Findings findings, Visit visit)
    {
        var (words, culture) = (visit.Words, visit.Culture);
        var most = findings.Items.Max(item => item.Options.Count);
        var lines = new StringBuilder();
        Line(lines, [
            words["collections.result.unit-head"], words["collections.result.theme"], words["collections.result.number"], words["collections.result.asked"], words["collections.result.answers"], words["collections.result.mean"],
            .. Enumerable.Range(1, most).SelectMany(place => (string[])[words.With("collections.result.answer-n", ("n", place)), words.With("collections.result.count-n", ("n", place))]), words["collections.result.hidden.head"]]);
        foreach (var place in findings.Places)
            foreach (var theme in findings.Themes)
                foreach (var item in theme.Items)
                    Line(lines, [place.Name, theme.Title, item.Number.ToString(culture), item.Label, .. Cells(place, item)]);
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())];

        IEnumerable<string> Cells(Place place, Item item)
        {
            var figure = place.Cell.Of(item.Name);
            yield return figure?.Answers is { } answers ? Say.People(answers, culture) : "";
            yield return figure?.Mean is { } mean ? Say.Mean(mean, culture) : "";
            for (var option = 0; option < most; option++)
            {
                yield return option < item.Options.Count ? item.Options[option].Label : "";
                yield return option < item.Options.Count && figure?.Counts is { } counts ? counts[option].ToString(culture) : "";
            }
            yield return place.With is { } with ? words.With("collections.plan.counted-with", ("unit", with)) : (place.Cell.Hidden ?? (figure is null ? Hidden.TooFew : figure.Hidden)) is { } why ? Say.Short(why, words) : "";
        }
    }

    private static void Line(StringBuilder lines, IEnumerable<string> cells) => lines.AppendJoin(';', cells.Select(Written)).Append("\r\n");

    // A spreadsheet takes what begins with one of these for something to work out.
    private static string Written(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{cell}" : cell;
        return safe.AsSpan().IndexOfAny("\";\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
