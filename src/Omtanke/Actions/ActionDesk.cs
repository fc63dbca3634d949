using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Actions;

/// <summary>What the plan lays on a person's own page: what they are asked to take on, what is due within a week or late, and what is to be looked at. A few lines, however much there is.</summary>
public sealed class ActionDesk(Database db, Visit visit) : IDesk
{
    private const int SoonDays = 7, Few = 4, Most = 100;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, soon) = (Clock.Day(now), Clock.Day(now).AddDays(SoonDays));
        var (found, later) = await db.InOneTrip(
            () => db.Actions.AsNoTracking().Where(action => !action.IsOut && (action.OfferedTo == person || (action.Owner == person
                    && (((action.Status == Status.Planned || action.Status == Status.UnderWay) && action.DueOn <= soon)
                        || (action.Status == Status.Done && (action.Effect == null || action.Effect == Outcome.TooEarly) && (action.CheckOn ?? action.DueOn) <= today)))))
                .OrderBy(action => action.DueOn).ThenBy(action => action.Id).Take(Most).ToListAsync(stop),
            () => db.Actions.CountAsync(action => !action.IsOut && action.Owner == person && (action.Status == Status.Planned || action.Status == Status.UnderWay) && (action.DueOn == null || action.DueOn > soon), stop));
        var due = found.FindAll(action => action.Owner == person && action.IsOpen && action.DueOn <= soon);
        var look = found.FindAll(action => action.Owner == person && action.IsToBeChecked(today));
        return
        [
            .. found.Where(action => action.IsOpen && action.OfferedTo == person).Select(action => new DeskItem(Pile.Waiting, visit.With("actions.desk.asked", ("what", action.What)), Follow.ActionPage.AddressOf(action.Id), Urgent: true)),
            .. Some(due, action => new(Pile.MyPromise, action.What, Follow.ActionPage.AddressOf(action.Id), action.DueOn, Urgent: action.IsLate(today)),
                more => new(Pile.MyPromise, visit.Words.Count("actions.desk.more", more), Look.Asked.Address)),
            .. later > 0 ? (DeskItem[])[new(Pile.MyPromise, visit.Words.Count("actions.desk.later", later), Look.Asked.Address)] : [],
            .. Some(look, action => new(Pile.Waiting, visit.With("actions.desk.look", ("what", action.What)), Follow.ActionPage.AddressOf(action.Id), action.LookOn),
                more => new(Pile.Waiting, visit.Words.Count("actions.desk.more-look", more), new Look.Asked(Far: Look.Far.Done).ToAddress())),
        ];
    }

    private static IEnumerable<DeskItem> Some(List<PlannedAction> actions, Func<PlannedAction, DeskItem> line, Func<int, DeskItem> rest) =>
        actions.Count <= Few ? actions.Select(line) : actions.Take(Few - 1).Select(line).Append(rest(actions.Count - Few + 1));
}
