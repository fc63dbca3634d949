using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Workshops;

/// <summary>The tables of workshops, and how the gate finds one: as those who run it, or as those in the room.</summary>
public static class WorkshopData
{
    extension(Database db)
    {
        public DbSet<Workshop> Workshops => db.Set<Workshop>();
        public DbSet<WorkshopVersion> WorkshopVersions => db.Set<WorkshopVersion>();
        public DbSet<Coming> WorkshopComings => db.Set<Coming>();
        public DbSet<Item> WorkshopItems => db.Set<Item>();
        public DbSet<Participant> Participants => db.Set<Participant>();
        public DbSet<Seat> Seats => db.Set<Seat>();
        public DbSet<Idea> Ideas => db.Set<Idea>();
        public DbSet<Vote> Votes => db.Set<Vote>();
        public DbSet<Ballot> Ballots => db.Set<Ballot>();
        public DbSet<MinutesPart> WorkshopMinutes => db.Set<MinutesPart>();

        /// <summary>The workshop the gate has found in this visit: it is at hand already.</summary>
        public async Task<Workshop> FoundWorkshop(Guid id) => (await db.Workshops.FindAsync(id))!;

        /// <summary>The workshop as it stands this moment, held until the end of the transaction: of two who run it, the second goes on from what the first did. Whoever writes in it meanwhile waits for nobody.</summary>
        public async Task<Workshop> ClaimWorkshop(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from workshops where id = {id} for no key update");
            var found = await db.FoundWorkshop(id);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>The agenda in its order, what is left out among it.</summary>
        public Task<List<Item>> ItemsOf(Guid workshop) => db.WorkshopItems.Where(item => item.Workshop == workshop).OrderBy(item => item.Position).ThenBy(item => item.Id).ToListAsync();

        /// <summary>An item of this workshop by what a form says it is; null when it is none.</summary>
        public async Task<Item?> ItemMeant(Guid workshop, string typed) =>
            Guid.TryParse(typed, CultureInfo.InvariantCulture, out var id) ? await db.WorkshopItems.FirstOrDefaultAsync(item => item.Id == id && item.Workshop == workshop) : null;

        /// <summary>Writes an idea down; one that is there already stays as it is.</summary>
        public Task WriteIdea(Idea idea) => db.Database.ExecuteSqlAsync($"""
            insert into workshop_ideas (id, workshop, item, place, text, token, author, at_table, at)
            values ({idea.Id}, {idea.Workshop}, {idea.Item}, {idea.Place}, {idea.Text}, {idea.Token}, {idea.Author}, {idea.AtTable}, {idea.At}) on conflict (id) do nothing
            """);

        /// <summary>A voter's votes in an item are these and no others. Two windows of the same voter wait for each other, so that the limit holds.</summary>
        public async Task CastVotes(Guid workshop, Guid item, byte[] token, Guid[] ideas)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({Convert.ToHexStringLower(token)}, 0))");
            await db.Database.ExecuteSqlAsync($"delete from workshop_votes where item = {item} and token = {token} and idea <> all ({ideas})");
            await db.Database.ExecuteSqlAsync($"""
                insert into workshop_votes (workshop, item, idea, token)
                select {workshop}, {item}, i.id, {token} from workshop_ideas i where i.item = {item} and not i.is_gone and i.under is null and i.id = any ({ideas}) on conflict do nothing
                """);
        }

        /// <summary>One's answers stand instead of those before.</summary>
        public Task CastBallot(Guid workshop, Guid item, byte[] token, string answer) => db.Database.ExecuteSqlAsync(
            $"insert into workshop_ballots (workshop, item, token, answer) values ({workshop}, {item}, {token}, {answer}) on conflict (item, token) do update set answer = excluded.answer");

        /// <summary>Where a workshop stands.</summary>
        public Task<int> VersionOf(Guid workshop) => db.WorkshopVersions.Where(row => row.Workshop == workshop).Select(row => row.Version).SingleOrDefaultAsync();

        /// <summary>A workshop as it stands at a version: both from the same moment.</summary>
        public async Task<(int Version, Workshop Workshop)> WorkshopAndVersion(Guid id)
        {
            var versions = db.WorkshopVersions;
            var found = await db.Workshops.AsNoTracking().Where(one => one.Id == id)
                .Select(one => new { Workshop = one, Version = versions.Where(row => row.Workshop == id).Select(row => row.Version).FirstOrDefault() }).SingleAsync();
            return (found.Version, found.Workshop);
        }

