using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Conversations;

/// <summary>
/// What conversations lay on one's own page. Only who and when: no sealed text is opened for a list, so an agreement is a line that leads to it.
/// </summary>
internal sealed class ConversationDesk(Database db, Visit visit) : IDesk
{
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (proposals, agreements, confirmations, preparations, outcomes) = (db.Proposals, db.Agreements, db.Confirmations, db.Preparations, db.Outcomes);
        var lines = await db.Mine(person)
            .Where(line => line.Conversation.ClosedAt == null || line.Conversation.NoticeSentAt != null)
            .Select(line => new Laid
            {
                Conversation = line.Conversation,
                Other = line.Other,
                ForMe = proposals.Any(proposal => proposal.Conversation == line.Conversation.Id && proposal.Round == line.Conversation.Round && proposal.ProposedBy != person),
                HasAgreements = agreements.Any(agreement => agreement.Conversation == line.Conversation.Id && agreement.State == Promise.Open),
                Confirmed = confirmations.Any(confirmation => confirmation.Conversation == line.Conversation.Id && confirmation.Person == person),
                Prepared = preparations.Any(step => step.Conversation == line.Conversation.Id && step.Author == person),
                LookedAfter = preparations.Any(step => step.Conversation == line.Conversation.Id && step.Author == person && step.Step == "E4"),
            }).ToListAsync(stop);
        var ids = lines.Where(line => line.Conversation.Access == Security.State.Active).Select(line => line.Conversation.Id).ToList();
        var promises = ids.Count == 0 ? [] : await db.Agreements.AsNoTracking().Where(agreement => ids.Contains(agreement.Conversation) && agreement.State != Promise.CarriedOver && agreement.State != Promise.LetGo)
            .Select(agreement => new { Agreement = agreement, Said = outcomes.Any(outcome => outcome.Agreement == agreement.Id && outcome.Person == person) }).ToListAsync(stop);

        var items = new List<DeskItem>();
        foreach (var line in lines)
        {
            var mine = promises.Where(promise => promise.Agreement.Conversation == line.Conversation.Id && line.Conversation.Holds(promise.Agreement)).ToList();
            items.AddRange(Steps(line, person, now));
            var today = Clock.Day(now);
            if (mine.Exists(promise => promise.Agreement.DueOn <= today && !promise.Said))
                items.Add(Item(Pile.Waiting, "did-it-help", line, "/follow-up"));
            var me = line.Conversation.Employee == person ? Doer.Employee : Doer.Leader;
            foreach (var promise in mine.Where(promise => promise.Agreement.State == Promise.Open).Select(promise => promise.Agreement))
                items.Add(Item(promise.IsFor(me) ? Pile.MyPromise : Pile.TheirPromise, promise.Who == Doer.Both ? "promise-both" : "promise", line, $"/follow-up#agreement-{promise.Id}", promise.DueOn, promise.DueOn < today));
        }
        return items;
    }

    private IEnumerable<DeskItem> Steps(Laid line, Guid person, DateTimeOffset now)
    {
        var (conversation, today) = (line.Conversation, Clock.Day(now));
        var isEmployee = conversation.Employee == person;
        if (conversation.EraseOn is { } erased)
            return [Item(Pile.Waiting, "erased", line, "", erased)];
        if (conversation.PausedAt is not null)
            return [Item(Pile.Waiting, "paused", line, "/handover", urgent: true)];
        var items = new List<DeskItem>
        {
            conversation switch
            {
                { State: Stage.Invited } when line.ForMe => Item(Pile.Waiting, conversation.BegunBy == person ? "other-times" : "invited", line, "", urgent: true),
                { State: Stage.Invited } => Item(Pile.UnderWay, "waiting", line, ""),
                { State: Stage.Planned, PlannedAt: { } at } when at <= now => Item(Pile.Waiting, "talk", line, "", Clock.Day(at)),
                { State: Stage.Planned, PlannedAt: { } at } => Item(Pile.UnderWay, "planned", line, "", Clock.Day(at)),
                { State: Stage.Held } when !line.HasAgreements => Item(Pile.Waiting, "agree", line, "/agreements"),
                { State: Stage.Held } when !line.Confirmed => Item(Pile.Waiting, "confirm", line, "/agreements", urgent: true),
                { State: Stage.Held } => Item(Pile.UnderWay, "confirming", line, "/agreements"),
                _ => Item(Pile.UnderWay, "agreed", line, "/follow-up", conversation.NextTalkAt is { } next && next > now ? Clock.Day(next) : null),
            },
        };
        if (conversation is { State: Stage.Planned, PlannedAt: { } planned } && planned > now && !line.Prepared)
            items.Add(Item(Pile.Waiting, "prepare", line, "/preparation", Clock.Day(planned)));
        if (conversation.HeldAt is { } held)
        {
            var day = Clock.Day(held);
            if (isEmployee && !line.LookedAfter && today > day && today <= day.AddDays(14))
                items.Add(Item(Pile.Waiting, "after", line, "/preparation/E4"));
            if (!isEmployee && today >= day.AddDays(42) && today <= day.AddDays(63))
                items.Add(Item(Pile.Waiting, "look-back", line, "/preparation/T07.S5"));
        }
        return items;
    }

    private DeskItem Item(Pile pile, string word, Laid line, string page, DateOnly? due = null, bool urgent = false) =>
        new(pile, visit.With($"conversations.desk.{word}", ("name", line.Other.Split(' ', 2)[0])), $"/conversations/{line.Conversation.Id}{page}", due, urgent);

    /// <summary>A conversation as it lies on the desk.</summary>
    private sealed class Laid
    {
        public required Conversation Conversation { get; init; }
        public required string Other { get; init; }
        public required bool ForMe { get; init; }
        public required bool HasAgreements { get; init; }
        public required bool Confirmed { get; init; }
        public required bool Prepared { get; init; }
        public required bool LookedAfter { get; init; }
    }
}
