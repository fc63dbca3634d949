using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Insight;

/// <summary>A room's count of something that happened between people. What it counts is told by nobody before it has passed <see cref="BareCount"/>.</summary>
public interface ICounted
{
    /// <summary>What is counted, in one word.</summary>
    string What { get; }

    /// <summary>How many there were in a year that is over, also of what has been erased since. Only within a chore.</summary>
    Task<int> In(int year, CancellationToken stop);
}

/// <summary>How many of something there were in a year.</summary>
/// <param name="Told">The band; none where it is too few to be told.</param>
public sealed record YearCount(int Year, string What, Count? Told);

/// <summary>The store of bare counts: one for each year that is over, written once and read from here alone. The database shows them to those who answer for the whole workplace.</summary>
public sealed class YearCounts(Database db)
{
    /// <summary>Every count up to a year, the latest first.</summary>
    public async Task<IReadOnlyList<YearCount>> Until(int year) =>
        [.. (await db.Database.SqlQuery<Stored>($"""select year as "Year", what as "What", least as "Least", most as "Most" from year_counts where year <= {year} order by year desc, what""").ToListAsync())
            .Select(row => new YearCount(row.Year, row.What, row.Least is { } least ? new(least, row.Most!.Value) : null))];

    /// <summary>Keeps a count. Only within a chore; where one is kept already that one stands: a second would tell what happened in between.</summary>
    public Task Keep(int year, string what, int number, DateTimeOffset now)
    {
        var told = BareCount.Of(number);
        return db.Database.ExecuteSqlAsync($"insert into year_counts (year, what, least, most, made_at) values ({year}, {what}, {told?.From}, {told?.To}, {now}) on conflict do nothing");
    }

    private sealed record Stored(int Year, string What, int? Least, int? Most);
}
