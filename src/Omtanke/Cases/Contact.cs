using Omtanke.Data;

namespace Omtanke.Cases;

/// <summary>What kind of contact it is (catalogue I3).</summary>
public enum ContactKind
{
    /// <summary>The psychologist calls the leader when it begins.</summary>
    LeaderStart,
    /// <summary>A talk with the employee.</summary>
    Talk,
    /// <summary>A call or a meeting with the leader on the way.</summary>
    Leader,
    /// <summary>Employee, leader and psychologist together.</summary>
    ThreeParty,
    /// <summary>The closing contact with the leader.</summary>
    LeaderEnd,
}

/// <summary>Who was there besides the psychologist.</summary>
public enum Present
{
    Employee,
    Leader,
    Both,
    /// <summary>Somebody else came along, e.g. a companion or the shop steward.</summary>
    Others,
}

/// <summary>A contact of a case, planned or held: when, how long and with whom. Never what was said.</summary>
public sealed class Contact
{
    /// <summary>How long one may last, in minutes.</summary>
    public const int Longest = 600;

    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required ContactKind Kind { get; init; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? HeldOn { get; private set; }
    public int? Minutes { get; private set; }
    public Present? WithWhom { get; private set; }
    public Guid? DoneBy { get; private set; }
    /// <summary>The leader it was held with; null where it was with none.</summary>
    public Guid? Leader { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>Counts every change: an old page overwrites nothing.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Whether it is still to come.</summary>
    public bool IsPlanned => HeldOn is null && CancelledAt is null;

    /// <summary>Whether it is with the leader, and so needs leader contact.</summary>
    public bool NeedsLeader => Kind != ContactKind.Talk;

    /// <summary>Who usually is there.</summary>
    public static Present Usual(ContactKind kind) => kind switch
    {
        ContactKind.Talk => Present.Employee,
        ContactKind.ThreeParty => Present.Both,
        ContactKind.LeaderStart or ContactKind.Leader or ContactKind.LeaderEnd => Present.Leader,
    };

    /// <summary>Whether it can have been held with these: a contact with the leader is none where the leader was not there, nor a talk with the employee without the employee.</summary>
    public static bool MayBeWith(ContactKind kind, Present with) => (kind, with) switch
    {
        (ContactKind.Talk, Present.Leader) => false,
        (ContactKind.ThreeParty, Present.Employee or Present.Leader) => false,
        (ContactKind.LeaderStart or ContactKind.Leader or ContactKind.LeaderEnd, Present.Employee) => false,
        _ => true,
    };

    /// <summary>One that is to come.</summary>
    public static Contact Plan(Guid of, ContactKind kind, DateOnly due, DateTimeOffset now) => new() { Id = Ids.New(), CaseId = of, Kind = kind, DueOn = due, MadeAt = now };

    /// <summary>One that was not planned beforehand is noted when it has been held.</summary>
    public static Contact Unplanned(Guid of, ContactKind kind, DateTimeOffset now) => new() { Id = Ids.New(), CaseId = of, Kind = kind, MadeAt = now };

    /// <summary>It has been held, with whoever had the leader contact that day.</summary>
    /// <exception cref="NotNow">It was noted or called off before, or cannot have been held with these.</exception>
    public void Hold(Case one, DateOnly on, int minutes, Present with, Guid by)
    {
        NotNow.Unless(IsPlanned && minutes is >= 1 and <= Longest && MayBeWith(Kind, with));
        (HeldOn, Minutes, WithWhom, DoneBy, Leader) = (on, minutes, with, by, NeedsLeader ? one.LeaderOn(on) : null);
        Version++;
    }

    /// <summary>The note was a slip: it stands as planned again, for the day it was planned for or noted on. From there it is noted as it was, moved, or called off.</summary>
    /// <exception cref="NotNow">It has not been noted.</exception>
    public void TakeBack()
    {
        NotNow.Unless(HeldOn is not null);
        (DueOn, HeldOn, Minutes, WithWhom, DoneBy, Leader) = (DueOn ?? HeldOn, null, null, null, null, null);
        Version++;
    }

    /// <summary>It is moved to another day.</summary>
    /// <exception cref="NotNow">It was noted or called off before.</exception>
    public void Move(DateOnly due)
    {
        NotNow.Unless(IsPlanned);
        DueOn = due;
        Version++;
    }

    /// <summary>It will not be held.</summary>
    /// <exception cref="NotNow">It was noted or called off before.</exception>
    public void Cancel(DateTimeOffset now)
    {
        NotNow.Unless(IsPlanned);
        CancelledAt = now;
        Version++;
    }
}

/// <summary>A guide card somebody has been through: that it was done, and nothing else.</summary>
public sealed class GuideDone
{
    public required Guid CaseId { get; init; }
    public required Guid Person { get; init; }
    /// <summary>The item of the content, e.g. <c>I5.1.2</c>.</summary>
    public required string Card { get; init; }
    public required DateOnly DoneOn { get; init; }
}
