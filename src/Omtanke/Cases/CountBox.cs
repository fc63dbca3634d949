using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>A box in which what is counted waits, sealed, until there is enough to shuffle it among.</summary>
public sealed class Box
{
    /// <summary>A box with fewer in it waits on, beyond its month.</summary>
    public const int Enough = 10;

    public required Guid Id { get; init; }
    public required Counting What { get; init; }
    public required int Year { get; init; }
    /// <summary>The first day of the month it was begun in.</summary>
    public required DateOnly BegunIn { get; init; }
    /// <summary>The secret of its envelopes; null when it has been opened.</summary>
    public Guid? Key { get; set; }

    /// <summary>What becomes of it today.</summary>
    /// <param name="inIt">How many envelopes are in it.</param>
    /// <param name="today">Today.</param>
    public Fate FateOn(DateOnly today, int inIt) =>
        today.Year > Year ? inIt >= Organisation.Thresholds.Fewest ? Fate.Open : Fate.Discard
        : today >= BegunIn.AddMonths(1) && inIt >= Enough ? Fate.Open : Fate.Wait;
}

/// <summary>What becomes of a box.</summary>
public enum Fate
{
    Wait,
    Open,
    /// <summary>The year is over and so few are left that they would stand alone: they are counted by nobody.</summary>
    Discard,
}

/// <summary>
/// The one way from a case to what is counted. Whatever is put in is sealed under the box's own secret, all of one length, without a time. When a month is over and there are at least
/// <see cref="Box.Enough"/>, the box is opened and all that is known of the year is written anew in an order made by chance; the secret and the envelopes go (decision 19).
/// </summary>
public sealed class CountBox(Database db, BallotKeys keys)
{
    /// <summary>Puts one in.</summary>
    public async Task Put(Counting what, CaseFact fact, DateTimeOffset now)
    {
        await Hold(what);
        var (box, ballots) = await OpenBox(what, Clock.Day(now), now);
        var envelope = Ids.New();
        var content = ballots.Seal(envelope, JsonSerializer.SerializeToUtf8Bytes(fact, FactJson.Default.CaseFact));
        await db.Database.ExecuteSqlAsync($"insert into case_envelopes (id, box, sealed) values ({envelope}, {box}, {content})");
    }

    /// <summary>Opens what is to be opened, and discards what would stand alone. Only within a chore.</summary>
    public async Task Open(Counting what, DateOnly today, CancellationToken stop)
    {
        await Hold(what);
        foreach (var box in await db.CountBoxes.Where(one => one.What == what && one.Key != null).ToListAsync(stop))
        {
            var envelopes = await db.Database.SqlQuery<Enveloped>($"select id as \"Id\", sealed as \"Sealed\" from case_envelopes where box = {box.Id}").ToListAsync(stop);
            if (box.FateOn(today, envelopes.Count) is var fate and not Fate.Wait)
            {
                if (fate == Fate.Open && await keys.Fetch(box.Key!.Value) is { } ballots)
                    await Write(what, box.Year, envelopes.ConvertAll(one => JsonSerializer.Deserialize(ballots.Open(one.Id, one.Sealed), FactJson.Default.CaseFact)!), stop);
                await keys.Shred(box.Key!.Value, "case_envelopes");
                box.Key = null;
                await db.Database.ExecuteSqlAsync($"delete from case_envelopes where box = {box.Id}", stop);
            }
        }
        await db.SaveChangesAsync(stop);
    }

    /// <summary>What is known of a year. Only within a chore.</summary>
    public async Task<List<CaseFact>> Known(Counting what, int year, CancellationToken stop) =>
        [.. (await db.Database.SqlQuery<Row>($"select unit_group as \"Group\", answers::text as \"Answers\" from case_facts where what = {what.ToString()} and year = {year}").ToListAsync(stop))
            .Select(row => new CaseFact(row.Group, JsonSerializer.Deserialize(row.Answers, FactJson.Default.DictionaryStringInt32)!))];

    // All of the year together and anew: which were added this time cannot be told from how they lie.
    private async Task Write(Counting what, int year, List<CaseFact> added, CancellationToken stop)
    {
        CaseFact[] all = [.. await Known(what, year, stop), .. added];
        RandomNumberGenerator.Shuffle(all.AsSpan());
        await db.Database.ExecuteSqlAsync($"delete from case_facts where what = {what.ToString()} and year = {year}", stop);
        var (ids, groups, answers) = (all.Select(_ => Ids.New()).ToArray(), all.Select(fact => fact.Group).ToArray(), all.Select(fact => JsonSerializer.Serialize(fact.Answers, FactJson.Default.IReadOnlyDictionaryStringInt32)).ToArray());
        // A unit that has gone meanwhile is the whole workplace's.
        await db.Database.ExecuteSqlAsync($"""
            insert into case_facts (id, what, year, unit_group, answers)
            select f.id, {what.ToString()}, {year}, u.id, f.answers::jsonb from unnest({ids}, {groups}, {answers}) as f (id, unit, answers) left join units u on u.id = f.unit
            """, stop);
    }

    // In a database brought back from before an opening stands a box whose secret is gone: nothing more goes into it.
    private async Task<(Guid Box, Ballots Ballots)> OpenBox(Counting what, DateOnly today, DateTimeOffset now)
    {
        foreach (var there in await db.CountBoxes.AsNoTracking().Where(one => one.What == what && one.Year == today.Year && one.Key != null).ToListAsync())
            if (await keys.Fetch(there.Key!.Value) is { } secret)
                return (there.Id, secret);
        var made = Ids.New();
        var (key, ballots) = keys.Begin(made, now);
        db.Add(new Box { Id = made, What = what, Year = today.Year, BegunIn = new(today.Year, today.Month, 1), Key = key });
        await db.SaveChangesAsync();
        return (made, ballots);
    }

    // One at a time: whoever puts something in is either in the box that is opened, or in the next.
    private Task Hold(Counting what) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('case box ' || {what.ToString()}, 0))");

    private sealed record Enveloped(Guid Id, byte[] Sealed);

    private sealed record Row(Guid? Group, string Answers);
}

/// <summary>The table of boxes.</summary>
public static class CountBoxData
{
    extension(Database db)
    {
        public DbSet<Box> CountBoxes => db.Set<Box>();

        /// <summary>The part of the workplace somebody is counted in (<see cref="Facts.GroupOf"/>).</summary>
        /// <param name="person">Who.</param>
        /// <param name="unit">Where they belonged when it began.</param>
        public async Task<Guid?> CountedIn(Guid person, Guid? unit)
        {
            var leads = await db.Roles.AsNoTracking().Where(role => role.Person == person && role.Role == Role.Leader && role.UntilOn == null && role.Unit != null).Select(role => role.Unit!.Value).ToListAsync();
            return Facts.GroupOf(await db.UnitTree(), unit, leads);
        }
    }

    private sealed class Mapping : IEntityTypeConfiguration<Box>
    {
        public void Configure(EntityTypeBuilder<Box> builder) => builder.ToTable("case_boxes").Property(box => box.What).HasConversion<string>();
    }
}

[JsonSerializable(typeof(CaseFact))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
internal sealed partial class FactJson : JsonSerializerContext;
