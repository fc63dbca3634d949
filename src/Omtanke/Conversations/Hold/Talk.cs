using System.Text.Json;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Conversations.Hold;

/// <summary>A talk as one of the two sees it: their own words to write in, the other's to read.</summary>
public sealed record Talk(Conversation Conversation, Guid Me, Person Other, Steps.Form Form)
{
    /// <summary>What I have written.</summary>
    public required Answer Mine { get; init; }

    /// <summary>What the other has written.</summary>
    public required Answer Theirs { get; init; }

    /// <summary>The version of what I have written.</summary>
    public required int Version { get; init; }

    /// <summary>When I last saved; null while I have written nothing.</summary>
    public required DateTimeOffset? SavedAt { get; init; }

    /// <summary>Whether anybody has written in a column or chosen a card.</summary>
    public required bool AnybodyHasWritten { get; init; }

    /// <summary>Whether anybody has written, agreed on something or said yes to it: then the talk has happened, and is not taken back.</summary>
    public required bool AnythingSaid { get; init; }

    /// <summary>That one of the two has said they have not talked yet; null where it was not begun, or is begun again.</summary>
    public required Event? NotYet { get; init; }

    /// <summary>What was brought along, each with whether it is mine; nothing before the talk has begun.</summary>
    public required IReadOnlyList<(bool Mine, string Text)> Lines { get; init; }

    /// <summary>Whom the employee brings along.</summary>
    public required Companion? Companion { get; init; }

    /// <summary>Whether I am the leader.</summary>
    public bool Leading => Me == Conversation.Leader;

    /// <summary>Whether it has begun.</summary>
    public bool Begun => Conversation.TalkStartedAt is not null;

    /// <summary>Whether it can be written in.</summary>
    public bool Writable => Begun && Conversation.IsOpen;

    /// <summary>Whether it may be said that the two have not talked yet.</summary>
    public bool MayBeUndone => Writable && Conversation is { State: Stage.Held, NextTalkAt: null } && !AnythingSaid;

    /// <summary>Where it is.</summary>
    public string Address => AddressOf(Conversation.Id);

    /// <summary>Where a talk is.</summary>
    internal static string AddressOf(Guid conversation) => $"/conversations/{conversation}/talk";

    /// <summary>The form of T07 that a conversation uses.</summary>
    internal static Steps.Form FormOf(Conversation conversation, Library library) => (Steps.Form)StepKinds.Read(library.Step(conversation.Form switch
    {
        Conversations.Form.Care => "T07.F2",
        Conversations.Form.Stress => "T07.F3",
    }));

    /// <summary>Opens it for one of the two.</summary>
    internal static async Task<Talk> Of(Conversation conversation, Database db, Gate gate, Library library)
    {
        var form = FormOf(conversation, library);
        var other = conversation.Other(gate.Me);
        var (notes, lines, agreed, undone) = (default(List<Note>)!, new List<Line>(), false, default(Event));
        await db.InOneTrip(
            async () => notes = await db.NotesOf(conversation.Id),
            async () => lines = conversation.TalkStartedAt is null ? [] : await db.LinesOf(conversation.Id),
            async () => agreed = conversation.State == Stage.Held && await db.AnythingAgreedIn(conversation.Id),
            async () => undone = conversation.State == Stage.Planned ? (await db.EventsOf(conversation.Id)).FindLast(happened => happened.What is Moment.NotYet or Moment.Accepted) : null);
        var (mine, theirs) = (new OwnNotes(conversation, form, gate.Me, notes, gate.Grant), new OwnNotes(conversation, form, other, notes, gate.Grant));
        return new(conversation, gate.Me, (await db.People.FindAsync(other))!, form)
        {
            Mine = mine.Answer,
            Theirs = theirs.Answer,
            Version = mine.Version,
            SavedAt = mine.SavedAt,
            AnybodyHasWritten = notes.Count > 0,
            AnythingSaid = notes.Count > 0 || agreed,
            NotYet = undone is { What: Moment.NotYet } ? undone : null,
            Lines = [.. lines.Select(line => (line.Author == gate.Me, line.Read(gate.Grant)))],
            Companion = gate.Grant.Open(conversation.Companion, Columns.Companion, conversation.Id) is { } companion ? JsonSerializer.Deserialize<Companion>(companion) : null,
        };
    }
}
