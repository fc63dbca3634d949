using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Omtanke.Demo;

/// <summary>What Fjordby has in its plan besides what came of workshops and assessments: a few things of one's own, of a group, and of all.</summary>
public static partial class Fjordby
{
    // What, who made it and answers for it, in whose plan, how many days until it is due, how far it is, how it will be seen, and whether it helped.
    private static readonly (string What, string Owner, Shown Shown, string? Unit, int Due, Status Status, string Measure, Outcome? Effect, string Note, string[] Helpers, Actions.Level? Level)[] InThePlan =
    [
        ("Jeg går fra telefonen en halv time midt på dagen", "Maja Holm", Shown.Few, null, 5, Status.UnderWay, "Jeg mærker efter om fredagen.", null, "", [], Actions.Level.Individual),
        ("Ringe til Dorthe og aftale, hvem der tager weekenden", "Maja Holm", Shown.Few, null, -2, Status.Planned, "", null, "", ["Line Østergaard"], null),
        ("Ny tavle i vagtstuen, så alle ser dagens ændringer ét sted", "Henrik Lund", Shown.Units, "Hjemmeplejen Øst", 12, Status.UnderWay, "Vi tæller, hvor tit nogen må ringe og spørge.", null, "", ["Jonas Bech"], Actions.Level.Group),
        ("Fast kvarter mandag morgen, hvor vi deler ruterne", "Jonas Bech", Shown.Units, "Hjemmeplejen Øst", -9, Status.Planned, "Holdet siger til, om det giver ro.", null, "", ["Maja Holm"], Actions.Level.Group),
        ("Elevernes forældre får besked om telefontider", "Aisha Rahman", Shown.Units, "Fjordskolen", -40, Status.Done, "Færre opkald efter klokken fire.", Outcome.Worked, "Halvt så mange opkald om aftenen.", [], Actions.Level.Leader),
        ("Alle nye ledere får en makker det første år", "Birgit Dam", Shown.Workplace, null, 45, Status.UnderWay, "Vi spørger dem efter et halvt år.", null, "", ["Karen Friis"], Actions.Level.Leader),
        ("Mødefri onsdag formiddag i hele kommunen", "Karen Friis", Shown.Workplace, null, 20, Status.Planned, "Vi spørger igen i foråret.", null, "", [], Actions.Level.Organisation),
        ("Ét telefonnummer til akut hjælp om natten", "Birgit Dam", Shown.Workplace, null, -30, Status.Done, "Natholdet fortæller på mødet i januar.", Outcome.TooEarly, "Det har kun virket i tre uger.", [], Actions.Level.Organisation),
    ];

    /// <summary>Puts it in the plan. Only in a demo.</summary>
    private static async Task Intend(Database db, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var (today, units) = (Clock.Day(now), await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Name, unit => unit.Id, StringComparer.Ordinal));
        foreach (var one in InThePlan)
        {
            var (by, made) = (people[one.Owner], now.AddDays(Math.Min(one.Due, 0) - 25));
            var action = new PlannedAction
            {
                Id = Ids.New(), Origin = Origin.Own, What = one.What, Language = "da", Level = one.Level, Owner = by, Who = one.Owner, Keeper = by, Helpers = [.. one.Helpers.Select(helper => people[helper])], DueOn = today.AddDays(one.Due), Measure = one.Measure,
                CheckOn = one.Measure.Length > 0 ? today.AddDays(one.Due + 30) : null, Units = one.Unit is { } unit ? [units[unit]] : [], Shown = one.Shown, MadeAt = made,
            };
            db.Add(action);
            db.Add(action.Made(by));
            if (one.Status != Status.Planned)
                db.Add(action.Tell(one.Status, one.Effect, one.Note, by, now.AddDays(one.Status == Status.Done ? one.Due + 2 : -3)));
        }
        var asked = db.Actions.Local.First(one => one.What.StartsWith("Mødefri", StringComparison.Ordinal));
        db.Add(asked.Offer(people["Birgit Dam"], people["Karen Friis"], now.AddDays(-1)));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }
}
