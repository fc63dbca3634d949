using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Conversations;

/// <summary>Which talk it is (T07.F2, T07.F3).</summary>
public enum Form
{
    /// <summary>Omsorgssamtale.</summary>
    Care,
    /// <summary>Stresssamtale.</summary>
    Stress,
}

/// <summary>How far a conversation has come.</summary>
public enum Stage
{
    /// <summary>Asked or invited; the other has not answered.</summary>
    Invited,
    /// <summary>A time is agreed.</summary>
    Planned,
    /// <summary>The talk has begun.</summary>
    Held,
    /// <summary>Both confirmed the same agreements, or that none were needed.</summary>
    Agreed,
    Closed,
    Declined,
    Withdrawn,
    /// <summary>Nobody answered: the invitation ended by itself.</summary>
    Lapsed,
}

/// <summary>
/// A care conversation between one employee and one leader, from invitation to last follow-up (catalogue 2, <em>one conversation, two sides</em>).
/// What was written in it is sealed under the conversation's own key and dies with it.
/// </summary>
public sealed partial class Conversation
{
    public required Guid Id { get; init; }
    public required Guid Employee { get; init; }
    public required Guid Leader { get; init; }
    public required Guid BegunBy { get; init; }
    public required Form Form { get; set; }
    public required Stage State { get; set; }
    public required Guid Key { get; init; }

    /// <summary>A short message with the invitation; optional.</summary>
    public Sealed<string>? Message { get; set; }
    /// <summary>A room, a phone number or a link.</summary>
    public Sealed<string>? Place { get; set; }
    /// <summary>The <see cref="Companion"/> as JSON.</summary>
    public Sealed<string>? Companion { get; set; }

    /// <summary>A kind word along with a no: the name of one of <see cref="Regrets"/>, sealed like everything one says to the other.</summary>
    public Sealed<string>? Regret { get; set; }

