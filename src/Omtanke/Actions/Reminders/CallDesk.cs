using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Actions.Reminders;

/// <summary>What lies on the desk of somebody who keeps what an action came of, until anything happens to the action, for a month at most.</summary>
public sealed class CallDesk(Database db, Visit visit) : IDesk
{
    private const int Days = 30, Most = 10;

    /// <inheritdoc />
    public string? Only => "exists (select from action_calls where person = acting_person())";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop) =>
        [.. (await calledTo(db, person, now.AddDays(-Days)).ToListAsync(stop)).Select(one => new DeskItem(Pile.Waiting, visit.With($"plan-calls.{one.Call}", ("what", one.What)), $"/actions/{one.Action}", Urgent: true))];

    // Asked whenever somebody comes to their own page: compiled once.
    private static readonly Func<Database, Guid, DateTimeOffset, IAsyncEnumerable<Called>> calledTo = EF.CompileAsyncQuery((Database db, Guid person, DateTimeOffset since) =>
        (from call in db.Set<ActionCall>()
         where call.Person == person && call.At > since
         join action in db.Set<PlannedAction>() on call.Action equals action.Id
         where !action.IsOut && (action.Status == Status.Planned || action.Status == Status.UnderWay)
         where !db.Set<ActionEvent>().Any(later => later.Action == action.Id && later.At > call.At)
         orderby call.At descending
         select new Called(action.Id, action.What, call.What)).Take(Most));

    private sealed record Called(Guid Action, string What, Calling Call);
}
