using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Conversations;

/// <summary>
/// What conversations lay on a person's own page: dates, states and the other's name. No sealed text is opened for it, so a promise is only <em>an agreement with Henrik</em>.
/// Everything a letter reminds of lies here.
/// </summary>
public sealed class ConversationDesk(Database db, Visit visit) : IDesk
{
    private const int Soon = 7, Erased = 14, OtherWays = 14;

    /// <inheritdoc />
    public string? Only => "exists (select from conversations where employee = acting_person()) or exists (select from conversations where leader = acting_person())";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var laid = await laidFor(db, person, Clock.Day(now).AddDays(Erased), now.AddDays(-OtherWays)).ToListAsync(stop);
        var ids = laid.Where(one => one.Conversation.IsOpen).Select(one => one.Conversation.Id).ToArray();
        var promises = (ids.Length == 0 ? [] : await promisesIn(db, ids, person).ToListAsync(stop)).ToLookup(promised => promised.Conversation);
        var confirmed = (laid.Exists(one => one.Conversation.State == Stage.Held) ? await ConfirmedIn(ids, stop) : []).ToLookup(confirmation => confirmation.Conversation);
        return [.. laid.SelectMany(one => new Sorting(one, promises[one.Conversation.Id], confirmed[one.Conversation.Id], person, now, visit).Lines())];
    }

    // Asked whenever somebody comes to their own page: compiled once.
    private static readonly Func<Database, Guid, DateOnly, DateTimeOffset, IAsyncEnumerable<Laid>> laidFor = EF.CompileAsyncQuery((Database db, Guid person, DateOnly noticed, DateTimeOffset refused) =>
        from conversation in db.Set<Conversation>().AsNoTracking()
        where conversation.Employee == person || (conversation.Leader == person && conversation.PausedAt == null)
        where conversation.ClosedAt == null || conversation.EraseOn <= noticed
            || (conversation.State == Stage.Declined && conversation.BegunBy == person && conversation.Employee == person && conversation.ClosedAt > refused)
        join other in db.Set<Person>() on conversation.Employee == person ? conversation.Leader : conversation.Employee equals other.Id
        select new Laid
        {
            Conversation = conversation,
            Other = other.Name,
            ProposedBy = db.Set<Proposal>().Where(proposal => proposal.Conversation == conversation.Id && proposal.Round == conversation.Round).Select(proposal => (Guid?)proposal.ProposedBy).FirstOrDefault(),
            GoesOn = db.Set<Conversation>().Any(later => later.Follows == conversation.Id && later.State != Stage.Declined && later.State != Stage.Withdrawn && later.State != Stage.Lapsed),
            Prepared = db.Set<Preparation>().Any(step => step.Conversation == conversation.Id && step.Author == person),
            LookedBack = db.Set<Preparation>().Any(step => step.Conversation == conversation.Id && step.Author == person && (step.Step == "E4" || step.Step == "T07.S5")),
        });

    private static readonly Func<Database, Guid[], Guid, IAsyncEnumerable<Promised>> promisesIn = EF.CompileAsyncQuery((Database db, Guid[] conversations, Guid person) =>
        db.Set<Agreement>()
            .Where(agreement => conversations.Contains(agreement.Conversation) && (agreement.State == Promise.Open || agreement.State == Promise.Done))
            .OrderBy(agreement => agreement.DueOn)
            .Select(agreement => new Promised(agreement.Id, agreement.Conversation, agreement.Who, agreement.DueOn, agreement.State, agreement.ConfirmedBefore, agreement.DropBy,
                db.Set<Outcome>().Any(outcome => outcome.Agreement == agreement.Id && outcome.Person == person && outcome.Answer != Helped.TooEarly))));

    private Task<List<Confirmation>> ConfirmedIn(Guid[] conversations, CancellationToken stop) =>
        db.Confirmations.AsNoTracking().Where(confirmation => conversations.Contains(confirmation.Conversation)).ToListAsync(stop);

    /// <summary>Lays one conversation's lines in their piles.</summary>
    private sealed class Sorting(Laid laid, IEnumerable<Promised> promises, IEnumerable<Confirmation> confirmed, Guid me, DateTimeOffset now, Visit visit)
    {
        private readonly Conversation conversation = laid.Conversation;
        private readonly DateOnly today = Clock.Day(now);
        private readonly List<Promised> promises = [.. promises];

        public IEnumerable<DeskItem> Lines()
        {
            // For two weeks after the leader's no: other ways lie ready.
            if (conversation.RefusedByLeader && me == conversation.Employee && conversation.ClosedAt > now.AddDays(-OtherWays))
                return [Line(Pile.Waiting, "refused", "")];
            if (!conversation.IsOpen)
                return [Line(Pile.Waiting, "erased-soon", conversation.State == Stage.Closed ? "/closing" : "", conversation.EraseOn)];
            if (conversation.PausedAt is not null)
                return [Line(Pile.Waiting, "paused", "/handover", urgent: true)];
            DeskItem[] lines = [.. ClosesSoon(), .. Stands(), .. Promises(), .. After()];
            return lines.Length > 0 ? lines : [Line(Pile.UnderWay, "under-way", "")];
        }

        private IEnumerable<DeskItem> ClosesSoon() =>
            conversation.ClosesOn is { } day ? [Line(Pile.Waiting, "closes-soon", "/closing", day)] : [];

        private IEnumerable<DeskItem> Stands() => conversation.State switch
        {
            Stage.Invited => [laid.ProposedBy == me ? Line(Pile.UnderWay, "answer-awaited", "") : Line(Pile.Waiting, conversation.BegunBy == me ? "answer-times" : "answer", "", urgent: true)],
            Stage.Planned => [Planned(conversation.PlannedAt!.Value)],
            Stage.Held when HasConfirmed(me) => [Line(Pile.UnderWay, "confirm-awaited", "/agreements")],
            Stage.Held when promises.Count > 0 || HasConfirmed(conversation.Other(me)) => [Line(Pile.Waiting, "confirm", "/agreements", urgent: true)],
            Stage.Held => [Line(Pile.Waiting, "agree", "/agreements")],
            _ => [],
        };

        private DeskItem Planned(DateTimeOffset at)
        {
            var day = Clock.Day(at);
            return at.AddMinutes(conversation.Minutes) < now ? Line(Pile.Waiting, "talk-past", "/talk", day)
                : conversation.TimeHasCome(now) ? Line(Pile.Waiting, "talk-now", "/talk", day, urgent: true)
                : day <= today.AddDays(Soon) && !laid.Prepared ? Line(Pile.Waiting, "prepare", "/preparation", day, urgent: day <= today.AddDays(1))
                : Line(Pile.UnderWay, "planned", "", day);
        }

        private bool HasConfirmed(Guid person) =>
            confirmed.Any(one => one.Person == person && !(conversation.TextChangedAt > one.At));

        // What only one of the two has read is no promise yet.
        private IEnumerable<DeskItem> Promises() =>
            from promised in promises
            where promised.State == Promise.Open && Holds(promised)
            let mine = promised.Who == (me == conversation.Employee ? Doer.Employee : Doer.Leader)
            let both = promised.Who == Doer.Both
            select Line(mine || both ? Pile.MyPromise : Pile.TheirPromise, both ? "our-promise" : mine ? "my-promise" : "their-promise", $"/follow-up#agreement-{promised.Agreement}", promised.DueOn, urgent: promised.DueOn < today);

        private bool Holds(Promised promised) => conversation.State == Stage.Agreed || promised.ConfirmedBefore;

        private IEnumerable<DeskItem> After()
        {
            if (promises.Exists(promised => Holds(promised) && !promised.IsAnswered && promised.DueOn <= today.AddDays(promised.State == Promise.Done ? 0 : -14)))
                yield return Line(Pile.Waiting, "did-it-help", "/follow-up", urgent: true);
            foreach (var promised in promises.Where(promised => Holds(promised) && promised.DropBy == conversation.Other(me)))
                yield return Line(Pile.Waiting, "proposal", $"/follow-up#agreement-{promised.Agreement}");
            if (conversation.NextTalkAt is { } next && next > now && !laid.GoesOn)
                yield return Clock.Day(next) <= today.AddDays(Soon) ? Line(Pile.Waiting, "next-talk-soon", "/follow-up", Clock.Day(next)) : Line(Pile.UnderWay, "next-talk", "/follow-up", Clock.Day(next));
            if (conversation is { HeldAt: { } held, State: Stage.Held or Stage.Agreed } && !laid.LookedBack)
            {
                var days = today.DayNumber - Clock.Day(held).DayNumber;
                if (me == conversation.Employee && days is >= 1 and <= 14)
                    yield return Line(Pile.Waiting, "after-talk", "/preparation/E4");
                if (me == conversation.Leader && days is >= 42 and <= 72)
                    yield return Line(Pile.Waiting, "with-peers", "/preparation/T07.S5");
            }
        }

        private DeskItem Line(Pile pile, string word, string page, DateOnly? due = null, bool urgent = false) => new(
            pile, visit.With($"conversations.desk.{word}", ("name", laid.Other.Split(' ', 2)[0])), $"/conversations/{conversation.Id}{page}", due, urgent);
    }
}

