using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Actions;

/// <summary>The days of a person's own actions, for their calendar: when each is due, and when somebody looks whether it worked. Never what it is.</summary>
public sealed class ActionDates(Database db, Library library) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var (language, actions) = ("da", new List<PlannedAction>());
        await db.InOneTrip(
            async () => language = await db.People.Where(one => one.Id == person).Select(one => one.Language).FirstOrDefaultAsync(stop),
            async () => actions = await db.Actions.AsNoTracking().Where(action => action.Owner == person && !action.IsOut
                    && (((action.Status == Status.Planned || action.Status == Status.UnderWay) && action.DueOn >= from && action.DueOn <= until)
                        || (action.Status != Status.Dropped && (action.Effect == null || action.Effect == Outcome.TooEarly) && action.CheckOn >= from && action.CheckOn <= until)))
                .OrderBy(action => action.DueOn).ThenBy(action => action.Id).ToListAsync(stop));
        var words = library.In(language is { } own && library.Speaks(own) ? own : "da").Words;
        return
        [
            .. actions.Where(action => action.IsOpen && action.DueOn >= from && action.DueOn <= until).Select(action => new Dated($"action-{action.Id}-due", words["actions.dates.due"], action.DueOn!.Value, Follow.ActionPage.AddressOf(action.Id))),
            .. actions.Where(action => !action.IsFinished && action.CheckOn >= from && action.CheckOn <= until).Select(action => new Dated($"action-{action.Id}-look", words["actions.dates.look"], action.CheckOn!.Value, Follow.ActionPage.AddressOf(action.Id))),
        ];
    }
}
