using Omtanke.Data;

namespace Omtanke.Cases;

/// <summary>The points of the rail, in order (catalogue I3).</summary>
public enum Point
{
    Registered,
    /// <summary>The psychologist calls the leader.</summary>
    LeaderStart,
    /// <summary>Contacts as needed.</summary>
    Along,
    /// <summary>The closing contact with the leader.</summary>
    LeaderEnd,
    Closed,
}

/// <summary>How a point of the rail stands.</summary>
public enum Mark
{
    Done,
    /// <summary>Planned, and its day has not passed.</summary>
    Due,
    /// <summary>Planned, and its day has passed.</summary>
    Overdue,
    /// <summary>Not planned yet.</summary>
    Ahead,
    /// <summary>There is none: the employee has said yes to no leader contact, or it ended without.</summary>
    Without,
    /// <summary>It is not for this reader to see.</summary>
    Theirs,
}

/// <summary>A point of the rail as it stands.</summary>
/// <param name="Point">Which.</param>
/// <param name="Mark">How it stands.</param>
/// <param name="On">The day it was done or is due; null where there is none.</param>
public readonly record struct Stop(Point Point, Mark Mark, DateOnly? On);

/// <summary>
/// The rail of a case: what is done, what is due and what is overdue. Pure: it is worked out from the case, its contacts and its consents, and stored nowhere.
/// Without the employee's yes nothing with a leader is ever due.
/// </summary>
public static class Rail
{
    /// <summary>All five points, in order.</summary>
    public static IReadOnlyList<Stop> Of(Case one, IEnumerable<Contact> contacts, DateOnly today)
    {
        var all = contacts.ToList();
        return
        [
            new(Point.Registered, Mark.Done, Clock.Day(one.RegisteredAt)),
            WithLeader(Point.LeaderStart, ContactKind.LeaderStart),
            Along(),
            WithLeader(Point.LeaderEnd, ContactKind.LeaderEnd),
            one.ClosedAt is { } closed ? new(Point.Closed, Mark.Done, Clock.Day(closed)) : new(Point.Closed, Mark.Ahead, null),
        ];

        Stop WithLeader(Point point, ContactKind kind)
        {
            // What was held with an earlier leader was not held with this one.
            var of = all.FindAll(contact => contact.Kind == kind && (contact.HeldOn is null || contact.Leader == one.Leader));
            return Held(of) is { } held ? new(point, Mark.Done, held)
                : !one.IsOpen || !one.HasLeaderContact ? new(point, Mark.Without, null)
                : Planned(point, of) ?? new(point, Mark.Ahead, null);
        }

        Stop Along()
        {
            var of = all.FindAll(contact => contact.Kind is ContactKind.Talk or ContactKind.Leader or ContactKind.ThreeParty);
            return Planned(Point.Along, of)
                ?? (Held(of) is { } held ? new(Point.Along, Mark.Done, held)
                : new(Point.Along, one.IsOpen ? Mark.Ahead : Mark.Without, null));
        }

        Stop? Planned(Point point, IEnumerable<Contact> of) =>
            of.Where(contact => IsToDo(one, contact)).Min(contact => contact.DueOn) is { } due ? new(point, due < today ? Mark.Overdue : Mark.Due, due) : null;

        static DateOnly? Held(IEnumerable<Contact> of) => of.Max(contact => contact.HeldOn);
    }

    /// <summary>Whether somebody is to do it: it is planned, the case is open, and where it is with the leader, there is leader contact at this moment. Otherwise it rests.</summary>
    public static bool IsToDo(Case one, Contact contact) => one.IsOpen && contact.IsPlanned && (!contact.NeedsLeader || one.HasLeaderContact);

    /// <summary>What is planned first when a psychologist has a case: the talk with the employee, and the call to the leader. Both on working days.</summary>
    public static (DateOnly Talk, DateOnly Call) First(Urgency urgency, DateOnly today) => urgency switch
    {
        Urgency.Soon => (Workdays.From(today.AddDays(3)), Workdays.From(today.AddDays(2))),
        Urgency.Ordinary => (Workdays.From(today.AddDays(14)), Workdays.From(today.AddDays(7))),
    };
}
