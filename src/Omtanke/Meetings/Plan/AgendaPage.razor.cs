using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Meetings.Meet;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Plan;

/// <summary>The agenda: out of the tools, with points of their own between, in the order they like. One form; whatever is pressed, what was typed is kept.</summary>
public sealed partial class AgendaPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required Meeting Meeting { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Spoken> Points { get; set; }

    /// <summary>The tools one may take a point out of, the one this kind comes out of first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Tool> Tools { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Somebody else changed it meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/{meeting:guid}/agenda", Show).May<Series>(Operation.Write, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/agenda", Save).May<Series>(Operation.Write, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Guid meeting, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (found, points) = await db.InOneTrip(() => db.MeetingOf(id, meeting), () => db.PointsOf(meeting));
        return found is null ? Page.NotFound()
            : found.IsToCome(visit.Now) ? Of(await db.FoundSeries(id), found, points, gate, await shelf.Library(), visit, new Typed())
            : Page.SeeOther(MeetingPage.AddressOf(found));
    }

    private static async Task<IResult> Save(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (series, typed, library) = (await db.ClaimSeries(id), new Typed(form), await shelf.Library());
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (!found.IsToCome(visit.Now))
            return await MeetingPage.Of(series, found, db, gate, library, visit, trouble: "meetings.errors.over");
        var points = await db.PointsOf(meeting);
        if (typed.Version != found.Version)
            return Of(series, found, points, gate, library, visit, typed, clash: true);
        Change(points, typed, gate.Grant);
        var added = Add(found, points, typed, library, gate.Grant);
        if (typed.Errors.Any)
        {
            // What was wrong in one place changes nothing in another.
            db.ChangeTracker.Clear();
            return Of(series, found, await db.PointsOf(meeting), gate, library, visit, typed);
        }
        var moved = Move(points, typed);
        if (points.Find(point => point.Id.ToString() == typed["out"]) is { } taken)
        {
            points.Remove(taken);
            db.Remove(taken);
        }
        if (added is not null)
        {
            points.Add(added);
            db.Add(added);
        }
        for (var place = 0; place < points.Count; place++)
            points[place].Position = place + 1;
        found.Version++;
        await db.SaveChangesAsync();
        return Page.SeeOther($"{MeetingPage.AddressOf(found)}/agenda{((moved ?? added) is { } at ? $"#p-{at.Id}" : "")}", "meetings.agenda.saved", $"{MeetingPage.AddressOf(found)}/agenda");
    }

    private static void Change(List<Point> points, Typed typed, AccessGrant grant)
    {
        foreach (var point in points.Where(point => typed.Has($"minutes-{point.Id}")))
        {
            var minutes = typed.Number($"minutes-{point.Id}", 1, Point.MostMinutes, "meetings.errors.point-minutes");
            point.Minutes = minutes;
            if (point.Source is not null || !typed.Has($"title-{point.Id}"))
                continue;
            var (title, text) = (typed.Line($"title-{point.Id}", Point.LongestTitle, "meetings.errors.point-title"), typed.Text($"text-{point.Id}", Point.LongestText));
            if (!typed.Errors.Any && (title, text) != point.Read(grant))
                point.Write(title, text, grant);
        }
    }

    private static Point? Add(Meeting meeting, List<Point> points, Typed typed, Library library, AccessGrant grant)
    {
        typed.Errors.AddWhen(typed["add"].Length > 0 && points.Count >= Point.Most, typed["add"] == "tool" ? "source" : "new-title", "meetings.errors.points-full");
        switch (typed["add"])
        {
            case "tool":
                var step = library.Tools.Select(tool => tool.Step(typed["source"])).FirstOrDefault(one => one is not null);
                typed.Errors.AddWhen(step is null, "source", "meetings.errors.source");
                return typed.Errors.Any ? null : Point.Of(meeting, points.Count + 1, new Fixed(step!.Id, Math.Clamp(step.Minutes ?? 15, 1, Point.MostMinutes)));
            case "own":
                var (title, text) = (typed.Line("new-title", Point.LongestTitle, "meetings.errors.point-title"), typed.Text("new-text", Point.LongestText));
                var minutes = typed.Number("new-minutes", 1, Point.MostMinutes, "meetings.errors.point-minutes");
                return typed.Errors.Any ? null : Point.Own(meeting, points.Count + 1, title, text, minutes, grant);
            default:
                return null;
        }
    }

    private static Point? Move(List<Point> points, Typed typed)
    {
        var up = typed.Has("up");
        var place = points.FindIndex(point => point.Id.ToString() == typed[up ? "up" : "down"]);
        var on = up ? place - 1 : place + 1;
        if (place < 0)
            return null;
        if (on >= 0 && on < points.Count)
            (points[place], points[on]) = (points[on], points[place]);
        return points[Math.Clamp(on, 0, points.Count - 1)];
    }

    private static IResult Of(Series series, Meeting meeting, List<Point> points, Gate gate, Library library, Visit visit, Typed typed, bool clash = false) => Page.Of<AgendaPage>(
        new
        {
            Series = series, Meeting = meeting, Points = Spoken.Of(points, library, gate.Grant, visit), Tools = (IReadOnlyList<Tool>)[.. library.Tools.OrderByDescending(tool => tool.Id == Course.ToolOf(series.Kind))], Typed = typed, Clash = clash,
        },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private string Home => MeetingPage.AddressOf(Meeting);

    private int Over => Points.Sum(spoken => spoken.Point.Minutes) - Meeting.Minutes;

    private bool Differs(Spoken spoken) => Typed.Has($"minutes-{spoken.Point.Id}") && (Typed[$"minutes-{spoken.Point.Id}"] != Number(spoken.Point.Minutes)
        || (spoken.Point.Source is null && (Typed[$"title-{spoken.Point.Id}"] != spoken.Title || Typed[$"text-{spoken.Point.Id}"] != spoken.Text)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
