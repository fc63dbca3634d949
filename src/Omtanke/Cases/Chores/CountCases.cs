using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Cases.Chores;

/// <summary>
/// Opens the boxes whose time has come, makes the figures of each year once, when it is over, and forgets what they were made of two years after. It reads no case: what it counts leads back to none.
/// </summary>
public sealed class CountCases(Database db, CountBox box, CaseYears years) : IChore
{
    private const int KeptYears = 2;

    /// <inheritdoc />
    public string Name => "cases-counting";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        if (await db.TheWorkplace() is not { } workplace)
            return;
        var (today, tree) = (Clock.Day(now), await db.UnitTree());
        var (first, last) = (Clock.Day(workplace.FoundedAt).Year, today.Year - 1);
        var kept = (await years.Until(last)).Select(one => (one.Year, one.What)).ToHashSet();
        foreach (var what in Enum.GetValues<Counting>())
        {
            await box.Open(what, today, stop);
            foreach (var year in Enumerable.Range(first, Math.Max(0, last - first + 1)).Where(year => !kept.Contains((year, what))))
            {
                var known = await box.Known(what, year, stop);
                await years.Keep(year, what, known.Count, CaseYear.Make(what, known, tree), now);
            }
        }
        await db.Database.ExecuteSqlAsync($"delete from case_facts where year < {today.Year - KeptYears}", stop);
        await db.Database.ExecuteSqlAsync($"delete from case_evaluators where year < {last}", stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }
}
