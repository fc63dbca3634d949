using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Checks;

/// <summary>Lays on the desk of those an action was for the question whether it helped: a few at a time, those that end first; not what they have answered.</summary>
public sealed class CheckDesk(Database db, BallotKeys keys, Visit visit) : IDesk
{
    private const int Few = 3, Most = 20;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var open = await db.Database.SqlQuery<Waiting>($"""
            select c.id as "Check", c.action as "Action", a.what as "What", c.closes_at as "ClosesAt" from effect_checks c join actions a on a.id = c.action
            where c.closed_at is null and c.closes_at > {now} and c.units && (select acting_units()) and not leads_one(c.units) and a.owner is distinct from {person}
            order by c.closes_at, c.id limit {Most}
            """).ToListAsync(stop);
        if (open.Count == 0)
            return [];
        var answered = await db.Answered(keys, person, open.ConvertAll(one => one.Check));
        return [.. open.Where(one => !answered.Contains(one.Check)).Take(Few).Select(one => new DeskItem(Pile.Waiting, visit.With("effect-checks.desk", ("what", one.What)), $"/actions/{one.Action}/check", Clock.Day(one.ClosesAt)))];
    }

    private sealed record Waiting(Guid Check, Guid Action, string What, DateTimeOffset ClosesAt);
}
