using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>The tables of what is shared in a case: what is passed on, the meetings of three, and the plans.</summary>
public static class SharedData
{
    extension(Database db)
    {
        public DbSet<Message> CaseMessages => db.Set<Message>();
        public DbSet<ThreeMeeting> CaseMeetings => db.Set<ThreeMeeting>();
        public DbSet<CasePlan> CasePlans => db.Set<CasePlan>();
        public DbSet<PlanText> PlanTexts => db.Set<PlanText>();
        public DbSet<PlanConfirmation> PlanConfirmations => db.Set<PlanConfirmation>();
        public DbSet<PlanRefusal> PlanRefusals => db.Set<PlanRefusal>();
        public DbSet<PlanReview> PlanReviews => db.Set<PlanReview>();

        /// <summary>The plans of a case, the earliest first; to the leader those the employee shares.</summary>
        public Task<List<CasePlan>> PlansOf(Guid of) => db.CasePlans.Where(plan => plan.CaseId == of).OrderBy(plan => plan.MadeAt).ThenBy(plan => plan.Id).ToListAsync();

        /// <summary>What is written for the leader, the earliest first; to the leader only what the employee has said yes to. What was taken away only where all is asked for.</summary>
        public Task<List<Message>> MessagesOf(Guid of, bool all = false) => db.CaseMessages.Where(message => message.CaseId == of && (all || message.ReplacedAt == null)).OrderBy(message => message.WrittenAt).ThenBy(message => message.Id).ToListAsync();

        /// <summary>The latest meeting of three; null where none was ever proposed.</summary>
        public Task<ThreeMeeting?> LatestThree(Guid of) => db.CaseMeetings.Where(meeting => meeting.CaseId == of).OrderByDescending(meeting => meeting.AskedAt).FirstOrDefaultAsync();

        /// <summary>Whether all three say yes to its time at this moment; never who.</summary>
        public Task<bool> ThreeAgree(Guid meeting) => db.Database.SqlQuery<bool>($"select three_agree({meeting}) as \"Value\"").SingleAsync();

        /// <summary>Those of these people who have not left the workplace, by id.</summary>
        public async Task<IReadOnlyDictionary<Guid, Person>> TheseAtWork(params IEnumerable<Guid?> people)
        {
            var ids = people.OfType<Guid>().Distinct().ToList();
            return await db.People.AsNoTracking().Where(person => ids.Contains(person.Id) && person.LeftOn == null).ToDictionaryAsync(person => person.Id);
        }
    }

    /// <summary>The meeting of three, for the gate: each of the three speaks for themself. The answer holds no text, so nothing is opened, and no log tells when somebody said no.</summary>
    internal sealed class OwnAnswer(Database db) : IRecords<ThreeMeeting>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await CaseData.AllCases.Tracked(db, id) is { } one && one.RelationOf(person) is not Relation.None and var relation ? new Found(id, relation, one.Access, id, Key: null) : null;

        public Task Ahead(Guid id) => CaseData.AllCases.Tracked(db, id);
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<ThreeMeeting>, IEntityTypeConfiguration<CasePlan>, IEntityTypeConfiguration<PlanText>, IEntityTypeConfiguration<PlanConfirmation>,
        IEntityTypeConfiguration<PlanRefusal>, IEntityTypeConfiguration<PlanReview>
    {
        public void Configure(EntityTypeBuilder<Message> builder)
        {
            builder.ToTable("case_messages").Ignore(message => message.Print).HasOne<Case>().WithMany().HasForeignKey(message => message.CaseId);
            builder.Property(message => message.Text).IsSealed();
        }

        public void Configure(EntityTypeBuilder<ThreeMeeting> builder)
        {
            builder.ToTable("case_meetings").HasOne<Case>().WithMany().HasForeignKey(meeting => meeting.CaseId);
            builder.Property(meeting => meeting.Place).IsSealed();
            builder.Property(meeting => meeting.Round).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<CasePlan> builder)
        {
            builder.ToTable("case_plans").HasOne<Case>().WithMany().HasForeignKey(plan => plan.CaseId);
            builder.Property(plan => plan.Kind).HasConversion<string>();
            builder.Property(plan => plan.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<PlanText> builder)
        {
            builder.ToTable("case_plan_texts").Ignore(text => text.Print).HasKey(text => new { text.Plan, text.Version });
            builder.HasOne<CasePlan>().WithMany().HasForeignKey(text => text.Plan);
            builder.Property(text => text.Text).IsSealed();
        }

        public void Configure(EntityTypeBuilder<PlanConfirmation> builder)
        {
            builder.ToTable("case_plan_confirmations").HasKey(one => new { one.Plan, one.Version, one.Person });
            builder.HasOne<PlanText>().WithMany().HasForeignKey(one => new { one.Plan, one.Version });
        }

        public void Configure(EntityTypeBuilder<PlanRefusal> builder)
        {
            builder.ToTable("case_plan_refusals").HasKey(one => new { one.Plan, one.Version, one.Person });
            builder.HasOne<PlanText>().WithMany().HasForeignKey(one => new { one.Plan, one.Version });
            builder.Property(one => one.Reason).IsSealed();
        }

        public void Configure(EntityTypeBuilder<PlanReview> builder)
        {
            builder.ToTable("case_plan_reviews").HasKey(review => new { review.Plan, review.OnDay });
            builder.HasOne<CasePlan>().WithMany().HasForeignKey(review => review.Plan);
        }
    }
}
