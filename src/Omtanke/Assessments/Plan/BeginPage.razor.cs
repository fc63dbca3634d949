using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Plan;

/// <summary>Planning a collection of a step: whom it asks, when, and on which days those asked hear what came of it and talk about it. Without these days there is none.</summary>
public sealed partial class BeginPage
{
    [Parameter, EditorRequired] public required Tool Tool { get; set; }
    [Parameter, EditorRequired] public required Step Step { get; set; }
    [Parameter, EditorRequired] public required Details Suggested { get; set; }
    [Parameter, EditorRequired] public required string Owner { get; set; }
    [Parameter, EditorRequired] public required Reach Reach { get; set; }

    /// <summary>How many it takes before anything is told.</summary>
    [Parameter, EditorRequired] public required Organisation.Thresholds Limits { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>How many would be asked, where that is few.</summary>
    [Parameter] public int? Few { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/new", Show).May(Operation.Begin, Kind.Collection);
        doors.MapGet("/collections/people", Suggestions.People).May(Operation.Begin, Kind.Collection);
        doors.MapPost("/collections", Start).May(Operation.Begin, Kind.Collection);
    }

    private static async Task<IResult> Show(HttpRequest request, Database db, Gate gate, Shelf shelf, Visit visit) =>
        await Find(request.Query["step"].ToString(), db, shelf) is var (tool, step) ? await Of(tool, step, new Typed(), null, db, gate, visit) : await StepChoice.Show(db, gate, shelf, visit);

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (typed, library) = (new Typed(form), await shelf.Library());
        // A step that is not there, or cannot be asked of many: whoever made the form by hand chooses again.
        if (await Find(typed["step"], db, shelf) is not var (tool, step))
            return Page.SeeOther("/collections/new");
        var id = typed.NewId;
        var (details, owner) = (Details.Read(typed, null, await Reach.Of(db, gate), await Naming.ReadersOf(typed, Assessments.Mode.Anonymous, db), library.Speaks, visit.Now), await OwnerOf(typed, db, gate));
        Naming.Judge(typed, details.Mode, Questionnaire.PackOf(step, library));
        var few = await FewOf(id, details, typed, db);
        if (typed.Errors.Any)
            return await Of(tool, step, typed, few, db, gate, visit);
        // Pressed twice, it is one.
        if (!await db.Collections.AnyAsync(collection => collection.Id == id))
        {
            var before = await Before(tool, step, details, gate.Me, db);
            var collection = new Collection
            {
                Id = id, Series = before?.Series ?? Ids.New(), Round = (before?.Round ?? 0) + 1, Tool = tool.Id, Step = step.Id, ToolVersion = tool.Own?.Version, Language = details.Language, Title = details.Title, Mode = details.Mode,
                Keepers = [.. new[] { owner, gate.Me }.Distinct()], Readers = [.. details.Readers], Units = [.. details.Units], AsksComment = details.AsksComment, OpensAt = details.OpensAt, ClosesAt = details.ClosesAt,
                FeedbackOn = details.FeedbackOn, DialogueOn = details.DialogueOn, EveryWeeks = details.EveryWeeks, BegunAt = visit.Now,
            };
            db.Add(collection);
            db.Add(collection.Happened(Moment.Begun, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(PlanPage.AddressOf(id), "collections.begin.done", "/collections");
    }

    // Asked again in the same way of the same units it is the next round, and its result shows how it went from one to the other. One that repeats itself begins a series of its own.
    private static async Task<Collection?> Before(Tool tool, Step step, Details details, Guid me, Database db)
    {
        if (details.EveryWeeks is not null)
            return null;
        var (mode, asked) = (details.Mode, await db.Collections.AsNoTracking().Where(one => one.Tool == tool.Id && one.Step == step.Id && one.EveryWeeks == null && one.Keepers.Contains(me)).OrderByDescending(one => one.Round).ToListAsync());
        return asked.Where(one => one.Mode == mode && one.ClosedAt is not null && one.Units.ToHashSet().SetEquals(details.Units) && asked.TrueForAll(other => other.Series != one.Series || other.Round <= one.Round)).MaxBy(one => one.ClosedAt);
    }

    /// <summary>Who answers for it; whoever plans it, where nobody is named.</summary>
    internal static async Task<Guid> OwnerOf(Typed typed, Database db, Gate gate)
    {
        typed.Errors.AddWhen(typed["owner"].Length == 0, "owner", "collections.plan.errors.owner");
        return (await typed.Person("owner", db))?.Id ?? gate.Me;
    }

    /// <summary>
    /// How many would be asked, where that is so few that a talk says more: told once, and then it is theirs to decide. Fewer than anything is told of cannot be asked without a name at all;
    /// where everybody is told who reads, a small group is no trouble.
    /// </summary>
    internal static async Task<int?> FewOf(Guid id, Details details, Typed typed, Database db)
    {
        if (details.Units.Count == 0)
            return null;
        var named = details.Mode != Assessments.Mode.Anonymous;
        var asked = (await db.CircleOf(id, details.Title, details.Units, named)).Asked.Count;
        if (named)
        {
            typed.Errors.AddWhen(asked < Collection.FewestNamed, "units", "collections.plan.errors.units-two");
            return null;
        }
        typed.Errors.AddWhen(asked < (await db.ThresholdsNow()).Means, "units", "collections.plan.errors.units-few");
        typed.Errors.AddWhen(asked < Collection.TalkUnder && !typed.Has("anyway"), "few", "collections.plan.errors.few");
        return asked < Collection.TalkUnder ? asked : null;
    }

    // Questions of the workplace's own are not among the tools: they are found by their number, as they were last made ready.
    private static async Task<(Tool Tool, Step Step)?> Find(string id, Database db, Shelf shelf)
    {
        var library = await shelf.Library();
        if (OwnTool.IsOwn(id) && int.TryParse(id.Split('.')[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await db.OwnTools.AsNoTracking().FirstOrDefaultAsync(work => work.Number == number && work.Purpose != Purpose.Tool && work.Latest > 0 && work.WithdrawnAt == null) is { } work)
            library = await shelf.As(work.Id, work.Latest);
        return library.Tools.SelectMany(tool => tool.Steps.Select(step => (tool, step))).Where(one => string.Equals(one.step.Id, id, StringComparison.OrdinalIgnoreCase) && Questionnaire.Suits(one.step))
            .Select(one => ((Tool, Step)?)one).FirstOrDefault();
    }

    private static async Task<IResult> Of(Tool tool, Step step, Typed typed, int? few, Database db, Gate gate, Visit visit)
    {
        var me = gate.Me;
        return Page.Of<BeginPage>(
            new
            {
                Tool = tool, Step = step, Suggested = Details.Suggested(visit.Language.Text(tool.Id, "title"), visit.Code, visit.Today), Reach = await Reach.Of(db, gate), Typed = typed, Few = few, Limits = await db.ThresholdsNow(),
                Owner = await db.People.Where(person => person.Id == me).Select(person => person.Email).SingleAsync(),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string? Workshop => Together.Suits(Tool) ? $"/workshops/new?tool={Tool.Id}" : null;
}
