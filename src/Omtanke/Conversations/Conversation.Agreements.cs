using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omtanke.Security;

namespace Omtanke.Conversations;

/// <summary>Who does it.</summary>
public enum Doer
{
    Employee,
    Leader,
    Both,
}

/// <summary>What has become of an agreement.</summary>
public enum Promise
{
    Open,
    Done,
    /// <summary>Dropped: one of the two proposed it, and the other said yes.</summary>
    LetGo,
    /// <summary>Goes on in a later conversation.</summary>
    CarriedOver,
}

/// <summary>Who does what by when.</summary>
public sealed class Agreement
{
    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public required int Position { get; init; }
    public required Sealed<string> What { get; set; }
    public required Doer Who { get; set; }
    public required DateOnly DueOn { get; set; }
    public required int Version { get; set; }
    public required Promise State { get; set; }
    public required DateTimeOffset StateAt { get; set; }
    /// <summary>Who said so; null where nobody has yet, or it happened by itself.</summary>
    public Guid? StateBy { get; private set; }
    /// <summary>Who proposes to drop it, while the other has not answered. It holds until both want it dropped.</summary>
    public Guid? DropBy { get; private set; }
    /// <summary>When that was proposed.</summary>
    public DateTimeOffset? DropAt { get; private set; }
    /// <summary>The agreement of an earlier conversation that this one carries on.</summary>
    public Guid? CarriedFrom { get; init; }
    /// <summary>Both had confirmed it, as it says, in the conversation it was carried from. Put otherwise, it waits for both like anything new.</summary>
    public bool ConfirmedBefore { get; set; }

    /// <summary>It is put otherwise: what, who or when. Only while it is open; what is done or carried over stays as it was.</summary>
    public void Change(Sealed<string> what, Doer who, DateOnly dueOn)
    {
        if (State != Promise.Open)
            throw new NotNow();
        (What, Who, DueOn, Version, DropBy, DropAt, ConfirmedBefore) = (what, who, dueOn, Version + 1, null, null, false);
    }

    /// <summary>Whether this is its turn to act.</summary>
    public bool IsFor(Doer doer) => Who == doer || Who == Doer.Both;

    /// <summary>
    /// One of the two says that it is done, or open again, or wants it dropped. Dropping takes both: the first to want it proposes it, and with the other's word it is dropped.
    /// That it is open, said while a drop is proposed, takes the proposal back or turns it down. What has been carried over lives on elsewhere and stays as it is.
    /// </summary>
    public void Turn(Promise state, Guid person, DateTimeOffset now)
    {
        switch (State, state)
        {
            case (Promise.Open, Promise.LetGo) when DropBy is null:
                (DropBy, DropAt, Version) = (person, now, Version + 1);
                break;
            case (Promise.Open, Promise.Open) when DropBy is not null:
                (DropBy, DropAt, Version) = (null, null, Version + 1);
                break;
            case (Promise.Open, Promise.Done):
            case (Promise.Open, Promise.LetGo) when DropBy != person:
            case (Promise.Done or Promise.LetGo, Promise.Open):
                (State, StateAt, StateBy, DropBy, DropAt, Version) = (state, now, person, null, null, Version + 1);
                break;
            default:
                throw new NotNow();
        }
    }

    /// <summary>Goes on in another conversation: an open copy of it, with the text sealed anew for its new place. It holds there from the first day only where both had <paramref name="confirmed"/> it.</summary>
    public Agreement CarryOver(Guid id, Guid into, int position, Sealed<string> what, bool confirmed, DateTimeOffset now)
    {
        if (State != Promise.Open)
            throw new NotNow();
        (State, StateAt, Version, DropBy, DropAt) = (Promise.CarriedOver, now, Version + 1, null, null);
        return new Agreement { Id = id, Conversation = into, Position = position, What = what, Who = Who, DueOn = DueOn, Version = 1, State = Promise.Open, StateAt = now, CarriedFrom = Id, ConfirmedBefore = confirmed };
    }

    /// <summary>The conversation it was carried into came to nothing: it is open here again.</summary>
    public void BringBack(DateTimeOffset now)
    {
        if (State == Promise.CarriedOver)
            (State, StateAt, Version) = (Promise.Open, now, Version + 1);
    }
}

/// <summary>One person confirms exactly one text.</summary>
public sealed class Confirmation
{
    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public required Guid Person { get; init; }
    public required byte[] TextHash { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Did it help?</summary>
public enum Helped
{
    Yes,
    Partly,
    No,
    TooEarly,
}

/// <summary>How one of the two sees an agreement afterwards. Both views stand side by side.</summary>
public sealed class Outcome
{
    public required Guid Id { get; init; }
    public required Guid Agreement { get; init; }
    public required Guid Conversation { get; init; }
    public required Guid Person { get; init; }
    public required Helped Answer { get; set; }
    public Sealed<string>? Note { get; set; }
    public required int Version { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>Says it, or says it anew.</summary>
    public void Say(Helped answer, Sealed<string>? note, DateTimeOffset now) => (Answer, Note, Version, At) = (answer, note, Version + 1, now);
}

/// <summary>What both confirm: the agreements as text, and its fingerprint.</summary>
/// <param name="Text">One line an agreement, in order.</param>
public sealed record AgreedText(string Text)
{
    /// <summary>The text of these agreements. <paramref name="agreements"/> holds what, who and when, opened and in order; and the next talk.</summary>
    public static AgreedText Of(IEnumerable<(string What, Doer Who, DateOnly DueOn)> agreements, DateTimeOffset? nextTalk) =>
        new(string.Join('\n', agreements.Select((agreement, index) =>
                string.Create(CultureInfo.InvariantCulture, $"{index + 1}|{OneLine(agreement.What)}|{agreement.Who}|{agreement.DueOn:yyyy-MM-dd}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"next|{nextTalk?.UtcDateTime:yyyy-MM-ddTHH:mm}"))));

    // Whatever somebody writes stays one line of its own: no text can look like another.
    private static string OneLine(string what) =>
        what.ReplaceLineEndings("\n").Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>SHA-256 of the text: what is confirmed is exactly this and nothing else.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Text));
}

/// <summary>That a reminder was sent; so none is sent twice.</summary>
public sealed class Reminder
{
    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public Guid? Agreement { get; init; }
    public required Guid Person { get; init; }
    public required string What { get; init; }
    public required DateOnly ForOn { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>All that survives an erased conversation.</summary>
public sealed class Tally
{
    public required int Year { get; init; }
    public required Form Form { get; init; }
    public required Stage Ended { get; init; }
    public required int Count { get; set; }
}
