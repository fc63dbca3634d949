using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>Who asked for it (catalogue I1).</summary>
public enum Source
{
    /// <summary>The leader, with the employee's knowledge.</summary>
    Leader,
    Employee,
}

/// <summary>How far a case has come.</summary>
public enum Progress
{
    /// <summary>Asked for; nothing has been held yet.</summary>
    Registered,
    /// <summary>The first contact has been held.</summary>
    Begun,
    Closed,
    /// <summary>Not the right help: the employee was told where else there is some.</summary>
    Declined,
    /// <summary>Taken back before it had begun.</summary>
    Withdrawn,
}

/// <summary>How much it hurries. What cannot wait at all is not for here: the form says where to turn.</summary>
public enum Urgency
{
    Ordinary,
    Soon,
}

/// <summary>
/// Early intervention for one employee (catalogue 3): a short course of talks with a psychologist, with the leader in it. It is no journal: it holds who, when and how far,
/// what was said at the registration (sealed), and what the employee has said yes to; nothing else about the person.
/// </summary>
public sealed class Case
{
    /// <summary>How long it is kept after its end, unless it was taken back, or the workplace says otherwise.</summary>
    public const int KeptMonths = 24;

    /// <summary>How long one is kept that was taken back before it had begun.</summary>
    public const int KeptMonthsWithdrawn = 1;

