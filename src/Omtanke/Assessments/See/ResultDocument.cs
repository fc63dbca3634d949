using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Steps;
using Omtanke.Web;
using Cell = Omtanke.Insight.Cell;

namespace Omtanke.Assessments.See;

/// <summary>A result as Word, in the language of whoever takes it along. It tells the same as the page.</summary>
internal static class ResultDocument
{
    // Whole tables under each other for every unit: as many as somebody reads.
    private const int Units = 40;

    /// <inheritdoc cref="ResultDocument"/>
    /// <param name="findings">What is told.</param>
    /// <param name="rounds">The rounds before and with this one.</param>
    /// <param name="withComments">Whether the reader may read what was written.</param>
    /// <param name="visit">Whose language.</param>
    public static byte[] Of(Findings findings, IReadOnlyList<Told> rounds, bool withComments, Visit visit)
    {
        var (collection, words, culture) = (findings.Collection, visit.Words, visit.Culture);
        var paper = new WordPaper(collection.Title, culture).Title(words["collections.result.title"]);
        paper.Fact(words["collections.result.who"], findings.IsSeveral ? string.Join(" · ", findings.Below(findings.Whole).Select(place => place.Name)) : findings.Whole.Name)
            .Fact(words["collections.result.when"], $"{visit.ShortDay(Clock.Day(collection.OpenedAt!.Value))} – {visit.ShortDay(Clock.Day(collection.ClosedAt!.Value))}")
            .Fact(words["collections.result.answered"], PeopleOf(findings.Whole))
            .Fact(words["collections.dates.feedback"], visit.Day(collection.FeedbackOn)).Fact(words["collections.dates.dialogue"], visit.Day(collection.DialogueOn));
        foreach (var line in Promise.Of(collection, words))
            paper.Point("•", line);
        Table(words["collections.result.units"], words["collections.result.unit-head"], findings.Places.Select(place => (place.Name, (Cell?)place.Cell, place.With)));
        foreach (var place in findings.Places.Where(place => place.With is null && place.Cell.Hidden is null).Take(Units))
        {
            paper.NewPage(1, place.Name).Text(PeopleOf(place));
            foreach (var theme in findings.Themes)
                Answers(theme, place);
            if (withComments && place.Cell.Comments.SelectMany(topic => topic.Texts).ToList() is { Count: > 0 } written)
            {
                paper.Heading(2, findings.Comment ?? words["collections.result.comments"]);
                foreach (var comment in written)
                    paper.Point("•", comment);
            }
        }
        if (rounds.Count > 1)
            Table(words["collections.result.trend-table"], words["collections.result.round"], rounds.Select(round => ($"{round.Round.Round} · {visit.ShortDay(Clock.Day(round.Round.ClosedAt!.Value))}", round.Release.Of(findings.Whole.Id), (string?)null)));
        if (findings.Reasons(findings.Places) is { Count: > 0 } reasons)
        {
            paper.Heading(1, words["collections.result.hidden.title"]).Text(words["collections.result.hidden.lead"]);
            foreach (var why in reasons)
                paper.Fact(Say.Short(why, words), Say.Long(why, findings.Release.Thresholds, words));
        }
        if (findings.Pack is { } pack)
            paper.Heading(1, words["collections.pack.means"]).Text(findings.Language.Plain(pack, "means")).Text(findings.Language.Plain(pack, "limits")).Text(words["collections.pack.worked-out"]).Small(findings.Language.Text(pack, "attribution"));
        return paper.Save();

        string PeopleOf(Place place) => place.Cell.People is { } people
            ? Say.TookPart(people, place.Asked, words, culture) : words.With("collections.result.of-few", ("of", place.Asked));

        string Hid(Hidden why) => words.With("collections.result.hidden.as", ("why", Say.Short(why, words)));

        void Table(string heading, string head, IEnumerable<(string Name, Cell? Cell, string? With)> rows)
        {
            paper.Heading(1, heading);
            var share = Math.Max(3, 70 / findings.Columns.Count);
            foreach (var column in findings.Columns.Where(column => column.Head != column.Title))
                paper.Fact(column.Head, column.Title);
            paper.Table(heading, [(head, 100 - (share * findings.Columns.Count)), .. findings.Columns.Select(column => (column.Head, share))], rows.Select(row => (IReadOnlyList<WordCell>)
            [
                new(row.With is null ? row.Name : $"{row.Name}\n{words.With("collections.plan.counted-with", ("unit", row.With))}"),
                .. findings.Columns.Select(column => new WordCell(row.With is not null ? "–" : column.Of(row.Cell) switch
                {
                    { Value: { } value, Partly: var partly } => $"{Say.Number(value, column, culture)}{(partly ? "*" : "")}",
                    { Why: { } why } => Say.Short(why, words),
                    _ => words["collections.result.not-asked"],
                })),
            ]));
        }

        void Answers(Theme theme, Place place)
        {
            var options = theme.Items[0].Options;
            // Many answers are told apart by number, with what each means above.
            var (numbered, share) = (options.Count > 3, options.Count > 3 ? 7 : 12);
            if (theme.Title.Length > 0)
                paper.Heading(2, theme.Title);
            if (numbered)
                paper.Small(string.Join(" · ", options.Select((option, place) => option.Label.StartsWith($"{place + 1} ", StringComparison.Ordinal) ? option.Label.Replace(" · ", " ", StringComparison.Ordinal) : $"{place + 1} {option.Label}")));
            paper.Table(
                theme.Title.Length > 0 ? theme.Title : place.Name,
                [(words["collections.result.asked"], 76 - (share * options.Count)), .. options.Select((option, place) => (numbered ? $"{place + 1}" : option.Label, share)), (words["collections.result.answers"], 10), (words["collections.result.mean"], 14)],
                theme.In(place.Cell).Select(item => (item, place.Cell.Of(item.Name))).Select(one => (IReadOnlyList<WordCell>)
                [
                    new(one.Item2?.Answers is null ? $"{one.item.Number}. {one.item.Label}\n{Hid(one.Item2?.Hidden ?? Hidden.TooFew)}" : $"{one.item.Number}. {one.item.Label}"),
                    .. options.Select((_, option) => new WordCell(one.Item2?.Counts is { } counts ? counts[option].ToString(culture) : "–")),
                    new(one.Item2?.Answers is { } answers ? Say.People(answers, culture) : "–"), new(one.Item2?.Mean is { } mean ? Say.Mean(mean, culture) : "–"),
                ]));
        }
    }
}
