using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Conversations.Agree;

/// <summary>What two people have agreed so far, opened and in order: the one text both confirm, and who has.</summary>
public sealed record Agreed(Conversation Conversation, Two Two, IReadOnlyList<Point> Points, IReadOnlyList<Confirmation> Confirmations)
{
    /// <summary>Reads it.</summary>
    public static async Task<Agreed> Of(Conversation conversation, Database db, AccessGrant grant)
    {
        var (agreements, confirmations) = await db.InOneTrip(() => db.AgreementsOf(conversation.Id), () => db.ConfirmationsOf(conversation.Id));
        return new(conversation, await Two.Of(conversation, db), [.. agreements.Select(agreement => new Point(agreement, grant.Open(agreement.What, Columns.What, agreement.Id)!))], confirmations);
    }

    /// <summary>What is confirmed.</summary>
    public AgreedText Text { get; } = AgreedText.Of(Points.Select(point => (point.What, point.Agreement.Who, point.Agreement.DueOn)), Conversation.NextTalkAt);

    /// <summary>The fingerprint of the text, as a form carries it.</summary>
    public string Print => Convert.ToHexStringLower(Text.Hash);

    /// <summary>This person's confirmation of the text as it stands.</summary>
    public Confirmation? By(Guid person) => Confirmations.LastOrDefault(confirmation => confirmation.Person == person && confirmation.TextHash.AsSpan().SequenceEqual(Text.Hash));

    /// <summary>This person's confirmation of a text that has been changed since.</summary>
    public Confirmation? Earlier(Guid person) => By(person) is null ? Confirmations.LastOrDefault(confirmation => confirmation.Person == person) : null;

    /// <summary>The employee and the leader.</summary>
    public IReadOnlyList<Person> Both => [Two.Employee, Two.Leader];

    /// <summary>Whether both have confirmed the text as it stands.</summary>
    public bool Settled => Both.All(person => By(person.Id) is not null);

    /// <summary>One of the agreements.</summary>
    public Point? Find(Guid agreement) => Points.FirstOrDefault(point => point.Agreement.Id == agreement);

    /// <summary>Who does it, by name; null for both.</summary>
    public string? NameOf(Doer who) => who switch { Doer.Employee => Two.Employee.FirstName, Doer.Leader => Two.Leader.FirstName, Doer.Both => null };
}

/// <summary>An agreement, opened.</summary>
public sealed record Point(Agreement Agreement, string What);