    public required Guid Id { get; init; }
    public required Guid Employee { get; init; }
    /// <summary>Where the employee belonged when it was registered.</summary>
    public Guid? Unit { get; init; }
    public required Source Source { get; init; }
    public required Guid RegisteredBy { get; init; }
    /// <summary>Who has the leader contact; whether they have it at this moment is <see cref="HasLeaderContact"/>.</summary>
    public Guid? Leader { get; private set; }
    public Guid? Psychologist { get; private set; }
    public Progress State { get; private set; } = Progress.Registered;
    public required Urgency Urgency { get; init; }
    /// <summary>What the employee would rather speak.</summary>
    public required string Language { get; init; }
    public required Guid Key { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public DateTimeOffset? AssignedAt { get; private set; }
    /// <summary>When the first contact was held.</summary>
    public DateTimeOffset? BegunAt { get; private set; }
    /// <summary>When it ended, however it did.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
    /// <summary>Since when this leader has had contact: what was said yes to before that opens nothing to them.</summary>
    public DateTimeOffset? LeaderSince { get; private set; }
    /// <summary>Since when the leader no longer leads the employee.</summary>
    public DateTimeOffset? LeaderLeftAt { get; private set; }
    public DateOnly? EraseOn { get; private set; }
    public DateTimeOffset? NoticeSentAt { get; set; }
    /// <summary>Counted by the database at every change.</summary>
    public int Version { get; init; }

    /// <summary>Every yes and no in it that the reader may know of.</summary>
    public List<Consent> Consents { get; init; } = [];

    /// <summary>Something may still happen in it.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>What the gate must know.</summary>
    public State Access => IsOpen ? Security.State.Active : Security.State.Closed;

    /// <summary>Whether there is a leader who has contact at this moment, by what has been said. That they still lead the employee the database asks at each request, before it shows them anything.</summary>
    public bool HasLeaderContact => Leader is { } leader && LeaderLeftAt is null && Consents.MayContact(Employee, leader, RegisteredBy);

    /// <summary>Whether a contact with the leader that day was one the employee had said yes to: some leader had contact then, also when it is another now, or none.</summary>
    public bool HadLeaderContact(DateOnly on) => LeaderTimes().Any(time => on >= Clock.Day(time.From) && (time.Until is not { } until || on <= Clock.Day(until)));

    /// <summary>Who had the leader contact that day; null where it was somebody before them, or nobody.</summary>
    public Guid? LeaderOn(DateOnly on) => LeaderSince is { } since && Clock.Day(since) <= on ? Leader : null;

    /// <summary>How far it has come, as this reader is told. The leader learns that it waits, that somebody has it, and that it is over; not when the first talk was, nor how it ended or by whom.</summary>
    public static Progress Told(Progress state, Relation reader, bool taken) => (state, reader) switch
    {
        (Progress.Registered or Progress.Begun, Relation.Leader) => taken ? Progress.Begun : Progress.Registered,
        (_, Relation.Leader) => Progress.Closed,
        _ => state,
    };

    /// <summary>Whether this person may take it back: whoever registered it until somebody has it, the employee until the first talk.</summary>
    public bool MayWithdraw(Guid person) => State is Progress.Registered && (person == Employee || person == RegisteredBy && AssignedAt is null);

    /// <summary>What somebody is to it.</summary>
    public Relation RelationOf(Guid person) =>
        person == Employee ? Relation.Employee
        : person == Psychologist ? Relation.Keeper
        : person != Leader ? Relation.None
        : HasLeaderContact ? Relation.Leader : Relation.FormerLeader;

    /// <summary>A leader registers somebody they lead, who knows of it: the leader contact is theirs.</summary>
    public static (Case Case, Happening Event) ByLeader(Guid id, Guid key, Guid leader, Guid employee, Guid? unit, string language, Urgency urgency, DateTimeOffset now)
    {
        var one = new Case { Id = id, Key = key, Employee = employee, Unit = unit, Source = Source.Leader, RegisteredBy = leader, Leader = leader, LeaderSince = now, Urgency = urgency, Language = language, RegisteredAt = now };
        return (one, one.Happened(Moment.Registered, leader, now));
    }

    /// <summary>Somebody registers themself: no leader has any contact until they say so.</summary>
    public static (Case Case, Happening Event) ByEmployee(Guid id, Guid key, Guid employee, Guid? unit, string language, Urgency urgency, DateTimeOffset now)
    {
        var one = new Case { Id = id, Key = key, Employee = employee, Unit = unit, Source = Source.Employee, RegisteredBy = employee, Urgency = urgency, Language = language, RegisteredAt = now };
        return (one, one.Happened(Moment.Registered, employee, now));
    }

    /// <summary>Taken back (<see cref="MayWithdraw"/>).</summary>
    /// <exception cref="NotNow">It has come too far.</exception>
    public Happening Withdraw(Guid person, DateTimeOffset now)
    {
        NotNow.Unless(MayWithdraw(person));
        return End(Progress.Withdrawn, Moment.Withdrawn, person, now, KeptMonthsWithdrawn);
    }

    /// <summary>It is not the right help; the employee is told where else there is some.</summary>
    /// <exception cref="NotNow">It has begun, or is over.</exception>
    public Happening Decline(Guid person, DateTimeOffset now, int months = KeptMonths)
    {
        NotNow.Unless(State is Progress.Registered);
        return End(Progress.Declined, Moment.Declined, person, now, months);
    }

    /// <summary>A contact was held: the first one begins it.</summary>
    /// <returns>That it began; null where it had already.</returns>
    /// <exception cref="NotNow">It is over.</exception>
    public Happening? Begin(Guid person, DateTimeOffset now)
    {
        NotNow.Unless(IsOpen);
        if (State == Progress.Begun)
            return null;
        (State, BegunAt) = (Progress.Begun, now);
        return Happened(Moment.Begun, person, now);
    }

    /// <summary>The only contact noted as held was a slip: nothing has been held, and it has not begun.</summary>
    /// <returns>That it has not.</returns>
    /// <exception cref="NotNow">It has not begun, or is over.</exception>
    public Happening NotBegun(Guid person, DateTimeOffset now)
    {
        NotNow.Unless(State is Progress.Begun);
        (State, BegunAt) = (Progress.Registered, null);
        return Happened(Moment.NotBegun, person, now);
    }

    /// <summary>It is over, and kept for so many months.</summary>
    /// <exception cref="NotNow">It is over already, or has not begun: then there is nothing to close.</exception>
    public Happening Close(Guid person, DateTimeOffset now, int months = KeptMonths)
    {
        NotNow.Unless(State is Progress.Begun);
        return End(Progress.Closed, Moment.Closed, person, now, months);
    }

    /// <summary>The employee has left the workplace: it ends by itself.</summary>
    /// <exception cref="NotNow">It is over already.</exception>
    public Happening Leave(DateTimeOffset now, int months = KeptMonths)
    {
        NotNow.Unless(IsOpen);
        return End(Progress.Closed, Moment.Left, null, now, months);
    }

    /// <summary>Every yes in it falls, each one's own as well: whoever said them is not here to take them back.</summary>
    public void EndConsents(DateTimeOffset now)
    {
        if (Leader is not null)
            LeaderLeftAt ??= now;
        Consents.ForEach(said => said.Withdraw(now));
    }

    /// <summary>The employee has said yes to contact with this leader, who leads them today.</summary>
    public Happening LetLeaderIn(Guid leader, DateTimeOffset now)
    {
        NotNow.Unless(IsOpen && leader != Psychologist && leader != Employee);
        (Leader, LeaderSince, LeaderLeftAt) = (leader, now, null);
        return Happened(Moment.LeaderIn, Employee, now, leader);
    }

    /// <summary>The leader no longer leads the employee, and sees nothing any more. Whoever comes after inherits nothing: the employee is asked.</summary>
    public Happening LoseLeader(DateTimeOffset now)
    {
        NotNow.Unless(Leader is not null && LeaderLeftAt is null);
        LeaderLeftAt = now;
        return Happened(Moment.LeaderLeft, null, now, Leader);
    }

    /// <summary>Whoever had it is no psychologist here any more: it waits for another one.</summary>
    public Happening GiveBack(DateTimeOffset now)
    {
        NotNow.Unless(IsOpen && Psychologist is not null);
        var had = Psychologist;
        Psychologist = null;
        return Happened(Moment.GivenBack, null, now, had);
    }

    /// <summary>Something of it happened.</summary>
    public Happening Happened(Moment what, Guid? person, DateTimeOffset now, Guid? about = null) => new() { Id = Ids.New(), CaseId = Id, What = what, Person = person, About = about, At = now };

    private Happening End(Progress state, Moment what, Guid? person, DateTimeOffset now, int months)
    {
        (State, ClosedAt, EraseOn) = (state, now, Clock.Day(now).AddMonths(months));
        return Happened(what, person, now);
    }

    // The leader of today from when they came; those before them by the employee's own word; and whoever registered it, without one.
    private IEnumerable<(DateTimeOffset From, DateTimeOffset? Until)> LeaderTimes()
    {
        if (Leader is { } leader && LeaderSince is { } since && Consents.MayContact(Employee, leader, RegisteredBy))
            yield return (since, LeaderLeftAt);
        var said = Consents.Where(one => one.Topic == Topic.LeaderContact && one.Person == Employee).ToList();
        foreach (var one in said.Where(one => one.About != Leader || !one.Holds))
            // Whoever registered it had contact before the employee's first word about it.
            if ((one == said.Where(word => word.About == RegisteredBy).MinBy(word => word.GivenAt ?? word.WithdrawnAt) ? RegisteredAt : one.GivenAt) is { } from)
                yield return (from, Earlier(one.WithdrawnAt, one.About == Leader ? LeaderLeftAt : LeaderSince));
        if (RegisteredBy != Employee && RegisteredBy != Leader && !said.Exists(one => one.About == RegisteredBy))
            yield return (RegisteredAt, LeaderSince);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;
}

/// <summary>What was asked for no longer fits: somebody else was there first, or an old page was used. The page is shown anew with a word about it (409).</summary>
public sealed class NotNow() : Exception("That no longer fits how far the case has come.")
{
    /// <summary>What follows is done only where this holds.</summary>
    /// <exception cref="NotNow">It does not.</exception>
    public static void Unless(bool possible)
    {
        if (!possible)
            throw new NotNow();
    }
}

/// <summary>What may happen in a case.</summary>
public enum Moment
{
    Registered,
    /// <summary>A psychologist has it for the first time.</summary>
    Assigned,
    /// <summary>Another psychologist has it now.</summary>
    HandedOver,
    /// <summary>The psychologist gave it back to the team, or is one no more.</summary>
    GivenBack,
    Begun,
    /// <summary>What was noted as the first contact was a slip, and taken back.</summary>
    NotBegun,
    /// <summary>The employee said yes to contact with a leader.</summary>
    LeaderIn,
    /// <summary>The leader no longer leads the employee.</summary>
    LeaderLeft,
    Declined,
    Withdrawn,
    Closed,
    /// <summary>The employee has left the workplace, and it ended by itself.</summary>
    Left,
}

/// <summary>Something that happened in a case: who did it, whom it was about, and when.</summary>
public sealed class Happening
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Moment What { get; init; }
    /// <summary>Null where it happened by itself.</summary>
    public Guid? Person { get; init; }
    public Guid? About { get; init; }
    public required DateTimeOffset At { get; init; }
}
