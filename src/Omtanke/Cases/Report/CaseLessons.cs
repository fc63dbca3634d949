using Omtanke.Insight;
using Omtanke.Web;

namespace Omtanke.Cases.Report;

using Mark = Omtanke.Insight.Mark;

/// <summary>What early intervention gives the whole workplace to learn from: the shares of each year that is over, as the release gate let them out. No point anybody wrote: those stand in the yearly report.</summary>
public sealed class CaseLessons(CaseYears years, Visit visit) : ILesson
{
    // How far back a line goes, in years.
    private const int Most = 3;

    // Which answer's share is told of each question; of the last its mean.
    private static readonly (string Question, int Answer)[] lines =
        [("stress", 1), .. Said.AllStressTypes.Select(type => (type, 1)), ("leader-start", (int)Facts.Kept.Held), ("leader-end", (int)Facts.Kept.Held), ("outcome", -1)];

    /// <inheritdoc />
    public async Task<Lesson> Of(YearSeen seen, CancellationToken stop)
    {
        var kept = (await years.Until(seen.Year)).Where(one => one.What == Counting.Facts).Take(Most).Reverse().ToList();
        var place = seen.Unit ?? Facts.Whole;
        // A group that lies deeper than a department has no figures here; nor has a year with too few to tell of.
        if (kept.Count == 0 || kept[^1].Year != seen.Year || kept[^1].Told is null || kept[^1].Release.Of(place) is null)
            return Lesson.None;
        return new()
        {
            Courses =
            [
                new(visit["case-report.course"], visit.Code, visit["case-report.course-about"], seen.Unit is { } unit ? seen.Tree[unit]!.Name : visit["case-report.whole"], visit["case-report.course-scale"],
                    [.. kept.Select(one => RoundOf(one, place))], [.. lines.Select(line => new CourseLine(TitleOf(line.Question), null, null, [.. kept.Select(one => MarkOf(one, place, line.Question, line.Answer))]))])
                {
                    Counted = "case-report.course-counted",
                },
            ],
        };
    }

    // How many, in a band whatever the gate would let out.
    private static CourseRound RoundOf(CaseYear one, Guid place)
    {
        var (told, why) = one.ToldOf(place);
        return new(new(one.Year, 12, 31), told, why);
    }

    private string TitleOf(string question) => Said.AllStressTypes.Contains(question) ? visit.Language.Plain(question, "title") : visit[$"case-report.line.{question}"];

    private Mark MarkOf(CaseYear one, Guid place, string question, int answer)
    {
        var told = Told.Of(one.Release, place, Facts.Questions.First(asked => asked.Id == question));
        return told switch
        {
            { Why: { } why } => new(null, "", why),
            { Mean: { } mean } => new((mean - 1) / (told.Question.Options - 1), mean.ToString("0.0", visit.Culture), null),
            _ => told.ShareOf(answer) is { } share ? new(share, Say.Percent(share, visit.Culture), null) : new(null, "", Hidden.Derivable),
        };
    }
}
