using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;
using Omtanke.Workshops.Plan;

namespace Omtanke.Workshops.Begin;

/// <summary>Beginning a workshop with a tool: what it is called, for whom, when and where. The agenda comes from the tool, and can be changed after.</summary>
public sealed partial class BeginPage
{
    [Parameter, EditorRequired] public required Tool Tool { get; set; }

    /// <summary>The workshop of the same group before this one.</summary>
    [Parameter] public Workshop? Previous { get; set; }

    /// <summary>What it is begun from: a result that is to be talked about.</summary>
    [Parameter] public Source? From { get; set; }

    [Parameter, EditorRequired] public required Details Suggested { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/new", Show).May(Operation.Begin, Kind.Workshop);
        doors.MapPost("/workshops", Start).May(Operation.Begin, Kind.Workshop);
    }

    private static async Task<IResult> Show(HttpRequest request, Database db, Gate gate, Shelf shelf, Origins origins, Visit visit, CancellationToken stop)
    {
        var (library, previous, from) = (await shelf.Library(), await PreviousOf(request.Query["previous"], db, gate), await Source.Meant(request.Query["origin"], request.Query["of"], origins, stop));
        return library.Tool(request.Query["tool"].ToString()) is { } tool && Together.Suits(tool)
            ? Of(tool, previous, from, new Typed(), visit, request.Query["for"].ToString())
            : Page.Of<ToolChoice>(new { Tools = (IReadOnlyList<Tool>)[.. library.Tools.Where(Together.Suits)], Previous = previous });
    }

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, Shelf shelf, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, library, previous, from) = (new Typed(form), await shelf.Library(), await PreviousOf(form["previous"], db, gate), await Source.Meant(form["origin"], form["of"], origins, stop));
        // A tool that is not there, or not done together: whoever made the form by hand chooses again.
        if (library.Tool(typed["tool"]) is not { } tool || !Together.Suits(tool))
            return Page.SeeOther("/workshops/new");
        var details = Details.Read(typed, before: null, promised: false, visit.Now);
        typed.Errors.AddWhen(!library.Speaks(typed["language"]), "language", "workshops.plan.errors.language");
        if (typed.Errors.Any)
            return Of(tool, previous, from, typed, visit);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Workshops.AnyAsync(workshop => workshop.Id == id))
            await Make(db, id, tool, library.In(typed["language"]), details, previous?.Id, gate.Me, visit.Now, from: from);
        return Page.SeeOther($"/workshops/{id}", "workshops.begin.done", "/workshops");
    }

    /// <summary>Makes a workshop with the agenda its tool has. A code that is in use this moment is made anew.</summary>
    internal static async Task<Workshop> Make(
        Database db, Guid id, Tool tool, Language language, Details details, Guid? previous, Guid by, DateTimeOffset now, Func<string>? newCode = null, Source? from = null)
    {
        const int patience = 5;
        for (var tried = 1; ; tried++)
        {
            var code = newCode ?? Workshop.NewCode;
            var workshop = new Workshop
            {
                Id = id, Tool = tool.Id, ToolVersion = tool.Own?.Version, Language = language.Code, Title = details.Title, ForWhom = details.ForWhom, Place = details.Place, PlannedAt = details.At,
                Devices = details.Devices, Apart = details.Apart, Days = details.Days, Facilitators = [by], Code = code(), TakeOver = code(), Previous = previous, BegunAt = now,
                FromOrigin = from?.Origin, FromId = from?.Id,
            };
            db.Add(workshop);
            db.Add(new WorkshopVersion { Workshop = id, Version = 1, At = now });
            db.AddRange(tool.Steps.Select((step, place) => Item.Of(id, place + 1, step, language)));
            try
            {
                // Within the visit's transaction this is undone by itself when it fails.
                await db.SaveChangesAsync();
                return workshop;
            }
            catch (DbUpdateException taken) when (tried < patience && taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "workshops_code" or "workshops_take_over" })
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    // For whom it is may come along with the way here, as from a result that is to be talked about.
    private static IResult Of(Tool tool, Workshop? previous, Source? from, Typed typed, Visit visit, string forWhom = "")
    {
        var suggested = previous is { } before
            ? Details.Of(before) with { At = before.NextAt ?? Ahead(before.PlannedAt, visit) }
            : new Details(visit.Language.Text(tool.Id, "title"), forWhom.Length <= Workshop.LongestLine ? forWhom : "", "", Clock.At(visit.Today.AddDays(7), new(9, 0)), Devices.Each, Apart: true, Details.UsualDays);
        return Page.Of<BeginPage>(new { Tool = tool, Previous = previous, From = from, Suggested = suggested, Typed = typed }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    // The same time of day, four weeks on, and never in the past.
    private static DateTimeOffset Ahead(DateTimeOffset last, Visit visit)
    {
        var (day, hour) = (Clock.Day(last).AddDays(28), TimeOnly.FromDateTime(Clock.Local(last).DateTime));
        return Clock.At(day > visit.Today ? day : visit.Today.AddDays(7), hour);
    }

    // Only one of one's own.
    private static async Task<Workshop?> PreviousOf(string? typed, Database db, Gate gate) =>
        Guid.TryParse(typed, out var id) ? await db.Workshops.AsNoTracking().FirstOrDefaultAsync(workshop => workshop.Id == id && workshop.Facilitators.Contains(gate.Me)) : null;
}
