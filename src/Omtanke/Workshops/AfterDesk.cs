using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;
using Omtanke.Workshops.Act;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Workshops;

/// <summary>What workshops leave on a person's own page afterwards: minutes to read through and hand out, others' actions that are late, and minutes somebody handed to them. Their own actions come from the plan.</summary>
public sealed class AfterDesk(Database db, Visit visit) : IDesk
{
    private const int WrittenDays = 14, HandedDays = 60;

    /// <inheritdoc />
    public string? Only => "exists (select from workshops where facilitators @> array[acting_person()] or readers @> array[acting_person()])";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, written, handed) = (Clock.Day(now), now.AddDays(-WrittenDays), now.AddDays(-HandedDays));
        var closed = await db.Workshops.AsNoTracking()
            .Where(workshop => (workshop.Facilitators.Contains(person) && workshop.ClosedAt > written && workshop.HandedOutAt == null && workshop.Readers.Length == 0) || (workshop.Readers.Contains(person) && workshop.ClosedAt > handed))
            .OrderByDescending(workshop => workshop.ClosedAt).ToListAsync(stop);
        var actions = db.Actions;
        var late = await db.Workshops.AsNoTracking().Where(workshop => workshop.Facilitators.Contains(person) && !workshop.Rehearsing)
            .Join(
                actions.Where(action => action.Origin == Origin.Workshop && action.DueOn < today && (action.Status == Status.Planned || action.Status == Status.UnderWay) && !action.IsOut && action.Owner != person),
                workshop => workshop.Id, action => action.OriginId, (workshop, action) => new { workshop.Id, workshop.Title, action.DueOn })
            .GroupBy(row => new { row.Id, row.Title }).Select(rows => new { rows.Key.Id, rows.Key.Title, Count = rows.Count(), First = rows.Min(row => row.DueOn) }).ToListAsync(stop);
        return
        [
            .. closed.Select(workshop => workshop.Readers.Contains(person)
                ? new DeskItem(Pile.UnderWay, visit.With("workshops.desk.handed", ("title", workshop.Title)), ReaderPage.AddressOf(workshop.Id))
                : new DeskItem(Pile.Waiting, visit.With("workshops.desk.written", ("title", workshop.Title)), MinutesPage.AddressOf(workshop.Id))),
            .. late.OrderBy(row => row.First).Select(row => new DeskItem(Pile.Waiting, visit.Words.Count("workshops.desk.late", row.Count, ("title", row.Title)), ActionsPage.AddressOf(row.Id), row.First, Urgent: true)),
        ];
    }
}
