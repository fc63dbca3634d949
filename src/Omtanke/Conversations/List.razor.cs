using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations;

/// <summary>My conversations, as employee and as leader: open ones first.</summary>
public sealed partial class List
{
    private const int PerPage = 20;

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/conversations", Show).May(Operation.Read, Kind.Shared);

    private static async Task<IResult> Show(Database db, Gate gate, Visit visit, string? page)
    {
        var wished = int.TryParse(page, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 ? number : 1;
        // One more than is shown tells whether there is another page.
        var (closed, open) = await db.InOneTrip(
            () => db.OverOf(gate.Me, (wished - 1) * PerPage, PerPage + 1),
            () => wished > 1 ? Task.FromResult<List<Mine>>([]) : db.OpenOf(gate.Me));
        return Page.Of<List>(new { Going = (IReadOnlyList<Mine>)open, Closed = (IReadOnlyList<Mine>)[.. closed.Take(PerPage)], Number = wished, More = closed.Count > PerPage });
    }
}

/// <summary>One of my conversations, with the name of the other.</summary>
public sealed record Mine
{
    /// <summary>The conversation.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The other's name.</summary>
    public required string Other { get; init; }

    /// <summary>Who proposed the times that wait for an answer; null where none do, and for one that is over.</summary>
    public Guid? ProposedBy { get; init; }

    /// <summary>What tells it from others with the same person: the word for the last that happened to it, and its day.</summary>
    public (string What, DateTimeOffset At) Last => Conversation switch
    {
        { ClosedAt: { } closed } => ("closed", closed),
        { HeldAt: { } held } => ("held", held),
        { PlannedAt: { } planned } => ("planned", planned),
        _ => ("asked", Conversation.BegunAt),
    };

    /// <summary>Whether somebody must answer, and it is this person.</summary>
    public bool? WaitsFor(Guid person) => Conversation is { State: Stage.Invited, PausedAt: null } && ProposedBy is { } proposer ? proposer != person : null;
}
