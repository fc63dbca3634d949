using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Assessments.Chores;

/// <summary>Writes to everybody who is asked: when it opens, and twice after, whoever has answered. Some at a time: who has been told is not told again, so what was cut off goes on.</summary>
public sealed class Telling(Database db, BallotKeys keys, CollectionLetters letters) : IChore
{
    private const int Most = 500;

    /// <inheritdoc />
    public string Name => "collections-letters";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        List<Guid> due;
        await using (await db.Begin(Acting.AtChores, stop))
            due = [.. (await db.Collections.AsNoTracking().Where(one => one.OpenedAt != null && one.ClosedAt == null && one.Told < 3).ToListAsync(stop)).Where(one => one.Told < Mailings.DueOf(one, now)).Select(one => one.Id)];
        foreach (var id in due)
            while (await Tell(id, now, stop))
                stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Tell(Guid id, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var found = await db.Collections.FromSql($"select * from collections where id = {id} and closed_at is null for no key update skip locked").ToListAsync(stop);
        if (found is not [{ Key: { } key } collection] || Mailings.DueOf(collection, now) is var mailing && collection.Told >= mailing || await keys.Fetch(key) is not { } ballots)
            return false;
        // Whoever has had another reminder today, or is being written to this moment, waits: they are not told yet.
        var reminded = DeskLetters.ReminderOf(Clock.Day(now));
        var some = await db.People.FromSql($"""
            select p.* from collection_asked a join people p on p.id = a.person
            where a.collection = {id} and a.told < {mailing} and p.left_on is null and ({mailing} = 1 or not exists (select from letters l where l.unique_key = {reminded} || p.id))
            order by p.id limit {Most} for no key update of p skip locked
            """).AsNoTracking().ToListAsync(stop);
        var by = (await db.TheWorkplace())!.Name;
        var told = (await Write(collection, mailing, by, [.. some.Select(person => (person, collection.IsNamed ? null : ballots.CodeOf(person.Id)))], now)).ToArray();
        await db.Database.ExecuteSqlAsync($"update collection_asked set told = {mailing} where collection = {id} and person = any({told})", stop);
        // A reminder that was missed while nobody was there is not sent after the next one.
        if (!(await db.Database.SqlQuery<bool>($"""
            select exists (select from collection_asked a join people p on p.id = a.person where a.collection = {id} and a.told < {mailing} and p.left_on is null) as "Value"
            """).ToListAsync(stop))[0])
            collection.Told = mailing;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return some.Count == Most;
    }

    private async Task<IReadOnlyList<Guid>> Write(Collection collection, int mailing, string by, IReadOnlyCollection<(Person To, string? Code)> some, DateTimeOffset now)
    {
        if (mailing > 1)
            return await letters.Remind(collection, by, some, Clock.Day(now));
        foreach (var (to, code) in some)
            await letters.Ask(collection, by, to, code);
        return [.. some.Select(one => one.To.Id)];
    }
}
