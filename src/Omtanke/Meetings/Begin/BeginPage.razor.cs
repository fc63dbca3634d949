using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Begin;

/// <summary>Beginning a series: what it is for, what it is called, and who is asked. Each of them says yes or no for themself.</summary>
public sealed partial class BeginPage
{
    private const int Chairs = 6;

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>The kind the way here asked for.</summary>
    [Parameter] public SeriesKind Wished { get; set; } = SeriesKind.Network;

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/new", Show).May(Operation.Begin, Kind.Series);
        doors.MapPost("/meetings", Start).May(Operation.Begin, Kind.Series);
        doors.MapGet("/meetings/people", Suggestions.People).May(Operation.Begin, Kind.Series);
    }

    private static IResult Show(HttpRequest request) =>
        Of(new Typed(), Enum.TryParse<SeriesKind>(request.Query["kind"], out var wished) && Enum.IsDefined(wished) ? wished : SeriesKind.Network);

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, SeriesLetters letters, Visit visit)
    {
        var typed = new Typed(form);
        var kind = typed.One("kind", Enum.GetValues<SeriesKind>(), "meetings.errors.kind");
        var name = typed.Line("name", Series.LongestName, "meetings.errors.name");
        var others = new List<Guid>();
        for (var chair = 1; chair <= Chairs; chair++)
            if (await typed.Person($"with{chair}", db) is { } person)
            {
                typed.Errors.AddWhen(person.Id == gate.Me, $"with{chair}", "meetings.errors.oneself");
                typed.Errors.AddWhen(others.Contains(person.Id), $"with{chair}", "meetings.errors.twice");
                others.Add(person.Id);
            }
        typed.Errors.AddWhen(others.Count == 0 && !typed.Errors.Any, "with1", "meetings.errors.nobody");
        if (typed.Errors.Any)
            return Of(typed);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Series.AnyAsync(series => series.Id == id))
        {
            var (series, _) = Make(db, id, kind, name, others, gate, visit.Now);
            await db.SaveChangesAsync();
            await letters.Ask(series, "asked", others);
        }
        return Page.SeeOther($"/meetings/{id}", "meetings.begin.done", "/meetings");
    }

    /// <summary>Makes a series, kept by whoever begins it.</summary>
    internal static (Series Series, AccessGrant Grant) Make(Database db, Guid id, SeriesKind kind, string name, IEnumerable<Guid> others, Gate gate, DateTimeOffset now)
    {
        var (key, grant) = gate.Begin(Kind.Series, id, id, gate.Me);
        var series = new Series { Id = id, Kind = kind, Name = name, Members = [gate.Me], Keeper = gate.Me, Key = key, BegunAt = now };
        db.Add(series);
        db.Add(series.Happened(Moment.Begun, gate.Me, now));
        db.AddRange(others.Select(other => new Invitation { Series = id, Person = other, Kind = kind, Name = name, AskedBy = gate.Me, AskedAt = now }));
        return (series, grant);
    }

    private static IResult Of(Typed typed, SeriesKind wished = SeriesKind.Network) =>
        Page.Of<BeginPage>(new { Typed = typed, Wished = wished }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
