using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Conversations;

/// <summary>What the pages of a conversation ask at every visit: made ready once, so that asking costs no more than the answer.</summary>
public static class Questions
{
    private static readonly Func<Database, Guid, IAsyncEnumerable<Event>> events = EF.CompileAsyncQuery<Database, Guid, Event>((db, conversation) =>
        db.Set<Event>().AsNoTracking().Where(happened => happened.Conversation == conversation).OrderBy(happened => happened.At));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Agreement>> agreements = EF.CompileAsyncQuery<Database, Guid, Agreement>((db, conversation) =>
        db.Set<Agreement>().Where(agreement => agreement.Conversation == conversation).OrderBy(agreement => agreement.Position).ThenBy(agreement => agreement.Id));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Confirmation>> confirmations = EF.CompileAsyncQuery<Database, Guid, Confirmation>((db, conversation) =>
        db.Set<Confirmation>().Where(confirmation => confirmation.Conversation == conversation).OrderBy(confirmation => confirmation.At));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Outcome>> outcomes = EF.CompileAsyncQuery((Database db, Guid conversation) =>
        db.Set<Outcome>().AsNoTracking().Where(said => said.Conversation == conversation));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Note>> notes = EF.CompileAsyncQuery((Database db, Guid conversation) =>
        db.Set<Note>().AsNoTracking().Where(note => note.Conversation == conversation));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Line>> lines = EF.CompileAsyncQuery<Database, Guid, Line>((db, conversation) =>
        db.Set<Line>().AsNoTracking().Where(line => line.Conversation == conversation).OrderBy(line => line.At).ThenBy(line => line.Id));

    private static readonly Func<Database, Guid, Guid, IAsyncEnumerable<Preparation>> preparations = EF.CompileAsyncQuery((Database db, Guid conversation, Guid author) =>
        db.Set<Preparation>().AsNoTracking().Where(step => step.Conversation == conversation && step.Author == author));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Following>> after = EF.CompileAsyncQuery((Database db, Guid conversation) =>
        db.Set<Conversation>().Where(later => later.Follows == conversation).OrderByDescending(later => later.BegunAt).Select(later => new Following(later.Id, later.Employee, later.State)));

    private static readonly Func<Database, Guid, IAsyncEnumerable<Mine>> open = EF.CompileAsyncQuery((Database db, Guid me) =>
        from conversation in db.Set<Conversation>().AsNoTracking()
        where (conversation.Employee == me || (conversation.Leader == me && conversation.PausedAt == null)) && conversation.ClosedAt == null
        join other in db.Set<Person>() on conversation.Employee == me ? conversation.Leader : conversation.Employee equals other.Id
        orderby conversation.BegunAt descending
        select new Mine
        {
            Conversation = conversation,
            Other = other.Name,
            ProposedBy = db.Set<Proposal>().Where(proposal => proposal.Conversation == conversation.Id && proposal.Round == conversation.Round).Select(proposal => (Guid?)proposal.ProposedBy).FirstOrDefault(),
        });

    private static readonly Func<Database, Guid, int, int, IAsyncEnumerable<Mine>> over = EF.CompileAsyncQuery((Database db, Guid me, int skip, int take) =>
        (from conversation in db.Set<Conversation>().AsNoTracking()
         where (conversation.Employee == me || (conversation.Leader == me && conversation.PausedAt == null)) && conversation.ClosedAt != null
         join other in db.Set<Person>() on conversation.Employee == me ? conversation.Leader : conversation.Employee equals other.Id
         orderby conversation.ClosedAt descending
         select new Mine { Conversation = conversation, Other = other.Name }).Skip(skip).Take(take));

    extension(Database db)
    {
        /// <summary>A conversation's history, oldest first.</summary>
        public Task<List<Event>> EventsOf(Guid conversation) => events(db, conversation).ToListAsync().AsTask();

        /// <summary>What is agreed in it, in order; tracked, for whoever changes it.</summary>
        public Task<List<Agreement>> AgreementsOf(Guid conversation) => agreements(db, conversation).ToListAsync().AsTask();

        /// <summary>Who has confirmed which text, oldest first; tracked, for whoever changes it.</summary>
        public Task<List<Confirmation>> ConfirmationsOf(Guid conversation) => confirmations(db, conversation).ToListAsync().AsTask();

        /// <summary>What the two have said of its agreements.</summary>
        public Task<List<Outcome>> OutcomesOf(Guid conversation) => outcomes(db, conversation).ToListAsync().AsTask();

        /// <summary>Whether the two have agreed on anything in it, or said yes to that nothing is needed; what was carried over from an earlier one is not of it.</summary>
        public Task<bool> AnythingAgreedIn(Guid conversation)
        {
            var (agreements, confirmations) = (db.Agreements, db.Confirmations);
            return db.Conversations.AnyAsync(found => found.Id == conversation
                && (agreements.Any(one => one.Conversation == conversation && one.CarriedFrom == null) || confirmations.Any(one => one.Conversation == conversation)));
        }

        /// <summary>What both have written in its columns.</summary>
        public Task<List<Note>> NotesOf(Guid conversation) => notes(db, conversation).ToListAsync().AsTask();

        /// <summary>The lines both chose to bring along, oldest first.</summary>
        public Task<List<Line>> LinesOf(Guid conversation) => lines(db, conversation).ToListAsync().AsTask();

        /// <summary>One person's preparation of it; only its author's transaction sees any.</summary>
        public Task<List<Preparation>> PreparationsOf(Guid conversation, Guid author) => preparations(db, conversation, author).ToListAsync().AsTask();

        /// <summary>The conversations that carry it on, newest first.</summary>
        public Task<List<Following>> After(Guid conversation) => after(db, conversation).ToListAsync().AsTask();

        /// <summary>My conversations that go on, newest first, each with the other's name; a leader sees nothing of one that is paused.</summary>
        public Task<List<Mine>> OpenOf(Guid me) => open(db, me).ToListAsync().AsTask();

        /// <summary>Some of my conversations that are over, the latest first.</summary>
        public Task<List<Mine>> OverOf(Guid me, int skip, int take) => over(db, me, skip, take).ToListAsync().AsTask();
    }
}

/// <summary>A conversation that carries another on.</summary>
public sealed record Following(Guid Id, Guid Employee, Stage State)
{
    /// <summary>Whether something came of it.</summary>
    public bool Stands => State is not (Stage.Declined or Stage.Withdrawn or Stage.Lapsed);
}
