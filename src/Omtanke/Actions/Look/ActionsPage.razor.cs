using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Look;

/// <summary>The plan: mine, my group's, or the open plan of the workplace; as a list, as a board, or by the days of a month.</summary>
public sealed partial class ActionsPage
{
    private const int Many = 50, Column = 30, Month = 400, File = 2000;

    [Parameter, EditorRequired] public required Asked Asked { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Line> Lines { get; set; }
    [Parameter, EditorRequired] public required UnitTree Tree { get; set; }

    /// <summary>Who is looking.</summary>
    [Parameter, EditorRequired] public required Guid Me { get; set; }

    /// <summary>The units they lead.</summary>
    [Parameter] public IReadOnlyCollection<Guid> Led { get; set; } = [];

    /// <summary>Where there is more than stands here: the columns of a board, or the list.</summary>
    [Parameter] public IReadOnlyCollection<Status> Full { get; set; } = [];

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Asked.Address, Show).May(Operation.Read, Kind.Action);
        doors.MapGet("/actions/table", Table).May(Operation.Read, Kind.Action);
    }

    private static async Task<IResult> Show(HttpRequest request, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var (asked, me, lines, led, full) = (Asked.Of(request.Query), gate.Me, new List<Line>(), new List<Guid>(), new List<Status>());
        // Only where a unit is named is the tree needed before anything can be asked.
        var tree = asked.Unit.Length > 0 ? await db.UnitTree() : null;
        var actions = asked.From(db, me, visit.Today, tree ?? new([]));
        List<Func<Task>> questions = [async () => tree ??= await db.UnitTree()];
        if (asked.Form == Form.Board)
        {
            questions.Add(async () => led = await db.Roles.AsNoTracking().Where(held => held.Person == me && held.Role == Role.Leader && held.UntilOn == null).Select(held => held.Unit!.Value).ToListAsync(stop));
            questions.AddRange(Enum.GetValues<Status>().Select<Status, Func<Task>>(status => async () => Fill(await Named((asked with { Far = Enum.Parse<Far>(status.ToString()) }).InOrder(actions).Take(Column + 1), db).ToListAsync(stop), Column, status)));
        }
        else if (asked.Form == Form.Calendar)
        {
            var days = Asked.DaysAround(asked.MonthOf(visit.Today)).ToList();
            var (from, until) = (days[0], days[^1]);
            questions.Add(async () => lines = await Named(actions.Where(action => !action.IsOut && ((action.DueOn >= from && action.DueOn <= until) || (action.CheckOn >= from && action.CheckOn <= until))).OrderBy(action => action.DueOn).ThenBy(action => action.Id).Take(Month), db).ToListAsync(stop));
        }
        else
        {
            questions.Add(async () => Fill(await Named(asked.InOrder(actions).Skip((asked.Page - 1) * Many).Take(Many + 1), db).ToListAsync(stop), Many, default));
        }
        await db.InOneTrip(questions);
        return Page.Of<ActionsPage>(new { Asked = asked, Lines = (IReadOnlyList<Line>)lines, Tree = tree, Me = me, Led = (IReadOnlyCollection<Guid>)led, Full = (IReadOnlyCollection<Status>)full });

        void Fill(List<Line> found, int most, Status status)
        {
            lines.AddRange(found.Take(most));
            if (found.Count > most)
                full.Add(status);
        }
    }

    /// <summary>The same list to take along into a spreadsheet.</summary>
    private static async Task<IResult> Table(HttpRequest request, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var (asked, tree) = (Asked.Of(request.Query), await db.UnitTree());
        var lines = await Named(asked.InOrder(asked.From(db, gate.Me, visit.Today, tree)).Take(File), db).ToListAsync(stop);
        var helpers = lines.SelectMany(line => line.Action.Helpers).Distinct().ToList();
        var names = helpers.Count == 0 ? [] : await db.People.AsNoTracking().Where(person => helpers.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, stop);
        string[] head = [.. new[] { "column.what", "column.who", "field.helpers", "field.start", "column.due", "column.status", "tell.effect", "field.measure", "field.check", "field.issue", "field.cause", "field.needs", "field.severity", "field.extent", "filter.level", "origin.title" }.Select(word => visit[$"actions.{word}"])];
        var rows = lines.Select(line => (IEnumerable<string>)
        [
            line.Action.What, line.WhoIn(visit), string.Join(", ", line.Action.Helpers.Select(helper => names.GetValueOrDefault(helper, "")).Append(line.Action.With).Where(said => said.Length > 0)), Typing.Day(line.Action.StartOn), Typing.Day(line.Action.DueOn), visit[$"actions.status.{line.Action.Status}"], line.Action.Effect is { } effect ? visit[$"actions.effect.{effect}"] : "",
            line.Action.Measure, Typing.Day(line.Action.CheckOn), line.Action.Issue, line.Action.Cause, line.Action.Needs, line.Action.Severity is { } severity ? visit[$"apv.severity.{severity}"] : "", line.Action.Extent is { } extent ? visit[$"apv.extent.{extent}"] : "", line.Action.Level is { } level ? visit[$"actions.level.{level}"] : "", line.Action.OriginName.Length > 0 ? $"{visit[$"actions.origin.{line.Action.Origin}"]}: {line.Action.OriginName}" : visit[$"actions.origin.{line.Action.Origin}"],
        ]);
        return Results.File(Spreadsheet.Of(rows.Prepend(head)), Spreadsheet.MediaType, $"{visit["actions.file"]}-{Dates.Write(visit.Today)}.csv");
    }

    private static IQueryable<Line> Named(IQueryable<PlannedAction> actions, Database db)
    {
        var people = db.People;
        return actions.Select(action => new Line(action, people.Where(person => person.Id == action.Owner).Select(person => person.Name).FirstOrDefault()));
    }
}
