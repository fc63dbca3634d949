using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Policies.Chores;

/// <summary>Reminds a group, once for each day that was set, two weeks before its published text is to be read again. The letter says only that something waits.</summary>
public sealed class Reviews(Database db, DeskLetters letters) : IChore
{
    private const int DaysBefore = 14, Most = 200;

    /// <inheritdoc />
    public string Name => "policy-reviews";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (Morning.Of(now) is { } today && await Some(today, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Some(DateOnly today, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var soon = today.AddDays(DaysBefore);
        var due = await db.Policies.FromSql($"""
            update policies set reminded_for = review_on where id in (
                select id from policies where review_on <= {soon} and not drafting and reminded_for is distinct from review_on order by review_on limit {Most} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(stop);
        var members = due.SelectMany(policy => policy.Members).Distinct().ToList();
        foreach (var person in await db.People.AsNoTracking().Where(person => members.Contains(person.Id) && person.LeftOn == null).ToListAsync(stop))
            await letters.Remind(person, today);
        await transaction.CommitAsync(stop);
        return due.Count > 0;
    }
}
