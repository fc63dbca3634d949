using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Assessments.Apv;

/// <summary>The tables of workplace assessments, and how the gate finds one: as those who keep it, as somebody who answers for an action in it, or as everybody else at the workplace, who reads it.</summary>
public static class ApvData
{
    extension(Database db)
    {
        public DbSet<Assessment> Apvs => db.Set<Assessment>();
        public DbSet<Topic> ApvTopics => db.Set<Topic>();
        public DbSet<Source> ApvSources => db.Set<Source>();
        public DbSet<Problem> ApvProblems => db.Set<Problem>();
        public DbSet<Absence> ApvAbsences => db.Set<Absence>();
        public DbSet<AbsenceGroup> ApvAbsenceGroups => db.Set<AbsenceGroup>();
        public DbSet<AbsenceTold> ApvAbsenceTold => db.Set<AbsenceTold>();
        public DbSet<Participation> ApvParticipations => db.Set<Participation>();
        public DbSet<Event> ApvEvents => db.Set<Event>();
        public DbSet<NamedLeader> ApvLeaders => db.Set<NamedLeader>();
        public DbSet<Change> ApvChanges => db.Set<Change>();
        public DbSet<Discussion> ApvDiscussions => db.Set<Discussion>();

        /// <summary>What is done about problems: actions of the plan.</summary>
        public IQueryable<PlannedAction> ApvActions => db.Actions.Where(action => action.Origin == Origin.Apv);

        /// <summary>The assessment the gate has found in this visit: it is at hand already.</summary>
        public async Task<Assessment> FoundApv(Guid id) => (await db.Apvs.FindAsync(id))!;

        /// <summary>The assessment as it stands this moment, held until the end of the transaction: whoever else writes in it waits.</summary>
        public async Task<Assessment> ClaimApv(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from apvs where id = {id} for update");
            var found = await db.FoundApv(id);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>A problem as it stands this moment, held until the end of the transaction; null when it is not of this assessment.</summary>
        public async Task<Problem?> ClaimProblem(Guid apv, Guid problem) =>
            (await db.ApvProblems.FromSql($"select * from apv_problems where id = {problem} and apv = {apv} for update").ToListAsync()).FirstOrDefault();

        /// <summary>Lets a problem's actions follow it: they say what it says, and rest while it is solved or put aside.</summary>
        /// <param name="problem">The problem as it stands now.</param>
        /// <param name="why">Why they rest, in the assessment's language.</param>
        /// <param name="by">Who.</param>
        /// <param name="now">When.</param>
        public async Task LetActionsFollow(Problem problem, string why, Guid by, DateTimeOffset now)
        {
            foreach (var action in await db.Actions.FromSql($"select * from actions where part = {problem.Id} order by id for update").ToListAsync())
            {
                (action.Issue, action.Severity, action.Extent) = (problem.What, problem.Severity, problem.Extent);
                if (problem.IsAtRest && !action.IsOut)
                    db.Add(action.Rest(why, by, now));
                else if (!problem.IsAtRest && action.IsOutWithPart)
                    db.Add(action.TakeBack(by, now));
            }
        }

        /// <summary>All of an assessment, in one trip.</summary>
        public async Task<Whole> WholeApv(Assessment apv)
        {
            var (id, keepers) = (apv.Id, apv.Keepers);
            var planned = db.ApvActions.Where(action => action.OriginId == id);
            var (topics, sources, problems) = (new List<Topic>(), new List<Source>(), new List<Problem>());
            var (absence, groups, actions) = ((Absence?)null, new List<AbsenceGroup>(), new List<PlannedAction>());
            var (participations, leaders, named, names) = (new List<Participation>(), new List<NamedLeader>(), db.ApvLeaders, new Dictionary<Guid, string>());
            await db.InOneTrip(
                async () => topics = await db.ApvTopics.AsNoTracking().Where(one => one.Apv == id).OrderBy(one => one.Position).ToListAsync(),
                async () => sources = await db.ApvSources.AsNoTracking().Where(one => one.Apv == id).OrderBy(one => one.OnDay).ThenBy(one => one.Id).ToListAsync(),
                async () => problems = await db.ApvProblems.AsNoTracking().Where(one => one.Apv == id).OrderBy(one => one.FoundAt).ThenBy(one => one.Id).ToListAsync(),
                async () => absence = await db.ApvAbsences.AsNoTracking().FirstOrDefaultAsync(one => one.Apv == id),
                async () => groups = await db.ApvAbsenceGroups.AsNoTracking().Where(one => one.Apv == id).OrderBy(one => one.Name).ToListAsync(),
                async () => actions = await planned.AsNoTracking().OrderBy(one => one.DueOn).ThenBy(one => one.Id).ToListAsync(),
                async () => participations = await db.ApvParticipations.AsNoTracking().Where(one => one.Apv == id).OrderByDescending(one => one.OnDay).ThenBy(one => one.Id).ToListAsync(),
                async () => leaders = await db.ApvLeaders.AsNoTracking().Where(one => one.Apv == id).OrderBy(one => one.AskedAt).ThenBy(one => one.Person).ToListAsync(),
                async () => names = await db.People.AsNoTracking()
                    .Where(person => keepers.Contains(person.Id) || planned.Any(action => action.Owner == person.Id || action.Who == person.Name) || named.Any(one => one.Apv == id && one.Person == person.Id))
                    .ToDictionaryAsync(person => person.Id, person => person.Name));
            return new(apv, topics, sources, problems, absence, groups, actions, participations, leaders, names);
        }

        /// <summary>The workplace's own topics that were ever looked at in these units, or above or below them, by name.</summary>
        public async Task<IReadOnlyList<string>> OwnTopics(UnitTree tree, IReadOnlyCollection<Guid> units)
        {
            var near = units.Where(unit => tree[unit] is not null).SelectMany(unit => tree.Branch(unit).Concat(tree.Up(unit).Select(above => above.Id))).Distinct().ToArray();
            var apvs = db.Apvs;
            var names = await db.ApvTopics.AsNoTracking().Where(topic => topic.Key == "" && apvs.Any(apv => apv.Id == topic.Apv && apv.Units.Any(unit => near.Contains(unit)))).Select(topic => topic.Name).ToListAsync();
            return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        /// <summary>Names of people by id; those who are gone have none.</summary>
        public async Task<IReadOnlyDictionary<Guid, string>> NamesIn(IEnumerable<Guid> people)
        {
            var ids = people.Distinct().ToList();
            return ids.Count == 0 ? new Dictionary<Guid, string>()
                : await db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
        }
    }

    internal sealed class Known(Database db) : IRecords<Assessment>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop)
        {
            if (await Tracked(db, id) is not { } found)
                return null;
            var relation = found.Keepers.Contains(person) ? Relation.Keeper
                : toWrite && (await db.ApvActions.AnyAsync(action => action.OriginId == id && action.Owner == person && !action.IsOut, stop) || await db.ApvLeaders.AnyAsync(one => one.Apv == id && one.Person == person, stop)) ? Relation.Member
                : Relation.Reader;
            return new Found(id, relation, found.IsClosed ? State.Closed : State.Active, id, null);
        }

