using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Box;

/// <summary>
/// Closing a collection: the box is emptied, the slips are mixed and stored without anything that could lead back, and the secret is deleted. All of it, or nothing.
/// Whatever is written here is written at once and in an order made by chance, so that neither its place nor the number of its transaction says anything.
/// </summary>
public sealed class Closing(Database db, BallotKeys keys, Erasure erasure)
{
    private const int Some = 5000;

    /// <summary>Closes it.</summary>
    /// <param name="collection">Claimed, so that nobody else closes it meanwhile.</param>
    /// <param name="by">Who closes it; null when its time has come.</param>
    /// <param name="now">The time.</param>
    public async Task Close(Collection collection, Guid? by, DateTimeOffset now)
    {
        if (collection.OpenedAt is null || collection.ClosedAt is not null || collection.Key is not { } key)
            return;
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({CollectionData.LockOf(collection.Id)})");
        await db.Collecting(collection.Id);
        var slips = new List<Slip>();
        if (collection.IsNamed)
        {
            await CloseNamed(collection, by, now);
            return;
        }
        // A database brought back from before an earlier closing has the envelopes, and nothing that opens them: they were counted once, and that stands.
        if (await keys.Fetch(key) is { } ballots)
        {
            slips.AddRange((await db.Envelopes(collection.Id)).Select(envelope => Slip.Read(ballots.Open(envelope.Id, envelope.Sealed))));
            await Name(collection, ballots);
        }
        await Store(collection.Id, slips);
        await db.Database.ExecuteSqlAsync($"delete from collection_box where collection = {collection.Id}");
        await db.Database.ExecuteSqlAsync($"delete from collection_drafts where collection = {collection.Id}");
        // The codes stay, so that whoever comes late is told that it is over, and tell nothing any more.
        await db.Database.ExecuteSqlAsync($"""
            with gone as (delete from collection_codes where collection = {collection.Id} returning code_hash)
            insert into collection_codes (code_hash, collection) select code_hash, {collection.Id} from gone order by code_hash
            """);
        await End(collection, slips.Count, by, now);
        await keys.Shred(key, "collection_box");
    }

    // What was begun and never sent is nobody's. The box is left as it is: it is counted in a minute, and never written out, for beside a list of names the few answers of a small group would not be without one.
    private async Task CloseNamed(Collection collection, Guid? by, DateTimeOffset now)
    {
        var given = await db.NamedAnswers.AsNoTracking().Where(one => one.Collection == collection.Id).Select(one => new { one.Id, one.Person, one.Key, Sent = one.Answer != null }).ToListAsync();
        await erasure.Note([.. given.Where(one => !one.Sent).Select(one => (one.Id, "named_answers", (Guid?)one.Key))]);
        await db.Database.ExecuteSqlAsync($"delete from named_answers where collection = {collection.Id} and answer is null");
        await db.Database.ExecuteSqlAsync($"update named_answers set draft = null where collection = {collection.Id}");
        var answered = given.Where(one => one.Sent).Select(one => one.Person).ToHashSet();
        await Name(collection, (await db.Chairs.AsNoTracking().Where(chair => chair.Collection == collection.Id && chair.Asked && chair.Base != null).ToListAsync()).Where(chair => answered.Contains(chair.Person)).Select(chair => (chair.Person, chair.Base!.Value)));
        await End(collection, answered.Count, by, now);
    }

    private async Task End(Collection collection, int answered, Guid? by, DateTimeOffset now)
    {
        db.Add(collection.Close(answered, by, now));
        if (collection.EveryWeeks is not null)
            await GoOn(collection, now);
        await db.SaveChangesAsync();
        await db.Collected();
    }

    // Who took part: under another name, in the order of those names.
    private async Task Name(Collection collection, Ballots ballots)
    {
        var used = (await db.UsedCodes(collection.Id)).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        await Name(collection, (await db.AskedPeople.AsNoTracking().Where(one => one.Collection == collection.Id).ToListAsync())
            .Where(one => used.Contains(Convert.ToHexString(BallotKeys.HashOf(keys.SecretOf(ballots.CodeOf(one.Person)))))).Select(one => (one.Person, one.Base)));
    }

    private async Task Name(Collection collection, IEnumerable<(Guid Person, Guid Base)> answered)
    {
        var members = answered.Select(one => (Member: keys.NameIn(collection.Series, one.Person), one.Base)).OrderBy(one => one.Member);
        foreach (var some in members.Chunk(Some))
            await db.Database.ExecuteSqlAsync($"""
                insert into collection_members (collection, base, member)
                select {collection.Id}, base, member from unnest({some.Select(one => one.Base).ToArray()}, {some.Select(one => one.Member).ToArray()}) as took (base, member)
                """);
    }

    private async Task Store(Guid collection, List<Slip> slips)
    {
        var answers = slips.ToArray();
        RandomNumberGenerator.Shuffle(answers.AsSpan());
        foreach (var some in answers.Chunk(Some))
            await db.Database.ExecuteSqlAsync($"""
                insert into collection_answers (collection, base, answers)
                select {collection}, base, answers::smallint[] from unnest({some.Select(slip => slip.Base).ToArray()}, {some.Select(Written).ToArray()}) as slip (base, answers)
                """);
        var comments = slips.Where(slip => slip.Comment.Length > 0).ToArray();
        RandomNumberGenerator.Shuffle(comments.AsSpan());
        foreach (var some in comments.Chunk(Some))
            await db.Database.ExecuteSqlAsync($"""
                insert into collection_comments (collection, base, text)
                select {collection}, base, text from unnest({some.Select(slip => slip.Base).ToArray()}, {some.Select(slip => slip.Comment).ToArray()}) as slip (base, text)
                """);
    }

    // A pulse goes on as long as somebody wants it: the next round is planned as this one was, and may be changed or thrown away until it opens.
    private async Task GoOn(Collection collection, DateTimeOffset now)
    {
        var next = collection.Next(now);
        if (await db.Collections.AnyAsync(one => one.Series == collection.Series && one.Round >= next.Round))
            return;
        db.Add(next);
        db.Add(next.Happened(Moment.Begun, null, now));
    }

    private static string Written(Slip slip) => $"{{{string.Join(',', slip.Values.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "NULL"))}}}";
}
