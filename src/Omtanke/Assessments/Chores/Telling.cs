using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Assessments.Chores;

/// <summary>Writes to everybody who is asked: when it opens, and twice after, whoever has answered. Some at a time: a letter that is written already is not written again, so what was cut off goes on.</summary>
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
        var begins = FormattableString.Invariant($"collection {id} {mailing} ");
        var some = await db.People.FromSql($"""
            select p.* from collection_asked a join people p on p.id = a.person
            where a.collection = {id} and p.left_on is null and not exists (select from letters l where l.unique_key = {begins} || p.id)
            order by p.id limit {Most}
            """).AsNoTracking().ToListAsync(stop);
        var by = (await db.TheWorkplace())!.Name;
        foreach (var person in some)
            await (collection.IsNamed ? letters.AskByName(collection, by, person, mailing) : letters.Ask(collection, by, person, ballots.CodeOf(person.Id), mailing));
        // A reminder that was missed while nobody was there is not sent after the next one.
        if (some.Count < Most)
            collection.Told = mailing;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return some.Count == Most;
    }
}
