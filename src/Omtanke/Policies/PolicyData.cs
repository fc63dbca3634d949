using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies;

/// <summary>The tables of policies, and how the gate finds one: as the group's work, or as what others may read.</summary>
public static class PolicyData
{
    extension(Database db)
    {
        public DbSet<Policy> Policies => db.Set<Policy>();
        public DbSet<Event> PolicyEvents => db.Set<Event>();
        public DbSet<Blanks> PolicyBlanks => db.Set<Blanks>();
        public DbSet<Section> PolicySections => db.Set<Section>();
        public DbSet<SectionVersion> PolicyVersions => db.Set<SectionVersion>();
        public DbSet<Look> PolicyLooks => db.Set<Look>();
        public DbSet<Round> Rounds => db.Set<Round>();
        public DbSet<RoundSection> RoundSections => db.Set<RoundSection>();
        public DbSet<Comment> Comments => db.Set<Comment>();
        public DbSet<Reply> Replies => db.Set<Reply>();
        public DbSet<Edition> Editions => db.Set<Edition>();
        public DbSet<EditionSection> EditionSections => db.Set<EditionSection>();

        /// <summary>The policy the gate has found in this visit: it is at hand already.</summary>
        public async Task<Policy> FoundPolicy(Guid id) => (await db.Policies.FindAsync(id))!;

        /// <summary>The policy as it stands this moment, held until the end of the transaction: whoever else wants to change it waits.</summary>
        public async Task<Policy> ClaimPolicy(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from policies where id = {id} for update");
            var found = await db.FoundPolicy(id);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>One section as it stands this moment, held until the end of the transaction; null when it is not of this policy.</summary>
        public async Task<Section?> ClaimSection(Guid policy, Guid section) =>
            (await db.PolicySections.FromSql($"select * from policy_sections where id = {section} and policy = {policy} for update").ToListAsync()).FirstOrDefault();

        /// <summary>The sections of a draft in their order, those left out among them.</summary>
        public Task<List<Section>> SectionsOf(Guid policy) =>
            db.PolicySections.Where(section => section.Policy == policy).OrderBy(section => section.Position).ThenBy(section => section.Id).ToListAsync();

        /// <summary>The latest version of a section.</summary>
        public Task<SectionVersion?> LatestOf(Guid section) =>
            db.PolicyVersions.Where(version => version.Section == section).OrderByDescending(version => version.Number).FirstOrDefaultAsync();

        /// <summary>The latest edition; null while nothing has been published.</summary>
        public Task<Edition?> LatestEdition(Guid policy) =>
            db.Editions.AsNoTracking().Where(edition => edition.Policy == policy).OrderByDescending(edition => edition.Number).FirstOrDefaultAsync();

        /// <summary>The sections of an edition, in order.</summary>
        public Task<List<EditionSection>> SectionsIn(Guid edition) =>
            db.EditionSections.AsNoTracking().Where(section => section.Edition == edition).OrderBy(section => section.Position).ToListAsync();

        /// <summary>The latest round that this person is asked in, from the day it begins; null when there is none.</summary>
        public async Task<Round?> RoundFor(Guid policy, Guid person, DateOnly today)
        {
            var unit = await db.UnitOf(person) ?? Guid.Empty;
            return await db.Rounds.AsNoTracking()
                .Where(round => round.Policy == policy && round.FromOn <= today && (round.Reach.Length == 0 || round.Reach.Contains(unit)))
                .OrderByDescending(round => round.Number).FirstOrDefaultAsync();
        }

        /// <summary>Everything that stands now is kept as it is: whatever is written next is another version.</summary>
        public Task Settle(Guid policy) =>
            db.PolicyVersions.Where(version => version.Policy == policy && !version.Settled).ExecuteUpdateAsync(set => set.SetProperty(version => version.Settled, true));

        /// <summary>Names of people by id; those who are gone have none.</summary>
        public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<Guid?> people)
        {
            var ids = people.OfType<Guid>().Distinct().ToList();
            return ids.Count == 0 ? new Dictionary<Guid, string>()
                : await db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
        }
    }

