using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>The tables of meetings, and how the gate finds a series: as somebody who is in it, or as somebody who is asked.</summary>
public static class SeriesData
{
    extension(Database db)
    {
        public DbSet<Series> Series => db.Set<Series>();
        public DbSet<Event> SeriesEvents => db.Set<Event>();
        public DbSet<Invitation> SeriesInvitations => db.Set<Invitation>();
        public DbSet<Contract> Contracts => db.Set<Contract>();
        public DbSet<EarlierContract> EarlierContracts => db.Set<EarlierContract>();
        public DbSet<Signature> Signatures => db.Set<Signature>();
        public DbSet<Farewell> Farewells => db.Set<Farewell>();
        public DbSet<Meeting> Meetings => db.Set<Meeting>();
        public DbSet<MeetingTime> MeetingTimes => db.Set<MeetingTime>();
        public DbSet<Vote> MeetingVotes => db.Set<Vote>();
        public DbSet<Point> MeetingPoints => db.Set<Point>();
        public DbSet<Evaluator> Evaluators => db.Set<Evaluator>();
        public DbSet<Evaluation> Evaluations => db.Set<Evaluation>();

        /// <summary>The series the gate has found in this visit: it is at hand already.</summary>
        public async Task<Series> FoundSeries(Guid id) => (await db.Series.FindAsync(id))!;

        /// <summary>The series as it stands this moment, held until the end of the transaction: whoever else wants to change something in it waits.</summary>
        public async Task<Series> ClaimSeries(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from series where id = {id} for update");
            var found = await db.FoundSeries(id);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>The meetings of a series, in the order they were called.</summary>
        public Task<List<Meeting>> MeetingsOf(Guid series) => db.Meetings.Where(meeting => meeting.Series == series).OrderBy(meeting => meeting.Number).ToListAsync();

        /// <summary>One meeting; null when it is not of this series.</summary>
        public Task<Meeting?> MeetingOf(Guid series, Guid meeting) => db.Meetings.SingleOrDefaultAsync(one => one.Id == meeting && one.Series == series);

        /// <summary>The points of an agenda, in order.</summary>
        public Task<List<Point>> PointsOf(Guid meeting) => db.MeetingPoints.Where(point => point.Meeting == meeting).OrderBy(point => point.Position).ThenBy(point => point.Id).ToListAsync();

        /// <summary>What was said of the times of a meeting.</summary>
        public Task<List<Vote>> VotesOn(Guid meeting)
        {
            var times = db.MeetingTimes;
            return db.MeetingVotes.AsNoTracking().Where(vote => times.Any(time => time.Id == vote.Time && time.Meeting == meeting)).ToListAsync();
        }

        /// <summary>Names of those in a series, and of those who came to one of its meetings or could not.</summary>
        public Task<Dictionary<Guid, string>> NamesIn(Series series, Guid meeting)
        {
            var meetings = db.Meetings;
            return db.People.AsNoTracking().Where(person => series.Members.Contains(person.Id) || meetings.Any(one => one.Id == meeting && (one.Came!.Contains(person.Id) || one.Away.Contains(person.Id))))
                .ToDictionaryAsync(person => person.Id, person => person.Name);
        }

        /// <summary>Names of people by id; those who are gone have none.</summary>
        public Task<Dictionary<Guid, string>> NamesOf(IEnumerable<Guid> people)
        {
            var ids = people.Distinct().ToList();
            return db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
        }

        /// <summary>Those of these people who have not left the workplace: nobody else is written to.</summary>
        public Task<List<Person>> Here(IEnumerable<Guid> people, CancellationToken stop = default)
        {
            var ids = people.Distinct().ToList();
            return db.People.AsNoTracking().Where(person => ids.Contains(person.Id) && person.LeftOn == null).ToListAsync(stop);
        }
    }

    /// <summary>A series, for those who are in it; for all others it is not there.</summary>
    internal sealed class AllSeries(Database db) : IRecords<Series>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await Tracked(id) is { } found && found.RelationOf(person) is not Relation.None and var relation ? new Found(found.Id, relation, found.Access, found.Id, found.Key) : null;

        public Task Ahead(Guid id) => Tracked(id);

        private async Task<Series?> Tracked(Guid id) => db.Series.Local.FindEntry(id) is { } already ? already.Entity : await byId(db, id);

