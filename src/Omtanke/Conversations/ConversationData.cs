using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Conversations;

/// <summary>The tables of conversations, and how the gate finds one.</summary>
public static class ConversationData
{
    extension(Database db)
    {
        public DbSet<Conversation> Conversations => db.Set<Conversation>();
        public DbSet<Event> Events => db.Set<Event>();
        public DbSet<Proposal> Proposals => db.Set<Proposal>();
        public DbSet<Preparation> Preparations => db.Set<Preparation>();
        public DbSet<Line> Lines => db.Set<Line>();
        public DbSet<Note> Notes => db.Set<Note>();
        public DbSet<Agreement> Agreements => db.Set<Agreement>();
        public DbSet<Confirmation> Confirmations => db.Set<Confirmation>();
        public DbSet<Outcome> Outcomes => db.Set<Outcome>();
        public DbSet<Reminder> Reminders => db.Set<Reminder>();
        public DbSet<Tally> Tallies => db.Set<Tally>();

        /// <summary>The conversation the gate has found in this visit: it is at hand already, and so are its two people.</summary>
        public async Task<Conversation> Found(Guid id) => (await db.Conversations.FindAsync(id))!;

        /// <summary>One step of one person's preparation; only its author's transaction sees any.</summary>
        public Task<Preparation?> PreparationOf(Guid conversation, Guid author, string step) =>
            db.Preparations.SingleOrDefaultAsync(row => row.Conversation == conversation && row.Author == author && row.Step == step);

        /// <summary>The key that all steps of one author in one conversation share.</summary>
        public Task<Guid> PreparationKeyOf(Guid conversation, Guid author) =>
            db.Preparations.Where(row => row.Conversation == conversation && row.Author == author).Select(row => row.Key).FirstAsync();

        /// <summary>The conversation as it stands this moment, held until the end of the transaction: whoever else wants to change it waits. What has been read of it before is read again.</summary>
        public async Task<Conversation> Claim(Guid conversation)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from conversations where id = {conversation} for update");
            var found = await db.Found(conversation);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>A person's first name.</summary>
        public async Task<string> NameOf(Guid person) => (await db.People.FindAsync(person))!.FirstName;

        /// <summary>Those of these people who have not left the workplace: nobody else is written to.</summary>
        public Task<List<Person>> StillHere(List<Guid> people, CancellationToken stop = default) =>
            db.People.AsNoTracking().Where(person => people.Contains(person.Id) && person.LeftOn == null).ToListAsync(stop);
    }

    /// <summary>The conversation as the gate needs it, in one question with its two people. They stay tracked, so the handler's own find costs nothing.</summary>
    internal sealed class Conversations(Database db) : IRecords<Conversation>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await Tracked(db, id) is { } found && found.RelationOf(person) is not Relation.None
                ? new Found(found.Id, found.RelationOf(person), found.Access, found.Id, found.Key)
                : null;

        public Task Ahead(Guid id) => Tracked(db, id);

        // Asked at every visit: compiled once.
        private static readonly Func<Database, Guid, Task<Together?>> withPeople = EF.CompileAsyncQuery((Database db, Guid id) =>
            (from conversation in db.Set<Conversation>()
             join employee in db.Set<Person>() on conversation.Employee equals employee.Id
             join leader in db.Set<Person>() on conversation.Leader equals leader.Id
             where conversation.Id == id
             select new Together(conversation, employee, leader)).FirstOrDefault());

        internal static async Task<Conversation?> Tracked(Database db, Guid id) =>
            db.Conversations.Local.FindEntry(id) is { } already ? already.Entity : (await withPeople(db, id))?.Conversation;