    /// <summary>A policy at work, for those in its group; for all others it is not there.</summary>
    internal sealed class Policies(Database db) : IRecords<Policy>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.Policies.FirstOrDefaultAsync(policy => policy.Id == id && policy.Members.Contains(person), stop) is { } found
                ? new Found(found.Id, Relation.Member, State.Active, found.Id, null)
                : null;
    }

    /// <summary>What those outside the group may see of it: what was published, and what they are asked about. While they are asked it is active.</summary>
    internal sealed class Texts(Database db, Visit visit) : IRecords<PublicText>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop)
        {
            var round = await db.RoundFor(id, person, visit.Today);
            return round is not null || await db.Editions.AnyAsync(edition => edition.Policy == id, stop)
                ? new Found(id, Relation.Reader, round?.IsOpen(visit.Today) is true ? State.Active : State.Closed, id, null)
                : null;
        }
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Policy>, IEntityTypeConfiguration<Event>, IEntityTypeConfiguration<Blanks>, IEntityTypeConfiguration<Section>, IEntityTypeConfiguration<SectionVersion>,
        IEntityTypeConfiguration<Look>, IEntityTypeConfiguration<Round>, IEntityTypeConfiguration<RoundSection>, IEntityTypeConfiguration<Comment>, IEntityTypeConfiguration<Reply>,
        IEntityTypeConfiguration<Edition>, IEntityTypeConfiguration<EditionSection>
    {
        public void Configure(EntityTypeBuilder<Policy> builder) => builder.ToTable("policies");

        public void Configure(EntityTypeBuilder<Event> builder)
        {
            builder.ToTable("policy_events").HasOne<Policy>().WithMany().HasForeignKey(happened => happened.Policy);
            builder.Property(happened => happened.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Blanks> builder)
        {
            builder.ToTable("policy_blanks").HasKey(blanks => blanks.Policy);
            builder.HasOne<Policy>().WithOne().HasForeignKey<Blanks>(blanks => blanks.Policy);
            builder.Property(blanks => blanks.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Section> builder)
        {
            builder.ToTable("policy_sections").HasOne<Policy>().WithMany().HasForeignKey(section => section.Policy);
            builder.Property(section => section.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<SectionVersion> builder) =>
            builder.ToTable("policy_section_versions").HasOne<Section>().WithMany().HasForeignKey(version => version.Section);

        public void Configure(EntityTypeBuilder<Look> builder)
        {
            builder.ToTable("policy_looks").HasKey(look => new { look.Policy, look.Person });
            builder.HasOne<Policy>().WithMany().HasForeignKey(look => look.Policy);
        }

        public void Configure(EntityTypeBuilder<Round> builder) =>
            builder.ToTable("policy_rounds").HasOne<Policy>().WithMany().HasForeignKey(round => round.Policy);

        public void Configure(EntityTypeBuilder<RoundSection> builder) =>
            builder.ToTable("policy_round_sections").HasOne<Round>().WithMany().HasForeignKey(section => section.Round);

        public void Configure(EntityTypeBuilder<Comment> builder) =>
            builder.ToTable("policy_comments").HasOne<RoundSection>().WithMany().HasForeignKey(comment => comment.Section);

        public void Configure(EntityTypeBuilder<Reply> builder)
        {
            builder.ToTable("policy_replies").HasKey(reply => reply.Comment);
            builder.HasOne<Comment>().WithOne().HasForeignKey<Reply>(reply => reply.Comment);
            builder.Property(reply => reply.Taken).HasConversion<string>();
            builder.Property(reply => reply.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Edition> builder) => builder.ToTable("policy_editions").HasOne<Policy>().WithMany().HasForeignKey(edition => edition.Policy);

        public void Configure(EntityTypeBuilder<EditionSection> builder) =>
            builder.ToTable("policy_edition_sections").HasOne<Edition>().WithMany().HasForeignKey(section => section.Edition);
    }
}

/// <summary>A policy as those outside its group know it: what was published, or what they are asked about.</summary>
public sealed class PublicText;
