using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Meet;

/// <summary>One meeting, from finding its time to looking back: the same page for all of it, with what is to be done now at the top.</summary>
public sealed partial class MeetingPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required Meeting Meeting { get; set; }

    /// <summary>Where it is.</summary>
    [Parameter] public string? Place { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Spoken> Points { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>What was agreed in the series and is still open.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<PlannedAction> Actions { get; set; }

    /// <summary>The times that were proposed.</summary>
    [Parameter, EditorRequired] public required Poll Poll { get; set; }

    /// <summary>Whether the visitor has said how it was.</summary>
    [Parameter] public bool Answered { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter] public string? Trouble { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/{meeting:guid}", Show).May<Series>(Operation.Read, Kind.Series);
        Voting.Open(doors);
        Calling.Open(doors);
        Holding.Open(doors);
    }

    /// <summary>Where a meeting is.</summary>
    internal static string AddressOf(Meeting meeting) => $"/meetings/{meeting.Series}/{meeting.Id}";

    private static async Task<IResult> Show(Guid id, Guid meeting, Database db, Gate gate, Shelf shelf, Visit visit) => await Of(await db.FoundSeries(id), meeting, db, gate, await shelf.Library(), visit);

    internal static Task<IResult> Of(Series series, Meeting meeting, Database db, Gate gate, Library library, Visit visit, Typed? typed = null, string? trouble = null) => Of(series, meeting.Id, db, gate, library, visit, typed, trouble);

    private static async Task<IResult> Of(Series series, Guid id, Database db, Gate gate, Library library, Visit visit, Typed? typed = null, string? trouble = null)
    {
        var (meeting, points, names, times, votes, actions, answered) =
            ((Meeting?)null, new List<Point>(), new Dictionary<Guid, string>(), new List<MeetingTime>(), new List<Vote>(), new List<PlannedAction>(), false);
        await db.InOneTrip(
            async () => meeting = await db.MeetingOf(series.Id, id),
            async () => points = await db.PointsOf(id),
            async () => names = await db.NamesIn(series, id),
            async () => times = await db.MeetingTimes.AsNoTracking().Where(time => time.Meeting == id).ToListAsync(),
            async () => votes = await db.VotesOn(id),
            async () => actions = await db.ActionsOf(Origin.Meeting, series.Id),
            async () => answered = await db.Evaluators.AnyAsync(one => one.Meeting == id && one.Person == gate.Me));
        return meeting is null ? Page.NotFound() : Page.Of<MeetingPage>(
            new
            {
                Series = series, Meeting = meeting, Place = meeting.PlaceIn(gate.Grant), Points = Spoken.Of(points, library, gate.Grant, visit), Names = (IReadOnlyDictionary<Guid, string>)names, Answered = answered,
                Actions = (IReadOnlyList<PlannedAction>)[.. actions.Where(action => action.IsOpen)], Poll = Poll.Of(times, votes, series.Members), Typed = typed ?? new Typed(), Trouble = trouble,
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed?.Errors.Any is true ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string Home => AddressOf(Meeting);

    private Stage Stage => Meeting.StageAt(Visit.Now);

    private bool Going => Series.EndedAt is null;

    private bool Keeps => Series.Keeper == Visit.Person;

    private bool IsAway => Meeting.Away.Contains(Visit.Person!.Value);

    private string? Where => Place is { Length: > 0 } place ? $" · {place}" : null;

    private string Title => Meeting.IsLast ? Visit["meetings.last"] : Visit.With("meetings.number", ("n", Meeting.Number));

    private string? Lead => Stage switch
    {
        Stage.Cancelled => Visit.With("meetings.meet.cancelled-on", ("day", Visit.ShortDay(Clock.Day(Meeting.CancelledAt!.Value)))),
        Stage.Now => Visit["meetings.meet.now"],
        _ => null,
    };

    private IReadOnlyList<(string, string)> Members => [.. Series.Members.Select(member => (member.ToString(), NameOf(member)))];

    private string Named(IReadOnlyCollection<Guid> people) => people.Count == 0 ? "–" : string.Join(", ", people.Select(NameOf));

    private string NameOf(Guid person) => Names.GetValueOrDefault(person) ?? Visit["meetings.somebody"];
}
