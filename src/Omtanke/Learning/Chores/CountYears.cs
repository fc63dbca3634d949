using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Learning.Chores;

/// <summary>Counts each year once, when it is over. A count that is kept already stands, so that nothing is learned from counting again.</summary>
public sealed class CountYears(Database db, IEnumerable<ICounted> counted, YearCounts counts) : IChore
{
    /// <inheritdoc />
    public string Name => "learning-years";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        if (await db.TheWorkplace() is not { } workplace)
            return;
        var (first, last) = (Clock.Day(workplace.FoundedAt).Year, Clock.Day(now).Year - 1);
        var kept = (await counts.Until(last)).Select(count => (count.Year, count.What)).ToHashSet();
        foreach (var year in Enumerable.Range(first, Math.Max(0, last - first + 1)))
            foreach (var one in counted.Where(one => !kept.Contains((year, one.What))))
                await counts.Keep(year, one.What, await one.In(year, stop), now);
        await transaction.CommitAsync(stop);
    }
}
