using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Web;
using Omtanke.Workshops.Act;

namespace Omtanke.Workshops.Run;

/// <summary>What whoever runs the workshop sees beyond the snapshot.</summary>
public sealed record Controls
{
    /// <summary>Where <em>back</em> leads: an item and a piece; null at the beginning.</summary>
    public string? Back { get; init; }
    /// <summary>Where <em>on</em> leads; null at the end.</summary>
    public string? On { get; init; }
    /// <summary>Whether <em>on</em> is within the same item.</summary>
    public bool OnIsPiece { get; init; }
    /// <summary>The minutes the step suggests for its clock.</summary>
    public int SuggestedMinutes { get; init; }
    /// <summary>The stages that lie beside the present one.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    /// <summary>Everybody who has joined and not gone home, with what they are called.</summary>
    public IReadOnlyList<(Participant One, string Called)> People { get; init; } = [];
    /// <summary>What those are called who wrote with their name.</summary>
    public IReadOnlyDictionary<Guid, string> Authors { get; init; } = new Dictionary<Guid, string>();
    /// <summary>Ideas that were taken away and can be brought back.</summary>
    public IReadOnlyList<Idea> Gone { get; init; } = [];
    /// <summary>What the group had promised itself the time before, and has not done yet; shown with the first item.</summary>
    public IReadOnlyList<PlannedAction> Open { get; init; } = [];
    /// <summary>What the group promises itself this time; what lacks an owner or a date is asked about before closing.</summary>
    public IReadOnlyList<PlannedAction> Promised { get; init; } = [];

    private const int Shown = 300;

    /// <summary>Reads them.</summary>
    public static async Task<Controls> Of(Snapshot snapshot, Database db, Visit visit)
    {
        var everybody = await db.Participants.AsNoTracking().Where(one => one.Workshop == snapshot.Workshop.Id).OrderBy(one => one.Number).Take(Shown).ToListAsync();
        var called = everybody.Select((one, place) => (One: one, Called: one.Name.Length > 0 ? one.Name : visit.With("workshops.unnamed", ("number", place + 1)))).ToList();
        var people = called.Where(row => row.One.LeftAt is null).ToList();
        if (snapshot.Item is not { } item)
            return new() { People = people };
        var pieces = Pieces.Of(snapshot, visit.Language).Count;
        return new()
        {
            People = people,
            Back = item.Piece > 0 ? To(item, item.Piece - 1) : snapshot.Before is { } before ? To(before, Math.Max(0, Pieces.Of(before, snapshot.Library.Step(before.Step), visit.Language).Count - 1)) : null,
            On = item.Piece + 1 < pieces ? To(item, item.Piece + 1) : snapshot.Next is { } next ? To(next, 0) : null,
            OnIsPiece = item.Piece + 1 < pieces,
            SuggestedMinutes = Math.Clamp((snapshot.Together(visit.Language).Seating.Minutes is { } minutes ? minutes : pieces > 0 && Pieces.Of(snapshot, visit.Language)[Math.Clamp(item.Piece, 0, pieces - 1)].Minutes is { } each ? each : item.Minutes), 1, 60),
            Stages = [.. StagesOf(item)],
            Authors = called.ToDictionary(row => row.One.Id, row => row.Called),
            Gone = item.Mode == Mode.Ideas && item.Stage != Stage.Gathering && !snapshot.TooFew ? await db.Ideas.AsNoTracking().Where(idea => idea.Item == item.Id && idea.IsGone).ToListAsync() : [],
            Open = snapshot.Workshop.Previous is null || snapshot.Before is not null ? [] : await db.OpenActionsBefore(snapshot.Workshop.Id),
            Promised = await db.ActionsOf(snapshot.Workshop.Id),
        };
    }

    /// <summary>A place in the workshop, as a form says it.</summary>
    public static string To(Item item, int piece) => string.Create(CultureInfo.InvariantCulture, $"{item.Id} {piece}");

    // One step on, one step back; what is only counted has no votes.
    private static IEnumerable<Stage> StagesOf(Item item) => (item.Mode, item.Stage) switch
    {
        (Mode.Ideas, Stage.Gathering) => [Stage.Shown],
        (Mode.Ideas, Stage.Shown) => [Stage.Gathering, Stage.Voting],
        (Mode.Ideas, Stage.Voting) => [Stage.Shown, Stage.Voted],
        (Mode.Ideas, Stage.Voted) => [Stage.Voting],
        (Mode.Count, Stage.Gathering) => [Stage.Shown],
        (Mode.Count, _) => [Stage.Gathering],
        (Mode.Talk or Mode.Agree, _) => [],
    };
}
