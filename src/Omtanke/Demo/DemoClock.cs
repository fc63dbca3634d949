using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Data.Jobs;

namespace Omtanke.Demo;

/// <summary>Moves the demo's time forward, a day at a time, so that everything that happens by itself happens on its own day. Back it does not go.</summary>
public sealed class DemoClock(Clock clock, ChoreRunner chores, Database db)
{
    private const string Fact = "demo-clock";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>The furthest one move may go.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(400);

    /// <summary>Lets time pass. Whoever sits in somebody's chair stays there.</summary>
    public async Task Forward(TimeSpan time)
    {
        await OneAtATime.WaitAsync();
        try
        {
            for (var left = time; left > TimeSpan.Zero; left -= Day)
                await Pass(left < Day ? left : Day);
            await Remember();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task Pass(TimeSpan time)
    {
        var before = clock.GetUtcNow();
        clock.Offset += time;
        // First of all, or whatever clears away old sign-ins takes these.
        await db.Database.ExecuteSqlAsync($"update sessions set seen_at = seen_at + {time}, verified_at = verified_at + {time}, ends_at = ends_at + {time} where ends_at > {before}");
        await chores.RunAll(clock.GetUtcNow());
    }

    /// <summary>After a start: the time goes on from where it had been moved to.</summary>
    public async Task GoOn()
    {
        if (await db.Facts.AsNoTracking().SingleOrDefaultAsync(fact => fact.Name == Fact) is { } kept && long.TryParse(kept.Value, CultureInfo.InvariantCulture, out var ticks))
            clock.Offset = TimeSpan.FromTicks(ticks);
    }

    private async Task Remember()
    {
        var (ticks, now) = (clock.Offset.Ticks.ToString(CultureInfo.InvariantCulture), clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync($"""
            insert into facts (name, value, at) values ({Fact}, {ticks}, {now}) on conflict (name) do update set value = excluded.value, at = excluded.at
            """);
    }
}
