using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Letters;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Chores;

/// <summary>
/// Writes to everybody who was asked, whether they answered or not, when the result is shown: once, the same words to all, some at a time. And to whoever answers for it, the working day before it is to be talked about.
/// </summary>
public sealed class TellingResult(Database db, CollectionLetters letters, DeskLetters desk) : IChore
{
    // What was shown so long ago is no news: nobody is written to weeks later because nobody was there to write.
    private const int Most = 500, NewsDays = 3;

    /// <inheritdoc />
    public string Name => "collections-result-letters";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        List<Guid> due;
        await using (await db.Begin(Acting.AtChores, stop))
            due = await db.Collections.AsNoTracking().Where(one => one.ShownAt != null && one.ResultToldAt == null).Select(one => one.Id).ToListAsync(stop);
        foreach (var id in due)
            while (await Tell(id, now, stop))
                stop.ThrowIfCancellationRequested();
        if (Morning.Of(now) is { } today)
            await RemindOwners(today, stop);
    }

    private async Task<bool> Tell(Guid id, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        if (await db.Collections.FromSql($"select * from collections where id = {id} and result_told_at is null for no key update skip locked").ToListAsync(stop) is not [var collection])
            return false;
        var begins = FormattableString.Invariant($"collection {id} result ");
        var some = collection.ShownAt < now.AddDays(-NewsDays) ? [] : await db.People.FromSql($"""
            select p.* from collection_asked a join people p on p.id = a.person
            where a.collection = {id} and p.left_on is null and not exists (select from letters l where l.unique_key = {begins} || p.id)
            order by p.id limit {Most}
            """).AsNoTracking().ToListAsync(stop);
        var by = (await db.TheWorkplace())!.Name;
        foreach (var person in some)
            await letters.Tell(collection, by, person);
        if (some.Count < Most)
            collection.ResultToldAt = now;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return some.Count == Most;
    }

    private async Task RemindOwners(DateOnly today, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var until = Workdays.From(today.AddDays(1));
        foreach (var (id, by) in (await db.Collections.AsNoTracking().Where(one => one.ClosedAt != null && one.DialogueOn >= today && one.DialogueOn <= until).ToListAsync(stop)).Select(one => (one.Id, one.Owner)))
            if (await db.People.AsNoTracking().FirstOrDefaultAsync(person => person.Id == by && person.LeftOn == null, stop) is { } owner)
                await desk.Asked($"dialogue {id}", owner);
        await transaction.CommitAsync(stop);
    }
}