        private sealed record Together(Conversation Conversation, Person Employee, Person Leader);
    }

    /// <summary>
    /// One's own preparation of a conversation, named by the conversation's id. Only its two people have one; each is the author of their own,
    /// and a former leader keeps nothing.
    /// </summary>
    internal sealed class Preparations(Database db) : IRecords<Preparation>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop)
        {
            if (await Conversations.Tracked(db, id) is not { } found
                || found.RelationOf(person) is not (Relation.Employee or Relation.Leader))
                return null;
            return new Found(found.Id, Relation.Author, found.Access, person, await KeyOf(id, person, stop) ?? (toWrite ? await KeyAfterOthers(id, person, stop) : null));
        }

        public Task Ahead(Guid id) => Conversations.Tracked(db, id);

        private Task<Guid?> KeyOf(Guid id, Guid person, CancellationToken stop) => key(db, id, person);

        private static readonly Func<Database, Guid, Guid, Task<Guid?>> key = EF.CompileAsyncQuery((Database db, Guid id, Guid person) =>
            db.Set<Preparation>().Where(step => step.Conversation == id && step.Author == person).Select(step => (Guid?)step.Key).FirstOrDefault());

        // All steps of one author in one conversation share one key. Two first writes at the same moment must not make two: the second waits here for the first.
        private async Task<Guid?> KeyAfterOthers(Guid id, Guid person, CancellationToken stop)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"preparation {id} {person}"}, 0))", stop);
            return await KeyOf(id, person, stop);
        }
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<Event>, IEntityTypeConfiguration<Proposal>, IEntityTypeConfiguration<Preparation>,
        IEntityTypeConfiguration<Line>, IEntityTypeConfiguration<Note>, IEntityTypeConfiguration<Agreement>, IEntityTypeConfiguration<Confirmation>,
        IEntityTypeConfiguration<Outcome>, IEntityTypeConfiguration<Reminder>, IEntityTypeConfiguration<Tally>
    {
        public void Configure(EntityTypeBuilder<Conversation> builder)
        {
            builder.ToTable("conversations").Ignore(conversation => conversation.IsOpen).Ignore(conversation => conversation.Access).Ignore(conversation => conversation.MayAgree)
                .Ignore(conversation => conversation.CameToNothing).Ignore(conversation => conversation.RefusedByLeader).Ignore(conversation => conversation.MayBeCalledOff);
            builder.Property(conversation => conversation.Form).HasConversion<string>();
            // Two who decide at once: the second is told, and nothing is overwritten.
            builder.Property(conversation => conversation.State).HasConversion<string>().IsConcurrencyToken();
            builder.Property(conversation => conversation.Round).IsConcurrencyToken();
            builder.Property(conversation => conversation.PausedAt).IsConcurrencyToken();
            builder.Property(conversation => conversation.Version).ValueGeneratedOnAddOrUpdate();
            builder.Property(conversation => conversation.Message).IsSealed();
            builder.Property(conversation => conversation.Place).IsSealed();
            builder.Property(conversation => conversation.Companion).IsSealed();
            builder.Property(conversation => conversation.Regret).IsSealed();
        }

        public void Configure(EntityTypeBuilder<Event> builder)
        {
            builder.ToTable("conversation_events").HasOne<Conversation>().WithMany().HasForeignKey(happened => happened.Conversation);
            builder.Property(happened => happened.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Proposal> builder) =>
            builder.ToTable("proposals").HasOne<Conversation>().WithMany().HasForeignKey(proposal => proposal.Conversation);

        public void Configure(EntityTypeBuilder<Preparation> builder)
        {
            builder.ToTable("preparations").HasOne<Conversation>().WithMany().HasForeignKey(step => step.Conversation);
            builder.Property(step => step.Answer).IsSealed();
            builder.Property(step => step.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Line> builder)
        {
            builder.ToTable("lines").HasOne<Conversation>().WithMany().HasForeignKey(line => line.Conversation);
            builder.Property(line => line.Text).IsSealed();
        }

        public void Configure(EntityTypeBuilder<Note> builder)
        {
            builder.ToTable("notes").HasOne<Conversation>().WithMany().HasForeignKey(note => note.Conversation);
            builder.Property(note => note.Text).IsSealed();
            builder.Property(note => note.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Agreement> builder)
        {
            builder.ToTable("agreements").HasOne<Conversation>().WithMany().HasForeignKey(agreement => agreement.Conversation);
            builder.Property(agreement => agreement.What).IsSealed();
            builder.Property(agreement => agreement.Who).HasConversion<string>();
            builder.Property(agreement => agreement.State).HasConversion<string>();
            builder.Property(agreement => agreement.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Confirmation> builder) =>
            builder.ToTable("confirmations").HasOne<Conversation>().WithMany().HasForeignKey(confirmation => confirmation.Conversation);

        public void Configure(EntityTypeBuilder<Outcome> builder)
        {
            builder.ToTable("outcomes").HasOne<Conversation>().WithMany().HasForeignKey(outcome => outcome.Conversation);
            builder.HasOne<Agreement>().WithMany().HasForeignKey(outcome => outcome.Agreement);
            builder.Property(outcome => outcome.Answer).HasConversion<string>();
            builder.Property(outcome => outcome.Note).IsSealed();
            builder.Property(outcome => outcome.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Reminder> builder) =>
            builder.ToTable("reminders").HasOne<Conversation>().WithMany().HasForeignKey(reminder => reminder.Conversation);

        public void Configure(EntityTypeBuilder<Tally> builder)
        {
            builder.ToTable("conversation_tallies").HasKey(tally => new { tally.Year, tally.Form, tally.Ended });
            builder.Property(tally => tally.Form).HasConversion<string>();
            builder.Property(tally => tally.Ended).HasConversion<string>();
        }
    }
}
