using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments;

/// <summary>
/// What collections lay on the page of those who answer for them: what opens, what is out, and the two days that were promised to those asked.
/// Nothing lies there for those who are asked while it is open: a line that stays or goes would tell who looks over one's shoulder whether one has answered. What came of it is <see cref="See.ResultDesk"/>'s.
/// </summary>
public sealed class CollectionDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => "exists (select from collections where keepers @> array[acting_person()])";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        var mine = await db.Collections.AsNoTracking().Where(one => one.Keepers.Contains(person) && (one.ClosedAt == null || one.DialogueOn >= today)).OrderBy(one => one.OpensAt).ToListAsync(stop);
        return [.. mine.SelectMany(collection => Lines(collection, now, today))];
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