/// <summary>A conversation as it lies on somebody's desk.</summary>
public sealed record Laid
{
    /// <summary>The conversation.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The other's name.</summary>
    public required string Other { get; init; }

    /// <summary>Who proposed the times that wait for an answer.</summary>
    public required Guid? ProposedBy { get; init; }

    /// <summary>Whether it is already carried on in another.</summary>
    public required bool GoesOn { get; init; }

    /// <summary>Whether this person has begun to prepare: nobody else's page can know.</summary>
    public required bool Prepared { get; init; }

    /// <summary>Whether this person has done what lies ready for after the talk.</summary>
    public required bool LookedBack { get; init; }
}

/// <summary>An agreement as it lies on somebody's desk: never what it says.</summary>
/// <param name="Agreement">Which.</param>
/// <param name="Conversation">In which conversation.</param>
/// <param name="Who">Who does it.</param>
/// <param name="DueOn">By when.</param>
/// <param name="State">What has become of it.</param>
/// <param name="ConfirmedBefore">Whether both confirmed it, as it says, in an earlier conversation.</param>
/// <param name="DropBy">Who proposes to drop it; null while nobody does.</param>
/// <param name="IsAnswered">Whether this person has said if it helped.</param>
public sealed record Promised(Guid Agreement, Guid Conversation, Doer Who, DateOnly DueOn, Promise State, bool ConfirmedBefore, Guid? DropBy, bool IsAnswered);
