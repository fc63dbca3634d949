using System.Globalization;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Workshops.Act;

namespace Omtanke.Workshops.WriteUp;

/// <summary>The minutes as Word, in the language they are written in.</summary>
internal static class MinutesDocument
{
    /// <inheritdoc cref="MinutesDocument"/>
    public static byte[] Of(Protocol protocol)
    {
        var (workshop, words) = (protocol.Workshop, protocol.Language.Words);
        var paper = new WordPaper(workshop.Title, words.Culture).Title(protocol.Tool).Fact(words["workshops.minutes.when"], words.Moment(Clock.Local(workshop.OpenedAt ?? workshop.PlannedAt)));
        foreach (var (name, value) in ((string, string)[])[("where", workshop.Place), ("for-whom", workshop.ForWhom), ("by", string.Join(", ", protocol.Facilitators))])
            if (value.Length > 0)
                paper.Fact(words[$"workshops.minutes.{name}"], value);
        foreach (var part in protocol.Reading)
        {
            paper.Heading(1, part.Title);
            Text(paper, part.Text);
            foreach (var table in Counted.FromJson(part.Counts))
                Counts(paper, table, words);
            if (protocol.WallOf(part) is { } wall)
                On(paper, wall, words);
        }
        paper.Heading(1, words["workshops.actions.title"]);
        if (protocol.Actions.Count == 0)
            paper.Text(words["workshops.minutes.no-actions"]);
        else
            paper.Table(
                words["workshops.actions.title"], [(words["workshops.actions.what"], 34), (words["workshops.actions.who"], 20), (words["workshops.actions.due"], 16), (words["workshops.actions.measure"], 30)],
                protocol.Actions.Select(action => (IReadOnlyList<WordCell>)
                [
                    new(action.DoneOn is { } done ? $"{action.What}\n{words.With("workshops.actions.done-on", ("day", words.ShortDay(done)))}" : action.What),
                    new(action.Who.Length > 0 ? action.Who : words["workshops.actions.no-owner"]), new(action.DueOn is { } due ? words.ShortDay(due) : words["workshops.actions.no-date"]), new(action.Measure.Length > 0 ? action.Measure : "–"),
                ]));
        if (workshop.NextAt is { } next)
            paper.Heading(1, words["workshops.minutes.next"]).Text(words.Moment(Clock.Local(next)));
        return paper.Save();
    }

    private static void Text(WordPaper paper, string text)
    {
        foreach (var (mark, line) in Passage.In(text).SelectMany(passage => passage.Marked))
            if (mark.Length == 0)
                paper.Text(line);
            else
                paper.Point(mark, line);
    }

    private static void Counts(WordPaper paper, IReadOnlyList<Counted> table, Words words)
    {
        var first = table[0];
        if (table.Count == 1)
        {
            paper.Lead(first.Question);
            paper.Table(first.Question, [(words["workshops.minutes.answer"], 80), (words["workshops.minutes.count"], 20)],
                first.Answers.Select(answer => (IReadOnlyList<WordCell>)[new(answer.Label), new(answer.Count.ToString(CultureInfo.InvariantCulture))]));
            return;
        }
        var share = Math.Min(14, 60 / first.Answers.Count);
        if (first.Heading.Length > 0)
            paper.Lead(first.Heading);
        paper.Table(first.Heading.Length > 0 ? first.Heading : words["workshops.minutes.counted"], [(words["workshops.minutes.question"], 100 - (share * first.Answers.Count)), .. first.Answers.Select(answer => (answer.Label, share))],
            table.Select(counted => (IReadOnlyList<WordCell>)[new(counted.Question), .. counted.Answers.Select(answer => new WordCell(answer.Count.ToString(CultureInfo.InvariantCulture)))]));
    }

    private static void On(WordPaper paper, Wall wall, Words words)
    {
        foreach (var (title, piles) in wall.Places)
        {
            var name = title.Length > 0 ? title : words["workshops.minutes.wall"];
            paper.Heading(2, name);
            paper.Table(name, [(words["workshops.minutes.idea"], 72), (words["workshops.minutes.votes-head"], 28)], piles.Select(pile => (IReadOnlyList<WordCell>)
            [
                new(string.Join('\n', pile.Under.Select(idea => $"– {idea.Text}").Prepend(pile.Idea.Text))),
                new(string.Join(" · ", ((string[])[pile.Idea.IsChosen ? words["workshops.minutes.is-chosen"] : "", pile.Votes > 0 ? words.Count("workshops.minutes.votes", pile.Votes) : ""]).Where(text => text.Length > 0))),
            ]));
        }
    }
}
