using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Actions;
using Omtanke.Actions.Reminders;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Actions;

/// <summary>Actions with the dates a test wants, and what is written about them.</summary>
internal static class Planned
{
    /// <summary>An action made so long ago that nobody remembers it by themself.</summary>
    public static Task<Guid> ADueAction(this Visits house, Guid? owner, DateOnly? due, Action<PlannedAction>? and = null, Guid? keeper = null, Shown shown = Shown.Units, Guid[]? units = null, string what = "Flytte mødet til om morgenen") => house.Ask(async db =>
    {
        var made = house.Clock.GetUtcNow().AddDays(-100);
        var action = new PlannedAction { Id = Ids.New(), Origin = Origin.Own, What = what, Owner = owner, Keeper = keeper ?? owner, DueOn = due, Shown = shown, Units = units ?? [], MadeAt = made };
        and?.Invoke(action);
        db.Add(action);
        db.Add(action.Made(action.Keeper));
        await db.SaveChangesAsync();
        return action.Id;
    }, Acting.AtChores);

    /// <summary>An action as it stands.</summary>
    public static Task<PlannedAction> TheAction(this Visits house, Guid action) => house.Ask(db => db.Actions.AsNoTracking().SingleAsync(one => one.Id == action), Acting.AtChores);

    /// <summary>What happened to it last.</summary>
    public static Task<ActionEvent> TheLastEvent(this Visits house, Guid action) => house.Ask(db => db.ActionEvents.AsNoTracking().Where(one => one.Action == action).OrderByDescending(one => one.At).FirstAsync(), Acting.AtChores);

    /// <summary>What was reminded of, in the order it was.</summary>
    public static Task<List<ActionReminder>> Noted(this Visits house) =>
        house.Ask(db => db.ActionReminders.AsNoTracking().OrderBy(one => one.NotedAt).ThenBy(one => one.Person).ThenBy(one => one.What).ToListAsync(), Acting.AtChores);

    /// <summary>The link of a reminder.</summary>
    public static string LinkOf(this Visits house, ActionReminder reminder) => house.Services.GetRequiredService<AnswerLinks>().To(reminder.Id, reminder.Person);

    /// <summary>The text of every reminder about the plan, oldest first.</summary>
    public static Task<List<(Letter Letter, string Text)>> PlanPost(this Visits house) => house.Ask(async db =>
    {
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        // Other rooms' reminders leave by day as well, in the words they all have.
        string[] others = [.. Visits.Library.Languages.Select(language => language.Words["desk-letters.reminder.text"])];
        return (await db.Letters.AsNoTracking().Where(letter => letter.ByDay && letter.UniqueKey.StartsWith("desk Reminder ")).OrderBy(letter => letter.WrittenAt).ThenBy(letter => letter.ToEmail).ToListAsync())
            .ConvertAll(letter => (letter, envelope.Open(letter.Id, letter.Body!).Text)).FindAll(one => !others.Any(one.Text.Contains));
    });

    /// <summary>Those of Maja's unit but its leader: whom something is for that is the unit's. Maja first.</summary>
    public static Task<List<Guid>> AllAsked(this Visits house) => house.Ask(async db =>
    {
        var maja = await house.IdOf("maja");
        var unit = (await db.UnitOf(maja))!.Value;
        return await db.Memberships.Where(one => one.Unit == unit && one.UntilOn == null && !db.Set<RoleHolding>().Any(role => role.Person == one.Person && role.Unit == unit && role.Role == Role.Leader && role.UntilOn == null))
            .OrderByDescending(one => one.Person == maja).ThenBy(one => one.Person).Select(one => one.Person).ToListAsync();
    });
}
