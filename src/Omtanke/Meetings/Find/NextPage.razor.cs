using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Find;

/// <summary>Calling a meeting: some times to choose among, or one that is agreed. The agenda comes from the tool; who runs it, from whose turn it is.</summary>
public sealed partial class NextPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required int Minutes { get; set; }

    /// <summary>Times we suggest.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<DateTimeOffset> Suggested { get; set; }

    /// <summary>Whether the way here was the goodbye.</summary>
    [Parameter] public bool Last { get; set; }

    [Parameter] public string? Trouble { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/next", Show).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/next", Call).May<Series>(Operation.Publish, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, HttpRequest request, Database db, Library library, Visit visit) =>
        await Of(await db.FoundSeries(id), new Typed(), request.Query["last"] == "yes", db, library, visit);

    private static async Task<IResult> Call(Guid id, Posted form, Database db, Gate gate, Library library, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        var last = typed.Has("last");
        // Alone one finds no time: somebody has to say yes first.
        if (series.Members.Length < 2)
            return await Of(series, typed, last, db, library, visit, "meetings.errors.alone");
        var meetings = await db.MeetingsOf(id);
        var times = typed.Times(visit.Now);
        typed.Errors.AddWhen(typed.Has("settled") && times.Count > 1, "settled", "meetings.errors.settled");
        var minutes = typed.Number("minutes", Meeting.FewestMinutes, Meeting.MostMinutes, "meetings.errors.minutes");
        var place = typed.Line("place", Meeting.LongestPlace);
        typed.Errors.AddWhen(meetings.Count(meeting => meeting.IsToCome(visit.Now)) >= Series.MostAhead, "date1", "meetings.errors.too-many");
        if (typed.Errors.Any)
            return await Of(series, typed, last, db, library, visit);
        var made = typed.NewId;
        // Pressed twice, it is one.
        if (meetings.Exists(meeting => meeting.Id == made))
            return Page.SeeOther($"/meetings/{id}/{made}");
        var meeting = Make(series, made, meetings, minutes, last, db, library, visit.Now);
        meeting.MoveTo(place, gate.Grant);
        if (typed.Has("settled"))
            db.Add(series.Happened(meeting.Fix(times[0]), gate.Me, visit.Now));
        else
            Propose(meeting, times, db);
        await db.SaveChangesAsync();
        var others = series.Members.Where(member => member != gate.Me);
        if (typed.Has("settled"))
            await letters.Tell(series, meeting, cancelled: false, series.Members, visit.Now);
        else
            await letters.Ask(series, $"times {made} {meeting.Round}", others);
        return Page.SeeOther($"/meetings/{id}/{made}", typed.Has("settled") ? "meetings.next.fixed" : "meetings.next.asked", $"/meetings/{id}/next");
    }

    /// <summary>Makes a meeting, with the agenda the tool has for it.</summary>
    internal static Meeting Make(Series series, Guid id, IReadOnlyCollection<Meeting> before, int minutes, bool last, Database db, Library library, DateTimeOffset now)
    {
        var meeting = new Meeting
        {
            Id = id, Series = series.Id, Number = before.Select(one => one.Number).DefaultIfEmpty().Max() + 1, IsLast = last, Minutes = minutes, MadeAt = now, Facilitator = Turn.Next(series.Members, Leaving.TurnsIn(before)),
        };
        db.Add(meeting);
        Lay(meeting, Course.Of(series.Kind, PlaceOf(before), last, library), db);
        return meeting;
    }

    private static void Lay(Meeting meeting, IEnumerable<Fixed> points, Database db) => db.AddRange(points.Select((point, place) => Point.Of(meeting, place + 1, point)));

    /// <summary>One has been called off: those after it move up in what the tool has for them, each where nobody has changed its agenda.</summary>
    internal static async Task MoveUp(Series series, Meeting off, IReadOnlyCollection<Meeting> meetings, Database db, Library library, DateTimeOffset now)
    {
        var later = meetings.Where(one => one.Number > off.Number && one.StageAt(now) is Stage.Finding or Stage.Ahead).ToList();
        var ids = later.ConvertAll(one => one.Id);
        var all = (await db.MeetingPoints.Where(point => ids.Contains(point.Meeting)).OrderBy(point => point.Position).ThenBy(point => point.Id).ToListAsync()).ToLookup(point => point.Meeting);
        foreach (var meeting in later)
        {
            var place = PlaceOf(meetings.Where(one => one.Number < meeting.Number));
            var (before, after) = (Course.Of(series.Kind, place + 1, meeting.IsLast, library), Course.Of(series.Kind, place, meeting.IsLast, library));
            if (before.SequenceEqual(after) || !all[meeting.Id].Select(point => new Fixed(point.Source ?? "", point.Minutes, point.Carries)).SequenceEqual(before))
                continue;
            db.RemoveRange(all[meeting.Id]);
            Lay(meeting, after, db);
            meeting.Version++;
        }
    }

    /// <summary>Proposes times. Who has answered one that stands has answered it.</summary>
    internal static void Propose(Meeting meeting, IEnumerable<DateTimeOffset> times, Database db)
    {
        meeting.Round++;
        db.AddRange(times.Select(time => new MeetingTime { Id = Ids.New(), Series = meeting.Series, Meeting = meeting.Id, StartsAt = time }));
    }

    // One that was called off is not counted: its agenda comes again.
    private static int PlaceOf(IEnumerable<Meeting> before) => before.Count(one => one.CancelledAt is null) + 1;

    private static async Task<IResult> Of(Series series, Typed typed, bool last, Database db, Library library, Visit visit, string? trouble = null)
    {
        var meetings = await db.MeetingsOf(series.Id);
        var first = Workdays.From(visit.Today.AddDays(14));
        var second = Workdays.From(first.AddDays(1));
        return Page.Of<NextPage>(
            new
            {
                Series = series, Typed = typed, Last = last, Trouble = trouble, Minutes = Course.Of(series.Kind, PlaceOf(meetings), last, library).Sum(point => point.Minutes),
                Suggested = (IReadOnlyList<DateTimeOffset>)[Clock.At(first, new(9, 0)), Clock.At(second, new(13, 0)), Clock.At(Workdays.From(second.AddDays(2)), new(9, 0))],
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
