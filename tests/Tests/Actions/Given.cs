using Omtanke.Actions;
using Omtanke.Data;

namespace Omtanke.Tests.Actions;

/// <summary>What a test takes as given: an action in the plan.</summary>
internal static class Given
{
    /// <summary>An action somebody has written for themself, with last adjustments.</summary>
    public static Task<Guid> AnAction(this Visits house, Guid owner, string what = "Vi prøver faste makkere om aftenen", Action<PlannedAction>? more = null, Origin origin = Origin.Own, Guid? of = null, string called = "") => house.Ask(async db =>
    {
        var now = house.Clock.GetUtcNow();
        var action = new PlannedAction { Id = Ids.New(), Origin = origin, OriginId = of, OriginName = called, What = what, Language = "da", Owner = owner, Keeper = owner, DueOn = Clock.Day(now).AddDays(14), MadeAt = now };
        more?.Invoke(action);
        db.Add(action);
        db.Add(action.Made(owner));
        await db.SaveChangesAsync();
        return action.Id;
    }, Acting.AtChores);
}
