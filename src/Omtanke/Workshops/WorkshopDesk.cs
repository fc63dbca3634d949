using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Workshops;

/// <summary>What workshops lay on the page of those who run them: what goes on, what is today, and what comes. What is left afterwards is <see cref="AfterDesk"/>'s.</summary>
public sealed class WorkshopDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => "exists (select from workshops where facilitators @> array[acting_person()])";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var mine = await toRun(db, person).ToListAsync(stop);
        return [.. mine.Select(workshop => Line(workshop, Clock.Day(now)))];
    }

    private static readonly Func<Database, Guid, IAsyncEnumerable<Workshop>> toRun = EF.CompileAsyncQuery<Database, Guid, Workshop>((db, person) =>
        db.Set<Workshop>().AsNoTracking().Where(workshop => workshop.Facilitators.Contains(person) && workshop.ClosedAt == null && !workshop.Rehearsing).OrderBy(workshop => workshop.PlannedAt));

    private DeskItem Line(Workshop workshop, DateOnly today)
    {
        var (home, day) = ($"/workshops/{workshop.Id}", Clock.Day(workshop.PlannedAt));
        return workshop switch
        {
            { OpenedAt: not null } => new(Pile.Waiting, Said("open", workshop), $"{home}/run", Urgent: true),
            _ when day == today => new(Pile.Waiting, Said("today", workshop), home, day, Urgent: true),
            // A day that went by without a workshop: it is moved, or thrown away.
            _ when day < today => new(Pile.Waiting, Said("past", workshop), home, day),
            _ => new(Pile.UnderWay, Said("coming", workshop), home, day),
        };
    }

    private string Said(string word, Workshop workshop) => visit.With($"workshops.desk.{word}", ("title", workshop.Title), ("time", visit.Time(workshop.PlannedAt)));
}
