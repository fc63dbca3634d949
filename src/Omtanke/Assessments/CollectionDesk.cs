using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments;

/// <summary>
/// What collections lay on the page of those who answer for them: what opens, what is out, and the two days that were promised to those asked.
/// Nothing lies there for those who are asked while it is open: a line that stays or goes would tell who looks over one's shoulder whether one has answered. Where the result is shown, all who were asked find the same line.
/// </summary>
public sealed class CollectionDesk(Database db, Visit visit) : IDesk
{
    // So many days a result lies there, and until it is talked about.
    private const int Fresh = 30;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        var mine = await db.Collections.AsNoTracking().Where(one => one.Keepers.Contains(person) && (one.ClosedAt == null || one.DialogueOn >= today)).OrderBy(one => one.OpensAt).ToListAsync(stop);
        var since = now.AddDays(-Fresh);
        var told = await db.ResultsShown.AsNoTracking().Where(one => one.Person == person).Join(db.Collections, one => one.Collection, collection => collection.Id, (_, collection) => collection)
            .Where(collection => collection.ShownAt >= since || (collection.ShownAt != null && collection.DialogueOn >= today)).ToListAsync(stop);
        return [.. mine.SelectMany(collection => Lines(collection, now, today)), .. told.Select(collection => new DeskItem(Pile.TheirPromise, visit.With("collections.desk.result", ("title", collection.Title)), See.ResultPage.AddressOf(collection.Id)))];
    }

    private IEnumerable<DeskItem> Lines(Collection collection, DateTimeOffset now, DateOnly today)
    {
        if (collection.IsPlanned)
            yield return collection.OpensAt <= now ? Line(Pile.Waiting, "stuck", collection, Clock.Day(collection.OpensAt), urgent: true) : Line(Pile.UnderWay, "planned", collection, Clock.Day(collection.OpensAt));
        else if (collection.IsOpen(now))
            yield return Line(Pile.UnderWay, "open", collection, Clock.Day(collection.ClosesAt));
        else
        {
            if (collection.FeedbackOn >= today)
                yield return Line(Pile.MyPromise, "feedback", collection, collection.FeedbackOn);
            yield return Line(Pile.MyPromise, "dialogue", collection, collection.DialogueOn);
        }
    }

    private DeskItem Line(Pile pile, string word, Collection collection, DateOnly due, bool urgent = false) =>
        new(pile, visit.With($"collections.desk.{word}", ("title", collection.Title)), Plan.PlanPage.AddressOf(collection.Id), due, urgent);
}
