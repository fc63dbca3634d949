using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Assessments.Apv;

/// <summary>
/// Forgets what is six years old: assessments by the day they were closed, discussions by the day they were held, changes that were taken up.
/// What an assessment's actions were about goes with it; an action that is not finished stays in the plan, with the name of where it was agreed.
/// </summary>
public sealed class Clearing(Database db, Erasure erasure) : IChore
{
    private const int Most = 50, Years = 6;

    /// <inheritdoc />
    public string Name => "apv-clearing";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (before, day) = (now.AddYears(-Years), Clock.Day(now).AddYears(-Years));
        var old = await db.Apvs.FromSql($"select * from apvs where closed_at < {before} order by closed_at limit {Most} for update skip locked").ToListAsync(stop);
        await db.ApvDiscussions.Where(one => one.HeldOn < day).ExecuteDeleteAsync(stop);
        await db.ApvChanges.Where(one => one.Apv != null && one.OnDay < day).ExecuteDeleteAsync(stop);
        var finished = await LetGo(old, stop);
        await erasure.Note([.. old.Select(apv => (apv.Id, "apvs", (Guid?)null)), .. finished.Select(action => (action.Id, "actions", (Guid?)null))]);
        db.RemoveRange(finished);
        db.RemoveRange(old);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }

    // Also those whose assessment is gone already: a restore knows only that one is not to come back.
    private async Task<List<PlannedAction>> LetGo(List<Assessment> old, CancellationToken stop)
    {
        var (apvs, ids, first) = (db.Apvs, old.ConvertAll(apv => (Guid?)apv.Id), old.ToDictionary(apv => apv.Id, apv => apv.Keepers[0]));
        var actions = await db.ApvActions.Where(action => action.OriginId != null && (ids.Contains(action.OriginId) || !apvs.Any(apv => apv.Id == action.OriginId))).ToListAsync(stop);
        var keepers = first.Values.ToList();
        var here = await db.People.Where(person => keepers.Contains(person.Id)).Select(person => person.Id).ToListAsync(stop);
        foreach (var action in actions.Where(action => !action.IsFinished))
        {
            // Whoever began the assessment goes on seeing to it.
            action.Keeper ??= first.TryGetValue(action.OriginId!.Value, out var keeper) && here.Contains(keeper) ? keeper : null;
            (action.OriginId, action.Version) = (null, action.Version + 1);
        }
        return actions.FindAll(action => action.IsFinished);
    }
}
