using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;
using Omtanke.Assessments.Named;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;

namespace Omtanke.Assessments;

/// <summary>The tables of collections, and how the gate finds one: as those who plan it, or as somebody who holds a code. Codes, box and answers have no mapping: only the routines in <c>Box</c> touch them.</summary>
public static class CollectionData
{
    extension(Database db)
    {
        public DbSet<Collection> Collections => db.Set<Collection>();
        public DbSet<CollectionEvent> CollectionEvents => db.Set<CollectionEvent>();
        public DbSet<CollectionUnit> CollectionUnits => db.Set<CollectionUnit>();
        public DbSet<AskedPerson> AskedPeople => db.Set<AskedPerson>();
        public DbSet<ShownTo> ResultsShown => db.Set<ShownTo>();
        public DbSet<Chair> Chairs => db.Set<Chair>();
        public DbSet<NamedAnswer> NamedAnswers => db.Set<NamedAnswer>();

        /// <summary>How many it takes before anything is told, as the workplace has chosen: what holds for a collection that opens now.</summary>
        public async Task<Organisation.Thresholds> ThresholdsNow() => (await db.TheWorkplace())?.Thresholds ?? new();

        /// <summary>The collection the gate has found in this visit: it is at hand already.</summary>
        public async Task<Collection> FoundCollection(Guid id) => (await db.Collections.FindAsync(id))!;

