using Omtanke.Insight;
using Omtanke.Learning.See;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Learning.Take;

/// <summary>A year's figures as a table to take along into a spreadsheet: a line for each number that the page shows, and for each that it hides.</summary>
internal static class FigureTable
{
    /// <summary>The file.</summary>
    public static byte[] Of(Learned learned, Visit visit)
    {
        var (words, culture) = (visit.Words, visit.Culture);
        return Spreadsheet.Of(
        [
            [words["learning.csv.part"], words["learning.csv.what"], words["learning.csv.where"], words["learning.csv.when"], words["collections.result.theme"], words["learning.number"], words["collections.result.answers"], words["collections.result.hidden.head"]],
            .. from course in learned.Lesson.Courses
               from line in course.Lines
               from round in Enumerable.Range(0, course.Rounds.Count)
               let mark = line.Marks[round]
               select (string[])[words["learning.spot.title"], $"{course.Title} · {course.Subject}", course.Who, visit.ShortDay(course.Rounds[round].ClosedOn), line.Title, mark.Told,
                   course.Rounds[round].People is { } people ? Say.Of(people, culture) : "", mark.Why is { } why ? Say.Short(why, words) : mark.Told.Length == 0 ? words["collections.result.not-asked"] : mark.Partly ? words["collections.result.partly"] : ""],
            .. from count in learned.CountsOf("conversations")
               select (string[])[words["learning.talk-part.title"], words["learning.talk-part.conversations"], learned.Workplace, count.Year.ToString(culture), "", count.Told is { } told ? Say.Of(told, culture) : "", "", count.Told is null ? words.With("learning.few", ("n", new Thresholds().Means)) : ""],
            .. from count in learned.Cases
               select (string[])[words["learning.talk-part.title"], words["learning.talk-part.cases"], learned.Workplace, count.Year.ToString(culture), "", count.Told is { } told ? Say.Of(told, culture) : "", "", count.Told is null ? words.With("learning.few", ("n", new Thresholds().Means)) : ""],
            .. from held in learned.Lesson.Held
               select (string[])[words["learning.talk-part.title"], words[$"learning.held.{held.What}"], learned.Workplace, learned.Seen.Year.ToString(culture), "", held.Times.ToString(culture), "", ""],
            .. from paper in learned.Lesson.Papers
               select (string[])[words["learning.agree.title"], paper.Title, learned.Workplace, visit.ShortDay(paper.PublishedOn), words["learning.agree.review"], visit.ShortDay(paper.ReviewOn), "", ""],
            .. from deeds in learned.Lesson.Deeds
               from tone in DeedsFigure.Tones
               select (string[])[words["learning.follow.title"], words[$"learning.deeds.from.{deeds.From}"], learned.Unit?.Name ?? learned.Workplace, learned.Seen.Year.ToString(culture), words[$"learning.deeds.{tone}"], DeedsFigure.Number(deeds, tone).ToString(culture), "", ""],
        ]);
    }
}
