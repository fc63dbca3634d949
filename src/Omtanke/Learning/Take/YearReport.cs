using Omtanke.Content;
using Omtanke.Insight;
using Omtanke.Learning.See;
using Omtanke.Organisation;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Learning.Take;

/// <summary>A year as a report in Word, along the chain: spot, talk, agree, follow up, learn. It tells the same as the page, with what is hidden and why, and leaves room for what the meeting decides.</summary>
internal static class YearReport
{
    // Rounds beside each other, as many as can be read in a line of a page; else a table for some at a time.
    private const int Abreast = 6;

    /// <inheritdoc cref="YearReport"/>
    /// <param name="learned">What is told.</param>
    /// <param name="law">What the law says of talking about the year.</param>
    /// <param name="visit">Whose language.</param>
    public static byte[] Of(Learned learned, Rule law, Visit visit)
    {
        var (words, culture, year) = (visit.Words, visit.Culture, learned.Seen.Year);
        var paper = new WordPaper(words.With("learning.report.title", ("year", year)), culture).Title(learned.Workplace);
        paper.Fact(words["learning.report.about"], learned.Unit?.Name ?? words["learning.whole"]).Fact(words["learning.report.made"], visit.Day(learned.Seen.Today));
        if (!learned.Seen.IsOver)
            paper.Text(words.With("learning.running", ("year", year)));
        paper.Text(words["learning.report.lead"]);
        Spot();
        Talk();
        Agree();
        Follow();
        Learn();
        return paper.Save();

        void Spot()
        {
            paper.Heading(1, words["learning.spot.title"]);
            if (learned.Lesson.Courses.Count == 0)
                paper.Text(words[learned.IsWhole ? "learning.spot.none" : "learning.spot.none-here"]);
            foreach (var course in learned.Lesson.Courses)
            {
                paper.Heading(2, course.Title).Text($"{course.Subject} · {course.Who}").Lead(course.Scale);
                foreach (var rounds in Enumerable.Range(0, course.Rounds.Count).Chunk(Abreast))
                {
                    var share = Math.Min(15, 60 / rounds.Length);
                    paper.Table(
                        course.Title, [(words["learning.closed"], 100 - (share * rounds.Length)), .. rounds.Select(round => (visit.ShortDay(course.Rounds[round].ClosedOn), share))],
                        course.Lines.Select(line => (IReadOnlyList<WordCell>)[new(line.Meaning is { } meaning ? $"{line.Title}\n{meaning}" : line.Title), .. rounds.Select(round => new WordCell(Say.Cell(line.Marks[round], words)))])
                            .Prepend([new(words["collections.result.answers"]), .. rounds.Select(round => new WordCell(Say.People(course.Rounds[round], words, culture)))]));
                }
                if (course.Lines.Any(line => line.Marks.Any(mark => mark.Partly)))
                    paper.Small($"* {words["collections.result.partly-note"]}");
            }
            if (learned.Reasons.Count == 0)
                return;
            paper.Heading(2, words["collections.result.hidden.title"]).Text(words["collections.result.hidden.lead"]);
            foreach (var why in learned.Reasons)
                paper.Fact(Say.Short(why, words), Say.Long(why, words));
        }

        void Talk()
        {
            paper.Heading(1, words["learning.talk-part.title"]);
            if (!learned.IsWhole)
            {
                paper.Text(words["learning.whole-only"]);
                return;
            }
            paper.Text(words.Count("learning.talk-part.workshops", learned.Times("workshops"), ("year", year)));
            paper.Heading(2, words["learning.talk-part.conversations"]).Lead(words.With("learning.talk-part.conversations-text", ("n", new Thresholds().Means)));
            if (learned.CountsOf("conversations") is { Count: > 0 } counts)
                paper.Table(
                    words["learning.talk-part.table"], [(words["learning.year"], 30), (words["learning.number"], 70)],
                    counts.Select(count => (IReadOnlyList<WordCell>)[new($"{count.Year}"), new(count.Told is { } told ? Say.Of(told, culture) : words.With("learning.few", ("n", new Thresholds().Means)))]));
            if (learned.Cases is { Count: > 0 } cases)
                paper.Heading(2, words["learning.talk-part.cases"]).Lead(words.With("learning.talk-part.cases-text", ("n", new Thresholds().Means))).Table(
                    words["learning.talk-part.cases-table"], [(words["learning.year"], 30), (words["learning.number"], 70)],
                    cases.Select(count => (IReadOnlyList<WordCell>)[new($"{count.Year}"), new(count.Told is { } told ? Say.Of(told, culture) : words.With("learning.few", ("n", new Thresholds().Means)))]));
            if (!learned.Seen.IsOver)
                paper.Text(words.With("learning.talk-part.later", ("year", year)));
        }

        void Agree()
        {
            paper.Heading(1, words["learning.agree.title"]);
            paper.Text(learned.Lesson.Deeds.Count > 0 ? words.Count("learning.agree.deeds", learned.Deeds.All, ("year", year)) : words["learning.agree.deeds-none"]);
            if (learned.Lesson.Papers.Count > 0)
                paper.Heading(2, words["learning.agree.papers"]).Table(
                    words["learning.agree.papers"], [(words["learning.agree.paper"], 52), (words["learning.agree.published"], 24), (words["learning.agree.review"], 24)],
                    learned.Lesson.Papers.Select(one => (IReadOnlyList<WordCell>)[new(one.Title), new(visit.ShortDay(one.PublishedOn)), new(visit.ShortDay(one.ReviewOn))]));
        }

        void Follow()
        {
            paper.Heading(1, words["learning.follow.title"]);
            if (learned.Lesson.Deeds.Count > 0)
                paper.Lead(words["learning.follow.text"]).Table(
                    words["learning.deeds.table"], [(words["learning.deeds.from-head"], 25), .. DeedsFigure.Tones.Select(tone => (words[$"learning.deeds.{tone}"], 15)), (words["learning.deeds.effect"], 30)],
                    learned.Lesson.Deeds.Select(deeds => (IReadOnlyList<WordCell>)
                        [new(words[$"learning.deeds.from.{deeds.From}"]), .. DeedsFigure.Tones.Select(tone => new WordCell(DeedsFigure.Number(deeds, tone).ToString(culture))), new(DeedsFigure.EffectOf(deeds, words))]));
            paper.Field(words["learning.report.goals"], words["learning.report.goals-help"]);
        }

        void Learn()
        {
            paper.Heading(1, words["learning.learn.title"]).Text(words["learning.learn.text"]);
            foreach (var point in TalkingPoints.Of(learned, words))
                paper.Field(point, lines: 3);
            paper.Heading(2, visit.Language.Text(law.Id, "title")).Text(visit.Language.Plain(law.Id, "text"));
            foreach (var point in law.Points)
                paper.Point("•", visit.Language.Plain(point, "text"));
            paper.Small(RuleNote.SourceOf(law, visit.Language)).Small(words["learning.learn.not-advice"]);
            paper.Field(words["learning.report.next"], words["learning.report.next-help"], lines: 6);
            paper.Heading(2, words["learning.in-it.title"]);
            foreach (var line in LearningPage.Limits)
                paper.Point("•", words.With($"learning.in-it.{line}", ("n", new Thresholds().Means)));
        }
    }
}
