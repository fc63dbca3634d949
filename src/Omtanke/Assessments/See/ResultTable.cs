using Omtanke.Insight;
using Omtanke.Web;

namespace Omtanke.Assessments.See;

/// <summary>A release as a table to take along into a spreadsheet: a line for each unit and question. What is hidden says so in a word.</summary>
internal static class ResultTable
{
    /// <summary>The file; decimals as the language writes them.</summary>
    public static byte[] Of(Findings findings, Visit visit)
    {
        var (words, culture) = (visit.Words, visit.Culture);
        var most = findings.Items.Max(item => item.Options.Count);
        return Spreadsheet.Of(Lines().Prepend([
            words["collections.result.unit-head"], words["collections.result.theme"], words["collections.result.number"], words["collections.result.asked"], words["collections.result.answers"], words["collections.result.mean"],
            .. Enumerable.Range(1, most).SelectMany(place => (string[])[words.With("collections.result.answer-n", ("n", place)), words.With("collections.result.count-n", ("n", place))]), words["collections.result.hidden.head"]]).Concat(Source()));

        // Whose questions these are stands in every table.
        IEnumerable<IEnumerable<string>> Source() => findings.Pack is { } pack ? [[findings.Language.Text(pack, "attribution")]] : [];

        IEnumerable<IEnumerable<string>> Lines() =>
            from place in findings.Places
            from theme in findings.Themes
            from item in theme.Items
            select (IEnumerable<string>)[place.Name, theme.Title, item.Number.ToString(culture), item.Label, .. Cells(place, item)];

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
}