        private static readonly Func<Database, Guid, Task<Series?>> byId = EF.CompileAsyncQuery((Database db, Guid id) => db.Set<Series>().FirstOrDefault(series => series.Id == id));
    }

    /// <summary>What somebody sees who is asked.</summary>
    internal sealed class Invitations(Database db) : IRecords<Invitation>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.SeriesInvitations.FirstOrDefaultAsync(one => one.Series == id && one.Person == person, stop) is { } found ? new Found(found.Series, Relation.Reader, State.Active, found.Series, null) : null;
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Series>, IEntityTypeConfiguration<Event>, IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<Contract>, IEntityTypeConfiguration<EarlierContract>, IEntityTypeConfiguration<Signature>,
        IEntityTypeConfiguration<Farewell>, IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<MeetingTime>, IEntityTypeConfiguration<Vote>, IEntityTypeConfiguration<Point>,
        IEntityTypeConfiguration<Evaluator>, IEntityTypeConfiguration<Evaluation>
    {
        public void Configure(EntityTypeBuilder<Series> builder)
        {
            builder.ToTable("series").Ignore(series => series.Access).Ignore(series => series.LookOn);
            builder.Property(series => series.Kind).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Event> builder)
        {
            builder.ToTable("series_events").HasOne<Series>().WithMany().HasForeignKey(happened => happened.Series);
            builder.Property(happened => happened.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Invitation> builder)
        {
            builder.ToTable("series_invitations").HasKey(invitation => new { invitation.Series, invitation.Person });
            builder.HasOne<Series>().WithMany().HasForeignKey(invitation => invitation.Series);
            builder.Property(invitation => invitation.Kind).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Contract> builder)
        {
            builder.ToTable("series_contracts").HasKey(contract => contract.Series);
            builder.HasOne<Series>().WithOne().HasForeignKey<Contract>(contract => contract.Series);
            builder.Property(contract => contract.Parts).IsSealed();
            builder.Property(contract => contract.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<EarlierContract> builder)
        {
            builder.ToTable("series_contract_versions").HasOne<Series>().WithMany().HasForeignKey(earlier => earlier.Series);
            builder.Property(earlier => earlier.Parts).IsSealed();
        }

        public void Configure(EntityTypeBuilder<Signature> builder)
        {
            builder.ToTable("series_signatures").HasKey(signature => new { signature.Series, signature.Person });
            builder.HasOne<Series>().WithMany().HasForeignKey(signature => signature.Series);
        }

        public void Configure(EntityTypeBuilder<Farewell> builder)
        {
            builder.ToTable("series_farewells").HasOne<Series>().WithMany().HasForeignKey(farewell => farewell.Series);
            builder.Property(farewell => farewell.Text).IsSealed();
        }

        public void Configure(EntityTypeBuilder<Meeting> builder)
        {
            builder.ToTable("meetings").Ignore(meeting => meeting.EndsAt);
            builder.HasOne<Series>().WithMany().HasForeignKey(meeting => meeting.Series);
            builder.Property(meeting => meeting.Place).IsSealed();
        }

        public void Configure(EntityTypeBuilder<MeetingTime> builder) => builder.ToTable("meeting_times").HasOne<Meeting>().WithMany().HasForeignKey(time => time.Meeting);

        public void Configure(EntityTypeBuilder<Vote> builder)
        {
            builder.ToTable("meeting_votes").HasKey(vote => new { vote.Time, vote.Person });
            builder.HasOne<MeetingTime>().WithMany().HasForeignKey(vote => vote.Time);
            builder.Property(vote => vote.Can).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Point> builder)
        {
            builder.ToTable("meeting_points").HasOne<Meeting>().WithMany().HasForeignKey(point => point.Meeting);
            builder.Property(point => point.Title).IsSealed();
            builder.Property(point => point.Text).IsSealed();
        }

        public void Configure(EntityTypeBuilder<Evaluator> builder)
        {
            builder.ToTable("meeting_evaluators").HasKey(one => new { one.Meeting, one.Person });
            builder.HasOne<Meeting>().WithMany().HasForeignKey(one => one.Meeting);
        }

        public void Configure(EntityTypeBuilder<Evaluation> builder)
        {
            builder.ToTable("meeting_evaluations").HasOne<Meeting>().WithMany().HasForeignKey(one => one.Meeting);
            builder.Property(one => one.Worth).HasConversion<string>();
            builder.Property(one => one.Worked).IsSealed();
            builder.Property(one => one.Change).IsSealed();
        }
    }
}
