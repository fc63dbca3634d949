using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>
/// A meeting of three: employee, leader and psychologist (catalogue I2). It stands only while all three have a live yes to this very time. Who asked, who waits and who called it off is kept nowhere:
/// each knows their own answer, and that it is on or off.
/// </summary>
public sealed class ThreeMeeting
{
    /// <summary>How short and how long it may be, in minutes.</summary>
    public const int Shortest = 15, Longest = 240;

    /// <summary>How far ahead one may be proposed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>How long a place may be.</summary>
    public const int LongestPlace = 200;

    private const string Column = "case_meetings.place";

    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid Leader { get; init; }
    public required Guid Psychologist { get; init; }
    public DateTimeOffset StartsAt { get; private set; }
    public int Minutes { get; private set; }
    public Sealed<string>? Place { get; private set; }
    /// <summary>When this time was proposed: a yes from before that was to another time.</summary>
    public DateTimeOffset AskedAt { get; private set; }
    /// <summary>Counts the times and places proposed: an answer from an old page is to another.</summary>
    public int Round { get; private set; }
    public DateTimeOffset? BookedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    /// <summary>How it stands on the rail.</summary>
    public Guid? Contact { get; private set; }

    /// <summary>Proposes one.</summary>
    /// <exception cref="NotNow">The case is over, nobody has it, or there is no leader contact.</exception>
    public static ThreeMeeting Ask(Guid id, Case one, DateTimeOffset startsAt, int minutes, DateTimeOffset now)
    {
        NotNow.Unless(one is { IsOpen: true, HasLeaderContact: true, Leader: not null, Psychologist: not null });
        var meeting = new ThreeMeeting { Id = id, CaseId = one.Id, Leader = one.Leader!.Value, Psychologist = one.Psychologist!.Value };
        meeting.Propose(startsAt, minutes, now);
        return meeting;
    }

    /// <summary>Whether there is still something to answer or to wait for.</summary>
    public bool IsAhead(DateTimeOffset now) => CancelledAt is null && StartsAt.AddMinutes(Minutes) > now;

    /// <summary>Whether the three it was asked of are still the three of the case. A leader who has been away and come back is asked anew.</summary>
    public bool Stands(Case one) => CancelledAt is null && one.IsOpen && one.HasLeaderContact && one.Leader == Leader && one.LeaderSince <= AskedAt && one.Psychologist == Psychologist;

    /// <summary>Whether this person's yes is to this very time, and lives.</summary>
    public bool HasYesOf(Guid person, IEnumerable<Consent> said) => said.Live(Topic.ThreeParty, Id, person) is { } yes && yes.GivenAt >= AskedAt;

    /// <summary>Whether this person may say yes to it: one of its three, while they are the three of the case and the time has not passed.</summary>
    public bool MayAccept(Case one, Guid person, DateTimeOffset now) => Stands(one) && MayDecline(one, person, now);

    /// <summary>Whether this person may say no to it: one of its three, while the time has not passed.</summary>
    public bool MayDecline(Case one, Guid person, DateTimeOffset now) => IsAhead(now) && (person == one.Employee || person == Leader || person == Psychologist);

    /// <summary>One of the three says yes to this very time.</summary>
    /// <returns>The row to be kept; null where they have said so already.</returns>
    /// <exception cref="NotNow">It is not theirs to say, or no longer there to be said yes to.</exception>
    public Consent? Accept(Case one, Guid person, IReadOnlyCollection<Consent> said, DateTimeOffset now)
    {
        NotNow.Unless(MayAccept(one, person, now));
        if (HasYesOf(person, said))
            return null;
        said.Live(Topic.ThreeParty, Id, person)?.Withdraw(now);
        return Consent.Give(one.Id, Topic.ThreeParty, Id, person, now);
    }

    /// <summary>One of the three takes their yes back, or says no: there will be no meeting, and it stands nowhere whose word that was.</summary>
    /// <exception cref="NotNow">It is not theirs to say, or off or over already.</exception>
    public void Decline(Case one, Guid person, IReadOnlyCollection<Consent> said, DateTimeOffset now)
    {
        NotNow.Unless(MayDecline(one, person, now));
        said.Live(Topic.ThreeParty, Id, person)?.Withdraw(now);
        Cancel(now);
    }

    /// <summary>Another time: every yes falls, and all three are asked anew.</summary>
    /// <exception cref="NotNow">It is off or over already.</exception>
    public void Move(DateTimeOffset startsAt, int minutes, DateTimeOffset now)
    {
        NotNow.Unless(IsAhead(now));
        Propose(startsAt, minutes, now);
    }

    /// <summary>Another place at the same time: every yes stands, and whoever saw the page before it has seen an old one.</summary>
    /// <exception cref="NotNow">It is off or over already.</exception>
    public void MeetElsewhere(string? place, AccessGrant grant, DateTimeOffset now)
    {
        NotNow.Unless(IsAhead(now));
        Round++;
        MeetAt(place, grant);
    }

    /// <summary>All three have said yes.</summary>
    /// <param name="contact">How it stands on the rail.</param>
    /// <param name="now">The moment.</param>
    public void Book(Guid contact, DateTimeOffset now) => (BookedAt, Contact) = (now, contact);

    /// <summary>It will not be held.</summary>
    public void Cancel(DateTimeOffset now) => CancelledAt ??= now;

    /// <summary>Where it is.</summary>
    public void MeetAt(string? place, AccessGrant grant) => Place = grant.Seal(place, Column, Id);

    /// <summary>Where it is, opened.</summary>
    public string? PlaceOf(AccessGrant grant) => grant.Open(Place, Column, Id);

    private void Propose(DateTimeOffset startsAt, int minutes, DateTimeOffset now) => (StartsAt, Minutes, AskedAt, Round, BookedAt, Contact) = (startsAt, minutes, now, Round + 1, null, null);
}
