using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments;

/// <summary>
/// What collections lay on the page of those who answer for them: what opens, what is out, and the two days that were promised to those asked.
/// And on the page of everybody who is asked without a name, that it is open, until when, and that the way in is their code: the same line from the opening to the closing, because nobody can know whether they have answered,
/// and without a day to be late for, because nobody has to. What came of it is <see cref="See.ResultDesk"/>'s.
/// </summary>
public sealed class CollectionDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => "exists (select from collections where keepers @> array[acting_person()]) or exists (select from collections_asking())";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        var (mine, asking) = await db.InOneTrip(
            () => db.Collections.AsNoTracking().Where(one => one.Keepers.Contains(person) && (one.ClosedAt == null || one.DialogueOn >= today)).OrderBy(one => one.OpensAt).ToListAsync(stop),
            () => db.Database.SqlQuery<Asking>($"""select title as "Title", closes_at as "ClosesAt" from collections_asking() order by closes_at, id""").ToListAsync(stop));
        return [.. mine.SelectMany(collection => Lines(collection, now, today)), .. asking.Where(one => one.ClosesAt > now).Select(Line)];
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

    private DeskItem Line(Asking asking) => new(Pile.UnderWay, visit.With("collections.desk.asks", ("title", asking.Title), ("moment", visit.Moment(asking.ClosesAt))), Answering.Address);

    private sealed record Asking(string Title, DateTimeOffset ClosesAt);
}
