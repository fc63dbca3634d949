using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;

namespace Omtanke.Workshops;

/// <summary>
/// What workshops give the whole workplace to learn from: how many were held, and how far what was agreed in them is. The actions of one or two would be those of one group, which everybody could name:
/// then nothing is told of them.
/// </summary>
public sealed class WorkshopLessons(Database db) : ILesson
{
    /// <summary>So few workshops point at themselves.</summary>
    public const int Fewest = 3;

    /// <inheritdoc />
    public async Task<Lesson> Of(YearSeen seen, CancellationToken stop)
    {
        // A workshop says in words who it is for, so it belongs to no unit.
        if (seen.Unit is not null)
            return Lesson.None;
        var (from, until, today) = (seen.From, seen.Until, seen.Today);
        var told = (await db.Database.SqlQuery<Told>($"""
            select held as "Held", with_actions as "WithActions", done as "Done", late as "Late", under_way as "UnderWay" from learned_workshops({from}, {until}, {today})
            """).ToListAsync(stop))[0];
        return new()
        {
            Held = [new("workshops", told.Held)],
            Deeds = told.WithActions >= Fewest ? [new("workshops", told.Done, told.UnderWay, told.Late)] : [],
        };
    }

    private sealed record Told(int Held, int WithActions, int Done, int Late, int UnderWay);
}