        /// <summary>The collection as it stands this moment, held until the end of the transaction. Whoever answers meanwhile waits for nobody.</summary>
        public async Task<Collection> ClaimCollection(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from collections where id = {id} for no key update");
            var found = await db.FoundCollection(id);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>Whom an asking of these units reaches today.</summary>
        public async Task<Circle> CircleOf(Guid collection, string title, IReadOnlyCollection<Guid> units, bool everybody = false)
        {
            var tree = await db.UnitTree();
            var within = units.Where(unit => tree[unit] is not null).SelectMany(tree.Branch).Distinct().ToArray();
            var people = db.People;
            var members = await db.Memberships.AsNoTracking().Where(one => one.UntilOn == null && within.Contains(one.Unit) && people.Any(person => person.Id == one.Person && person.LeftOn == null))
                .Select(one => new Belonging(one.Person, one.Unit)).ToListAsync();
            var leaders = await db.Roles.AsNoTracking().Where(one => one.UntilOn == null && one.Role == Role.Leader && within.Contains(one.Unit!.Value)).Select(one => new Belonging(one.Person, one.Unit!.Value)).ToListAsync();
            return Circle.Of(collection, title, tree, units, members, leaders, everybody);
        }

        /// <summary>From here on the transaction is a routine of this collection: it sees codes, box and answers. Until <see cref="Collected"/>.</summary>
        internal Task Collecting(Guid collection) => db.Database.ExecuteSqlAsync($"select set_config('omtanke.collecting', {collection.ToString()}, true)");

        /// <summary>The routine is done.</summary>
        internal Task Collected() => db.Database.ExecuteSqlAsync($"select set_config('omtanke.collecting', '', true)");

        /// <summary>How many envelopes lie in the box. Only within a routine.</summary>
        internal async Task<int> CountBox(Guid collection) => await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from collection_box where collection = {collection}""").SingleAsync();

        /// <summary>All envelopes. Only within a routine.</summary>
        internal Task<List<Envelope>> Envelopes(Guid collection) => db.Database.SqlQuery<Envelope>($"""select id as "Id", sealed as "Sealed" from collection_box where collection = {collection}""").ToListAsync();

        /// <summary>The codes that were used. Only within a routine.</summary>
        internal Task<List<byte[]>> UsedCodes(Guid collection) => db.Database.SqlQuery<byte[]>($"""select code_hash as "Value" from collection_codes where collection = {collection} and used""").ToListAsync();

        /// <summary>
        /// Lets the transaction see the one collection that a code belongs to, and what was begun on the phone its holder answers with, which is held until the end of the transaction;
        /// null where there is no such code. In one round trip.
        /// </summary>
        internal async Task<Held?> WithCode(string secret, PhoneBox? phone = null)
        {
            var (seat, collection) = (default(Seat), default(Collection));
            // In this order: a code shows its collection.
            await db.InOneTrip(
                async () => seat = await db.First("select base, draft from hold_code($1, $2)", row => new Seat(row.IsDBNull(0) ? null : row.GetGuid(0), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1)), BallotKeys.HashOf(secret), phone?.Id ?? []),
                async () => collection = await ByCode(db));
            return seat is null || collection is null ? null : new(collection, seat.Base, phone, seat.Draft);
        }
    }

    /// <summary>The number two routines of the same collection wait for each other by.</summary>
    internal static long LockOf(Guid collection) => BitConverter.ToInt64(collection.ToByteArray()) ^ 0x0C011EC7;

    /// <summary>The tools as they were when it was planned.</summary>
    internal static async Task<Library> As(this Bookcase bookcase, Collection collection)
    {
        var now = await bookcase.Now();
        return collection.ToolVersion is { } number && OwnTool.IsOwn(collection.Tool) && int.TryParse(collection.Tool.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var own)
            ? await bookcase.With(own, number, now)
            : now.Library;
    }

    /// <summary>An envelope in the box.</summary>
    internal sealed record Envelope(Guid Id, byte[] Sealed);

    /// <summary>What a code leads to.</summary>
    /// <param name="Collection">What its holder is asked.</param>
    /// <param name="Base">The unit they are counted in; none when it is closed.</param>
    /// <param name="Phone">What they answer with, where that is known.</param>
    /// <param name="Draft">What was begun on it, sealed.</param>
    internal sealed record Held(Collection Collection, Guid? Base, PhoneBox? Phone, byte[]? Draft);

    private sealed record Seat(Guid? Base, byte[]? Draft);

    private static readonly Func<Database, Task<Collection?>> ByCode = EF.CompileAsyncQuery((Database db) => db.Set<Collection>().FromSqlRaw("select * from collections where id = acting_collection()").FirstOrDefault());

    /// <summary>For those who plan it; for all others it is not there.</summary>
    internal sealed class Kept(Database db) : IRecords<Collection>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.Collections.FirstOrDefaultAsync(collection => collection.Id == id && collection.Keepers.Contains(person), stop) is { } found
                ? new Found(found.Id, Relation.Keeper, StateOf(found), found.Id, null)
                : null;
    }

    /// <summary>A result, for those who plan the collection, and from the day it is shown for everybody who was asked. For all others it is not there.</summary>
    internal sealed class Told(Database db) : IRecords<See.Result>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop)
        {
            if (await db.Collections.FirstOrDefaultAsync(collection => collection.Id == id, stop) is not { } found)
                return null;
            Relation? relation = found.Keepers.Contains(person) ? Relation.Keeper
                : found.ShownAt is not null && await db.ResultsShown.AnyAsync(one => one.Collection == id && one.Person == person, stop) ? Relation.Reader : null;
            return relation is { } to ? new Found(id, to, StateOf(found), id, null) : null;
        }
    }

    /// <summary>For whoever holds a code to it.</summary>
    internal sealed class Holding(Database db, Holder holder) : IGuests<Collection>
    {
        public string Entrance => Answering.Address;

        public async Task<(Guid Guest, Found Found)?> Find(Guid id, string secret, HttpRequest request, CancellationToken stop)
        {
            if (await db.WithCode(secret, Answer.Phone.Holds(request) is { } own ? new(own + secret) : null) is not { } code || code.Collection.Id != id)
                return null;
            holder.Is(code);
            // Nobody's id: who holds a code is nobody's to know.
            return (Guid.Empty, new Found(id, Relation.Participant, StateOf(code.Collection), id, null));
        }
    }

    internal static State StateOf(Collection collection) => collection switch { { ClosedAt: not null } => State.Closed, { OpenedAt: not null } => State.Paused, _ => State.Active };

    private sealed class Mapping : IEntityTypeConfiguration<Collection>, IEntityTypeConfiguration<CollectionEvent>, IEntityTypeConfiguration<CollectionUnit>, IEntityTypeConfiguration<AskedPerson>, IEntityTypeConfiguration<ShownTo>,
        IEntityTypeConfiguration<Chair>, IEntityTypeConfiguration<NamedAnswer>
    {
        public void Configure(EntityTypeBuilder<Collection> builder)
        {
            builder.ToTable("collections");
            builder.Property(collection => collection.Mode).HasConversion<string>();
            builder.Property(collection => collection.Thresholds).HasColumnType("integer[]").HasConversion(limits => limits.Kept(), kept => Organisation.Thresholds.Of(kept));
        }

        public void Configure(EntityTypeBuilder<CollectionEvent> builder)
        {
            builder.ToTable("collection_events").HasOne<Collection>().WithMany().HasForeignKey(one => one.Collection);
            builder.Property(one => one.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<CollectionUnit> builder)
        {
            builder.ToTable("collection_units").HasKey(unit => new { unit.Collection, unit.Unit });
            builder.HasOne<Collection>().WithMany().HasForeignKey(unit => unit.Collection);
        }

        public void Configure(EntityTypeBuilder<AskedPerson> builder)
        {
            builder.ToTable("collection_asked").HasKey(one => new { one.Collection, one.Person });
            builder.HasOne<Collection>().WithMany().HasForeignKey(one => one.Collection);
        }

        public void Configure(EntityTypeBuilder<Chair> builder)
        {
            builder.ToTable("collection_chairs").HasKey(chair => new { chair.Collection, chair.Person, chair.Unit });
            builder.HasOne<Collection>().WithMany().HasForeignKey(chair => chair.Collection);
        }

        public void Configure(EntityTypeBuilder<NamedAnswer> builder)
        {
            builder.ToTable("named_answers").HasOne<Collection>().WithMany().HasForeignKey(one => one.Collection);
            builder.Property(one => one.Draft).IsSealed();
            builder.Property(one => one.Answer).IsSealed();
        }

        public void Configure(EntityTypeBuilder<ShownTo> builder) => builder.ToTable("collection_shown").HasKey(one => new { one.Collection, one.Person });
    }
}

/// <summary>What the gate found for whoever holds a code: the collection, the unit they are counted in, and what was begun on their phone.</summary>
public sealed class Holder
{
    private CollectionData.Held? held;

    /// <summary>What they are asked.</summary>
    public Collection Collection => held!.Collection;

    /// <summary>Where they are counted; none when it is closed.</summary>
    public Guid? Base => held?.Base;

    /// <summary>What they answer with; none where nothing was begun on it.</summary>
    internal PhoneBox? Phone => held?.Phone;

    /// <summary>What was begun on it, sealed; none where nothing was.</summary>
    internal byte[]? Draft => held?.Draft;

    internal void Is(CollectionData.Held found) => held = found;
}