        /// <summary>Somebody has gone home: their own phone hears it at once, on whichever node it listens.</summary>
        public async Task SayGoodbye(Guid participant, DateTimeOffset now)
        {
            await db.Participants.Where(one => one.Id == participant && one.LeftAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.LeftAt, now));
            await db.Database.ExecuteSqlAsync($"select pg_notify('omtanke_changes', {$"{participant} 0"})");
        }

        /// <summary>Lets the transaction see one workshop, as those in the room do.</summary>
        public Task InTheRoom(Guid workshop) => db.Database.ExecuteSqlAsync($"select set_config('omtanke.workshop', {workshop.ToString()}, true)");
    }

    /// <summary>The tools as they were when this was begun.</summary>
    public static Task<Library> As(this Shelf shelf, Workshop workshop) => shelf.As(workshop.Tool, workshop.ToolVersion);

    /// <summary>The same where nobody visits with a language of their own: in chores, and on the phones of those who take part.</summary>
    public static async Task<Library> As(this Bookcase bookcase, Workshop workshop)
    {
        var now = await bookcase.Now();
        return workshop.ToolVersion is { } number && OwnTool.IsOwn(workshop.Tool) && int.TryParse(workshop.Tool.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var own)
            ? await bookcase.With(own, number, now)
            : now.Library;
    }

    /// <summary>For those who run it; for all others it is not there.</summary>
    internal sealed class Running(Database db) : IRecords<Workshop>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.Workshops.FirstOrDefaultAsync(workshop => workshop.Id == id && workshop.Facilitators.Contains(person), stop) is { } found
                ? new Found(found.Id, Relation.Facilitator, StateOf(found), found.Id, null)
                : null;
    }

    /// <summary>For those who have joined it.</summary>
    internal sealed class Joined(Database db) : IGuests<Workshop>
    {
        public string Entrance => Joining.Address;

        public async Task<(Guid Guest, Found Found)?> Find(Guid id, string secret, HttpRequest request, CancellationToken stop)
        {
            var hash = Participant.HashOf(secret);
            await db.Database.ExecuteSqlAsync($"select set_config('omtanke.secret', {Convert.ToHexStringLower(hash)}, true)", stop);
            var me = await db.Participants.AsNoTracking().Where(one => one.SecretHash == hash && one.Workshop == id).Select(one => new { one.Id, one.LeftAt }).FirstOrDefaultAsync(stop);
            if (me is null)
                return null;
            await db.InTheRoom(id);
            // Whoever went home is out of it while it runs; afterwards the minutes are theirs as much as the others'.
            return await db.Workshops.FirstOrDefaultAsync(workshop => workshop.Id == id, stop) is { } found && (me.LeftAt is null || found.ClosedAt is not null)
                ? (me.Id, new Found(id, Relation.Participant, StateOf(found), id, null))
                : null;
        }
    }

    private static State StateOf(Workshop workshop) => workshop.ClosedAt is null ? State.Active : State.Closed;

    private sealed class Mapping :
        IEntityTypeConfiguration<Workshop>, IEntityTypeConfiguration<Coming>, IEntityTypeConfiguration<WorkshopVersion>, IEntityTypeConfiguration<Item>, IEntityTypeConfiguration<Participant>, IEntityTypeConfiguration<Seat>,
        IEntityTypeConfiguration<Idea>, IEntityTypeConfiguration<Vote>, IEntityTypeConfiguration<Ballot>, IEntityTypeConfiguration<MinutesPart>
    {
        public void Configure(EntityTypeBuilder<Workshop> builder)
        {
            builder.ToTable("workshops");
            builder.Property(workshop => workshop.Devices).HasConversion<string>();
            builder.Property(workshop => workshop.FromOrigin).HasConversion<string>();
            builder.Property(workshop => workshop.Shown).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Coming> builder)
        {
            builder.ToTable("workshop_comings").HasKey(coming => new { coming.Workshop, coming.Person });
            builder.HasOne<Workshop>().WithMany().HasForeignKey(coming => coming.Workshop);
        }

        public void Configure(EntityTypeBuilder<WorkshopVersion> builder)
        {
            builder.ToTable("workshop_versions").HasKey(row => row.Workshop);
            builder.HasOne<Workshop>().WithOne().HasForeignKey<WorkshopVersion>(row => row.Workshop);
        }

        public void Configure(EntityTypeBuilder<Item> builder)
        {
            builder.ToTable("workshop_items").HasOne<Workshop>().WithMany().HasForeignKey(item => item.Workshop);
            builder.Property(item => item.Mode).HasConversion<string>();
            builder.Property(item => item.Stage).HasConversion<string>();
            builder.Property(item => item.Answered).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Participant> builder)
        {
            builder.ToTable("workshop_participants").HasOne<Workshop>().WithMany().HasForeignKey(one => one.Workshop);
            builder.Property(one => one.Number).ValueGeneratedOnAdd().UseIdentityAlwaysColumn();
        }

        public void Configure(EntityTypeBuilder<Seat> builder)
        {
            builder.ToTable("workshop_seats").HasKey(seat => new { seat.Item, seat.Round, seat.Participant });
            builder.HasOne<Participant>().WithMany().HasForeignKey(seat => seat.Participant);
            builder.HasOne<Item>().WithMany().HasForeignKey(seat => seat.Item);
        }

        public void Configure(EntityTypeBuilder<Idea> builder)
        {
            builder.ToTable("workshop_ideas").HasOne<Item>().WithMany().HasForeignKey(idea => idea.Item);
            builder.HasOne<Participant>().WithMany().HasForeignKey(idea => idea.Author);
        }

        public void Configure(EntityTypeBuilder<Vote> builder)
        {
            builder.ToTable("workshop_votes").HasKey(vote => new { vote.Item, vote.Token, vote.Idea });
            builder.HasOne<Idea>().WithMany().HasForeignKey(vote => vote.Idea);
        }

        public void Configure(EntityTypeBuilder<Ballot> builder) => builder.ToTable("workshop_ballots").HasKey(ballot => new { ballot.Item, ballot.Token });

        public void Configure(EntityTypeBuilder<MinutesPart> builder)
        {
            builder.ToTable("workshop_minutes").HasOne<Workshop>().WithMany().HasForeignKey(part => part.Workshop);
            builder.Property(part => part.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>Counts every change anybody should see.</summary>
public sealed class WorkshopVersion
{
    public required Guid Workshop { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset At { get; init; }
}
