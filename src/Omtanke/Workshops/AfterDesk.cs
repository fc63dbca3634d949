using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;
using Omtanke.Workshops.Act;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Workshops;

/// <summary>What workshops leave on a person's own page afterwards: minutes to read through and hand out, actions whose day has come, and minutes somebody handed to them.</summary>
public sealed class AfterDesk(Database db, Visit visit) : IDesk
{
    private const int WrittenDays = 14, HandedDays = 60, SoonDays = 7;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, written, handed, soon) = (Clock.Day(now), now.AddDays(-WrittenDays), now.AddDays(-HandedDays), Clock.Day(now).AddDays(SoonDays));
        // Most people have run nothing and been handed nothing, and nothing more is asked about it.
        if (!await hasAny(db, person))
            return [];
        var closed = await db.Workshops.AsNoTracking()
            .Where(workshop => (workshop.Facilitators.Contains(person) && workshop.ClosedAt > written && workshop.HandedOutAt == null && workshop.Readers.Length == 0) || (workshop.Readers.Contains(person) && workshop.ClosedAt > handed))
            .OrderByDescending(workshop => workshop.ClosedAt).ToListAsync(stop);
        var (workshops, actions) = (db.Workshops, db.WorkshopActions);
        var due = await workshops.AsNoTracking().Where(workshop => workshop.Facilitators.Contains(person))
            .Select(workshop => new
            {
                workshop.Id, workshop.Title, Count = actions.Count(action => action.Workshop == workshop.Id && action.DoneOn == null && action.DueOn <= soon),
                First = actions.Where(action => action.Workshop == workshop.Id && action.DoneOn == null).Min(action => action.DueOn),
            })
            .Where(row => row.Count > 0).ToListAsync(stop);
        return
        [
            .. closed.Select(workshop => workshop.Readers.Contains(person)
                ? new DeskItem(Pile.UnderWay, visit.With("workshops.desk.handed", ("title", workshop.Title)), ReaderPage.AddressOf(workshop.Id))
                : new DeskItem(Pile.Waiting, visit.With("workshops.desk.written", ("title", workshop.Title)), MinutesPage.AddressOf(workshop.Id))),
            .. due.Select(row => new DeskItem(
                Pile.Waiting, visit.Words.Count("workshops.desk.due", row.Count, ("title", row.Title)), ActionsPage.AddressOf(row.Id), row.First, Urgent: row.First < today)),
        ];
    }

    private static readonly Func<Database, Guid, Task<bool>> hasAny = EF.CompileAsyncQuery((Database db, Guid person) =>
        db.Set<Workshop>().Any(workshop => workshop.Facilitators.Contains(person) || workshop.Readers.Contains(person)));
}
