using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>The tables of cases, and how the gate finds one: as one of the three, or as the team that takes them on.</summary>
public static class CaseData
{
    extension(Database db)
    {
        public DbSet<Case> Cases => db.Set<Case>();
        public DbSet<Registration> CaseRegistrations => db.Set<Registration>();
        public DbSet<Happening> CaseEvents => db.Set<Happening>();
        public DbSet<Contact> CaseContacts => db.Set<Contact>();
        public DbSet<GuideDone> CaseGuides => db.Set<GuideDone>();
        public DbSet<Consent> CaseConsents => db.Set<Consent>();

        /// <summary>The case the gate has found in this visit, with its consents: it is at hand already.</summary>
        public async Task<Case> FoundCase(Guid id) => (await AllCases.Tracked(db, id))!;

        /// <summary>The case as it stands this moment, held until the end of the transaction: whoever else wants to change something in it waits. What has been read of it before is read again.</summary>
        /// <exception cref="NotNow">It is no longer there for whoever acts: it was handed over, or the leader contact stopped, since the gate let them through.</exception>
        public async Task<Case> ClaimCase(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from cases where id = {id} for update");
            db.ChangeTracker.Clear();
            return await AllCases.Tracked(db, id) ?? throw new NotNow();
        }

        /// <summary>The contacts of a case, the earliest first.</summary>
        public Task<List<Contact>> ContactsOf(Guid of) =>
            db.CaseContacts.Where(contact => contact.CaseId == of).OrderBy(contact => contact.HeldOn ?? contact.DueOn).ThenBy(contact => contact.MadeAt).ToListAsync();
    }

    /// <summary>A case, for the employee, the psychologist who has it, and the leader while the employee wants it; for all others it is not there.</summary>
    internal sealed class AllCases(Database db) : IRecords<Case>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await Tracked(db, id) is { } found && found.RelationOf(person) is not Relation.None and var relation ? new Found(found.Id, relation, found.Access, found.Id, found.Key) : null;

        public Task Ahead(Guid id) => Tracked(db, id);

        internal static async Task<Case?> Tracked(Database db, Guid id) => db.Cases.Local.FindEntry(id) is { } already ? already.Entity : await withConsents(db, id);

        // Asked at every visit: compiled once.
        private static readonly Func<Database, Guid, Task<Case?>> withConsents = EF.CompileAsyncQuery((Database db, Guid id) => db.Set<Case>().Include(one => one.Consents).FirstOrDefault(one => one.Id == id));
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<Registration>, IEntityTypeConfiguration<Happening>, IEntityTypeConfiguration<Contact>,
        IEntityTypeConfiguration<GuideDone>, IEntityTypeConfiguration<Consent>
    {
        public void Configure(EntityTypeBuilder<Case> builder)
        {
            builder.ToTable("cases").Ignore(one => one.IsOpen).Ignore(one => one.Access).Ignore(one => one.HasLeaderContact);
            builder.Property(one => one.Source).HasConversion<string>();
            builder.Property(one => one.State).HasConversion<string>();
            builder.Property(one => one.Urgency).HasConversion<string>();
            // Two who decide at once: the second is told, and nothing is overwritten.
            builder.Property(one => one.Version).ValueGeneratedOnAddOrUpdate().IsConcurrencyToken();
            builder.HasMany(one => one.Consents).WithOne().HasForeignKey(consent => consent.CaseId);
        }

        public void Configure(EntityTypeBuilder<Registration> builder)
        {
            builder.ToTable("case_registrations").HasOne<Case>().WithOne().HasForeignKey<Registration>(registration => registration.Id);
            builder.Property(registration => registration.Text).IsSealed();
            builder.Property(registration => registration.Signpost).IsSealed();
        }

        public void Configure(EntityTypeBuilder<Happening> builder)
        {
            builder.ToTable("case_events").HasOne<Case>().WithMany().HasForeignKey(happened => happened.CaseId);
            builder.Property(happened => happened.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Contact> builder)
        {
            builder.ToTable("case_contacts").Ignore(contact => contact.IsPlanned).Ignore(contact => contact.NeedsLeader);
            builder.HasOne<Case>().WithMany().HasForeignKey(contact => contact.CaseId);
            builder.Property(contact => contact.Kind).HasConversion<string>();
            builder.Property(contact => contact.WithWhom).HasConversion<string>();
            builder.Property(contact => contact.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<GuideDone> builder)
        {
            builder.ToTable("case_guides").HasKey(done => new { done.CaseId, done.Person, done.Card });
            builder.HasOne<Case>().WithMany().HasForeignKey(done => done.CaseId);
        }

        public void Configure(EntityTypeBuilder<Consent> builder)
        {
            builder.ToTable("case_consents").Ignore(consent => consent.Holds);
            builder.Property(consent => consent.Topic).HasConversion<string>();
        }
    }
}