        public Task Ahead(Guid id) => Tracked(db, id);

        private static async Task<Assessment?> Tracked(Database db, Guid id) =>
            db.Apvs.Local.FindEntry(id) is { } already ? already.Entity : await db.Apvs.FirstOrDefaultAsync(apv => apv.Id == id);
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Assessment>, IEntityTypeConfiguration<Topic>, IEntityTypeConfiguration<Source>, IEntityTypeConfiguration<Problem>, IEntityTypeConfiguration<Absence>,
        IEntityTypeConfiguration<AbsenceGroup>, IEntityTypeConfiguration<AbsenceTold>, IEntityTypeConfiguration<Participation>, IEntityTypeConfiguration<Event>, IEntityTypeConfiguration<Change>,
        IEntityTypeConfiguration<Discussion>, IEntityTypeConfiguration<NamedLeader>
    {
        public void Configure(EntityTypeBuilder<Assessment> builder)
        {
            builder.ToTable("apvs");
            builder.Property(one => one.Part).HasConversion<string>();
            builder.Property(one => one.Method).HasConversion<string>();
            builder.Ignore(one => one.IsForLeaders).Ignore(one => one.AgainOn).Ignore(one => one.NobodyYet).Ignore(one => one.IsClosed);
        }

        public void Configure(EntityTypeBuilder<Topic> builder)
        {
            builder.ToTable("apv_topics").HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.Ignore(one => one.Same);
        }

        public void Configure(EntityTypeBuilder<Source> builder)
        {
            builder.ToTable("apv_sources").HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.HasOne<Collection>().WithMany().HasForeignKey(one => one.Collection);
            builder.Property(one => one.Kind).HasConversion<string>();
            builder.Ignore(one => one.AgainAt);
        }

        public void Configure(EntityTypeBuilder<Problem> builder)
        {
            builder.ToTable("apv_problems").HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.HasOne<Topic>().WithMany().HasForeignKey(one => one.Topic);
            builder.HasOne<Source>().WithMany().HasForeignKey(one => one.Source);
        }

        public void Configure(EntityTypeBuilder<Absence> builder)
        {
            builder.ToTable("apv_absences").HasKey(one => one.Apv);
            builder.HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.Property(one => one.Contributes).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<AbsenceGroup> builder)
        {
            builder.ToTable("apv_absence_groups").HasKey(one => new { one.Apv, one.Unit });
            builder.HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
        }

        public void Configure(EntityTypeBuilder<AbsenceTold> builder)
        {
            builder.ToTable("apv_absence_told").HasKey(one => new { one.Apv, one.Turn, one.Unit });
            builder.HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
        }

        public void Configure(EntityTypeBuilder<Participation> builder)
        {
            builder.ToTable("apv_participations").HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.Property(one => one.Element).HasConversion<string>();
            builder.Property(one => one.Who).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Event> builder)
        {
            builder.ToTable("apv_events").HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.Property(one => one.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Change> builder)
        {
            builder.ToTable("apv_changes").HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
            builder.Property(one => one.Kind).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<NamedLeader> builder)
        {
            builder.ToTable("apv_leaders").HasKey(one => new { one.Apv, one.Person });
            builder.HasOne<Assessment>().WithMany().HasForeignKey(one => one.Apv);
        }

        public void Configure(EntityTypeBuilder<Discussion> builder) => builder.ToTable("apv_discussions");
    }
}