    public required int Minutes { get; set; }
    /// <summary>Which round of proposed times is the one to answer; none before the first.</summary>
    public int Round { get; private set; }
    public DateTimeOffset? PlannedAt { get; set; }
    public DateTimeOffset? NextTalkAt { get; set; }
    /// <summary>Months it is kept after closing; chosen at the start, shown to both.</summary>
    public required int RetentionMonths { get; set; }
    /// <summary>Counts every change to the conversation and all that hangs under it; the database counts, so none is forgotten. The live page asks for it.</summary>
    public int Version { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? HeldAt { get; private set; }
    public DateTimeOffset? TalkStartedAt { get; private set; }
    /// <summary>0 opening, 1 exploring, 2 rounding off (E3).</summary>
    public int Phase { get; private set; }
    public DateTimeOffset? PhaseAt { get; private set; }
    public DateTimeOffset? AgreedAt { get; private set; }
    /// <summary>When the text of the agreements was last changed: a confirmation from before is no longer one. So much is seen without opening it.</summary>
    public DateTimeOffset? TextChangedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    /// <summary>Set while the leader has changed and the employee has not yet decided.</summary>
    public DateTimeOffset? PausedAt { get; private set; }
    /// <summary>The day everything about it is erased.</summary>
    public DateOnly? EraseOn { get; private set; }
    public DateTimeOffset? NoticeSentAt { get; set; }
    /// <summary>The day it is closed by itself unless somebody does something in it; both have been told.</summary>
    public DateOnly? ClosesOn { get; set; }
    /// <summary>The conversation this one carries on from.</summary>
    public Guid? Follows { get; init; }

    /// <summary>Still something to do in it.</summary>
    public bool IsOpen => State is Stage.Invited or Stage.Planned or Stage.Held or Stage.Agreed;

    /// <summary>The other of the two.</summary>
    public Guid Other(Guid person) => person == Employee ? Leader : Employee;

    /// <summary>The talk lies ahead: whoever does not want it says no or takes it back, which tells the other, and keeps nothing for a year.</summary>
    public bool MayBeCalledOff => State is Stage.Invited or Stage.Planned && PausedAt is null;

    /// <summary>Whether both have confirmed an agreement as it says: here, or in the conversation it came from.</summary>
    public bool IsConfirmed(Agreement agreement) => AgreedAt is not null || agreement.ConfirmedBefore;

    /// <summary>Whether an agreement holds: both have confirmed it, and this goes on.</summary>
    public bool Holds(Agreement agreement) => IsOpen && IsConfirmed(agreement);

    /// <summary>What the gate must know: whether it moves, rests or is over.</summary>
    public State Access => !IsOpen ? Security.State.Closed : PausedAt is not null ? Security.State.Paused : Security.State.Active;

    /// <summary>What this person is to it.</summary>
    public Relation RelationOf(Guid person) =>
        person == Employee ? Relation.Employee
        : person != Leader ? Relation.None
        : PausedAt is null ? Relation.Leader : Relation.FormerLeader;

    /// <summary>Somebody asks or invites.</summary>
    public Event Begin(DateTimeOffset now) => Happened(Moment.Begun, BegunBy, now);

    /// <summary>The longest way ahead a time may be proposed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>Proposes times: a new round, which the other answers.</summary>
    public IReadOnlyList<Proposal> Propose(Guid person, IEnumerable<DateTimeOffset> times, DateTimeOffset now)
    {
        var wished = times.Distinct().Order().ToList();
        Must(State is Stage.Invited or Stage.Planned && wished.Count is > 0 and <= 3 && wished.TrueForAll(time => time > now && time < now + Ahead));
        Round++;
        return [.. wished.Select(time => new Proposal { Id = Ids.New(), Conversation = Id, ProposedBy = person, Round = Round, StartsAt = time })];
    }

    /// <summary>Takes one of the times the other proposed last.</summary>
    public Event Accept(Guid person, Proposal proposal, DateTimeOffset now)
    {
        Must(State is Stage.Invited && proposal.Conversation == Id && proposal.Round == Round && proposal.ProposedBy != person && proposal.StartsAt > now);
        (State, PlannedAt) = (Stage.Planned, proposal.StartsAt);
        return Happened(Moment.Accepted, person, now);
    }

    /// <summary>Asks for another time; the agreed one, if any, no longer holds.</summary>
    public Event AskForAnotherTime(Guid person, DateTimeOffset now)
    {
        Must(State is Stage.Invited or Stage.Planned);
        (State, PlannedAt) = (Stage.Invited, null);
        return Happened(Moment.OtherTimeProposed, person, now);
    }

    /// <summary>Says no, with grace: nothing more happens, and nobody is asked why.</summary>
    public Event Decline(Guid person, DateTimeOffset now)
    {
        Must(MayBeCalledOff && person != BegunBy);
        return End(Stage.Declined, Moment.Declined, person, now);
    }

    /// <summary>Takes the invitation back.</summary>
    public Event Withdraw(Guid person, DateTimeOffset now)
    {
        Must(MayBeCalledOff && person == BegunBy);
        return End(Stage.Withdrawn, Moment.Withdrawn, person, now);
    }

    /// <summary>Nobody answered in good time: the invitation ends by itself.</summary>
    public Event Lapse(DateTimeOffset now)
    {
        Must(State is Stage.Invited);
        return End(Stage.Lapsed, Moment.Lapsed, null, now);
    }

    /// <summary>So long before the agreed time it counts as come.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    /// <summary>Whether the agreed time has come. Before it, whoever begins is asked if the two sit together.</summary>
    public bool TimeHasCome(DateTimeOffset now) => PlannedAt - Early <= now;

    /// <summary>The talk begins (phase 0). Only when both have said yes to a time: what each has brought along is shown to the other from here on.</summary>
    public Event Hold(Guid person, DateTimeOffset now)
    {
        Must(State is Stage.Planned);
        (State, HeldAt, TalkStartedAt, PhaseAt) = (Stage.Held, now, now, now);
        return Happened(Moment.Held, person, now);
    }

    /// <summary>It was begun, and the two have not talked yet: planned again, and what was brought along is hidden until it begins.</summary>
    /// <param name="person">Either of the two.</param>
    /// <param name="anythingSaid">Whether somebody has written in the columns or agreed on something: then it has happened.</param>
    /// <param name="now">The moment.</param>
    public Event NotYet(Guid person, bool anythingSaid, DateTimeOffset now)
    {
        Must(State is Stage.Held && PausedAt is null && NextTalkAt is null && !anythingSaid);
        (State, HeldAt, TalkStartedAt, PhaseAt, Phase) = (PlannedAt is null ? Stage.Invited : Stage.Planned, null, null, null, 0);
        return Happened(Moment.NotYet, person, now);
    }

    /// <summary>On to another of the three phases, forward or back.</summary>
    public void TurnTo(int phase, DateTimeOffset now)
    {
        Must(State is Stage.Held or Stage.Agreed && phase is >= 0 and <= 2);
        (Phase, PhaseAt) = (phase, now);
    }

    /// <summary>The other form is used. Possible as long as nobody has written in the columns: those of the one are not those of the other.</summary>
    public void Use(Form form, bool anybodyHasWritten)
    {
        Must(IsOpen && !anybodyHasWritten);
        Form = form;
    }

    /// <summary>Whether agreements may be written and confirmed: the talk has begun, and it is not over.</summary>
    public bool MayAgree => State is Stage.Held or Stage.Agreed && PausedAt is null;

    /// <summary>When the two talk again; none for not yet.</summary>
    public void TalkAgain(DateTimeOffset? at)
    {
        Must(MayAgree);
        NextTalkAt = at;
    }

    /// <summary>Both have confirmed the same text.</summary>
    public Event Agree(Guid person, DateTimeOffset now)
    {
        Must(State is Stage.Held or Stage.Agreed);
        (State, AgreedAt) = (Stage.Agreed, now);
        return Happened(Moment.Agreed, person, now);
    }

    /// <summary>The agreed text was changed: both must confirm again.</summary>
    public void Unsettle(DateTimeOffset now)
    {
        TextChangedAt = now;
        if (State == Stage.Agreed)
            (State, AgreedAt) = (Stage.Held, null);
    }

    /// <summary>Somebody else comes along with the employee, or nobody. Only the employee chooses a companion.</summary>
    public Event Bring(Guid person, Sealed<string>? companion, DateTimeOffset now)
    {
        Must(State is Stage.Invited or Stage.Planned && person == Employee);
        Companion = companion;
        return Happened(Moment.CompanionChanged, person, now);
    }

    /// <summary>It is held somewhere else, or lasts another while.</summary>
    public Event MoveTo(Guid person, Sealed<string>? place, int minutes, DateTimeOffset now)
    {
        Must(State is Stage.Invited or Stage.Planned);
        (Place, Minutes) = (place, minutes);
        return Happened(Moment.PlaceChanged, person, now);
    }

    /// <summary>Keeps it a shorter while after closing. Either may; nobody can make it longer than both were told at the start.</summary>
    public Event KeepShorter(Guid person, int months, DateTimeOffset now)
    {
        Must(IsOpen && months >= 1 && months < RetentionMonths);
        RetentionMonths = months;
        return Happened(Moment.RetentionShortened, person, now);
    }

    /// <summary>Closes it, once the talk has begun or while it rests; it is kept for <see cref="RetentionMonths"/> and then erased.</summary>
    /// <param name="person">Who closes it; null where the employee has left the workplace.</param>
    /// <param name="now">The moment.</param>
    public Event Close(Guid? person, DateTimeOffset now)
    {
        Must(IsOpen && (person is null || !MayBeCalledOff));
        // A pause stays: whoever was shut out by it does not come in again because it is over.
        return End(Stage.Closed, Moment.Closed, person, now);
    }

    /// <summary>Nothing has happened in it for long, and both have been told: it closes by itself.</summary>
    public Event CloseUntouched(DateTimeOffset now)
    {
        Must(IsOpen && ClosesOn <= Clock.Day(now));
        return End(Stage.Closed, Moment.ClosedUntouched, null, now);
    }

    /// <summary>Either of the two wants it open a while longer.</summary>
    public Event KeepOpen(Guid person, DateTimeOffset now)
    {
        Must(IsOpen && ClosesOn is not null);
        return Happened(Moment.KeptOpen, person, now);
    }

    /// <summary>Opens a closed one again, with the time of erasure lifted. A time nobody met at has left the calendars: they find another.</summary>
    public Event Reopen(Guid person, DateTimeOffset now)
    {
        Must(State is Stage.Closed);
        State = AgreedAt is not null ? Stage.Agreed : HeldAt is not null ? Stage.Held : Stage.Invited;
        PlannedAt = HeldAt is null ? null : PlannedAt;
        (ClosedAt, EraseOn, NoticeSentAt) = (null, null, null);
        return Happened(Moment.Reopened, person, now);
    }

    /// <summary>The leader is no longer this employee's leader: it rests until the employee decides.</summary>
    public Event Pause(DateTimeOffset now)
    {
        Must(IsOpen && PausedAt is null);
        PausedAt = now;
        return Happened(Moment.Paused, null, now);
    }

    /// <summary>The same leader is the employee's leader again, and it goes on.</summary>
    /// <param name="person">The employee who wants so; null where the leader came back before the employee had decided.</param>
    /// <param name="now">The moment.</param>
    public Event Resume(Guid? person, DateTimeOffset now)
    {
        Must(IsOpen && PausedAt is not null && (person is null || person == Employee));
        PausedAt = null;
        return Happened(Moment.Resumed, person, now);
    }

    /// <summary>The employee carries on in a new conversation with the new leader; this one is over.</summary>
    public Event HandOver(Guid person, DateTimeOffset now)
    {
        Must(IsOpen && PausedAt is not null && person == Employee);
        return End(Stage.Closed, Moment.HandedOver, person, now);
    }

    /// <summary>A new conversation has begun that goes on from this one.</summary>
    public Event FollowUp(Guid person, DateTimeOffset now)
    {
        Must(State is Stage.Held or Stage.Agreed && PausedAt is null);
        return Happened(Moment.FollowedUp, person, now);
    }

    /// <summary>Days that an invitation is kept of which nothing came.</summary>
    public const int NothingDays = 30;

    /// <summary>Whether it came to nothing: no, taken back, or never answered.</summary>
    public bool CameToNothing => State is Stage.Declined or Stage.Withdrawn or Stage.Lapsed;

    /// <summary>Whether the leader has said no to the employee who asked: whoever got that no is shown other ways.</summary>
    public bool RefusedByLeader => State is Stage.Declined && BegunBy == Employee;

    // A talk is kept for the time both were told, and erased after; one that came to nothing has nothing to be kept for.
    private Event End(Stage state, Moment what, Guid? person, DateTimeOffset now)
    {
        (State, ClosedAt) = (state, now);
        EraseOn = CameToNothing ? Clock.Day(now).AddDays(NothingDays) : Clock.Day(now).AddMonths(RetentionMonths);
        return Happened(what, person, now);
    }

    private Event Happened(Moment what, Guid? person, DateTimeOffset now)
    {
        // Whatever happens in it, it is no longer left alone.
        ClosesOn = null;
        return new() { Id = Ids.New(), Conversation = Id, What = what, Person = person, At = now };
    }

    private static void Must(bool possible)
    {
        if (!possible)
            throw new NotNow();
    }
}

/// <summary>What was asked for no longer fits the state: somebody else was there first, or an old page was used. The page is shown anew with a word about it (409).</summary>
public sealed class NotNow() : Exception("That no longer fits the state of the conversation.");

/// <summary>Something that happened in a conversation.</summary>
public enum Moment
{
    Begun,
    Accepted,
    OtherTimeProposed,
    Declined,
    Withdrawn,
    Held,
    Agreed,
    Closed,
    Reopened,
    Paused,
    HandedOver,
    Resumed,
    CompanionChanged,
    PlaceChanged,
    RetentionShortened,
    /// <summary>The talk had been begun, and the two had not talked.</summary>
    NotYet,
    /// <summary>A follow-up conversation began.</summary>
    FollowedUp,
    /// <summary>Nobody answered the invitation.</summary>
    Lapsed,
    /// <summary>Nothing had happened for long.</summary>
    ClosedUntouched,
    /// <summary>It would have closed by itself, and one of the two wanted it open.</summary>
    KeptOpen,
}

/// <summary>Kind words along with a no; chosen, never asked for.</summary>
public enum Regrets
{
    /// <summary>Not now; I shall come back to it myself.</summary>
    Later,
    /// <summary>I would rather talk in another way.</summary>
    AnotherWay,
    /// <summary>Thank you for asking.</summary>
    Thanks,
}

/// <summary>A row of a conversation's history: who and when.</summary>
public sealed class Event
{
    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public required Moment What { get; init; }
    /// <summary>Null where it happened by itself.</summary>
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A time somebody proposes. The newest round is the one to answer.</summary>
public sealed class Proposal
{
    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public required Guid ProposedBy { get; init; }
    public required int Round { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
}

/// <summary>Somebody the employee brings along (bisidder). Has no account; receives at most the calendar file.</summary>
public sealed record Companion(string Name, string Role, string? Email);

/// <summary>A line somebody chose to bring along from their own preparation: a copy, seen by both.</summary>
public sealed class Line
{
    private const string Column = "lines.text";

    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public required Guid Author { get; init; }
    public required Sealed<string> Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Copies a line into what the two share.</summary>
    public static Line Bring(Guid conversation, Guid author, AccessGrant grant, string text, DateTimeOffset now)
    {
        var id = Ids.New();
        return new() { Id = id, Conversation = conversation, Author = author, Text = grant.SealAny(text, Column, id), At = now };
    }

    /// <summary>What it says.</summary>
    public string Read(AccessGrant grant) => grant.Open(Text, Column, Id)!;
}
