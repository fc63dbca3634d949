using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Begin;

/// <summary>
/// Writing an action: for oneself, for one's group, or for the whole workplace. It may come of something the visitor reads, such as a result; what two people agreed in a conversation never comes along.
/// </summary>
public sealed partial class NewPage
{
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required Reach Reach { get; set; }

    /// <summary>Where it comes from, and which one.</summary>
    [Parameter] public Origin Origin { get; set; }

    /// <inheritdoc cref="Origin"/>
    [Parameter] public Guid Of { get; set; }

    /// <summary>The same as the visitor reads it; null for one's own.</summary>
    [Parameter] public OriginFound? Found { get; set; }

    /// <summary>Whether the visitor comes from what two people agreed.</summary>
    [Parameter] public bool FromAgreement { get; set; }

    /// <summary>What stands there from the beginning.</summary>
    [Parameter] public string What { get; set; } = "";

    /// <summary>What it is about, from the beginning.</summary>
    [Parameter] public string Issue { get; set; } = "";

    [CascadingParameter] public required Visit Visit { get; set; }

    /// <summary>Where one writes an action that comes of something.</summary>
    public static string AddressOf(Origin origin, Guid of, string what = "", string issue = "") =>
        $"/actions/new?origin={origin.ToString().ToLowerInvariant()}&of={of}{With("what", what)}{With("issue", issue)}";

    private static string With(string name, string text) => text.Length == 0 ? "" : $"&{name}={Uri.EscapeDataString(text)}";

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/actions/new", Show).May(Operation.Begin, Kind.Action);
        doors.MapPost("/actions", Add).May(Operation.Begin, Kind.Action);
        doors.MapGet("/actions/people", Suggestions.People).May(Operation.Begin, Kind.Action);
    }

    private static async Task<IResult> Show(string? origin, string? of, string? what, string? issue, Database db, Gate gate, Origins origins, CancellationToken stop)
    {
        var (from, id, found) = await Came(origin, of, origins, stop);
        // From a conversation nothing comes along, whatever the address says.
        var agreed = origin == "agreement";
        return Page.Of<NewPage>(new
        {
            Typed = new Typed(), Reach = await Reach.Of(db, gate), Origin = from, Of = id, Found = found, FromAgreement = agreed,
            What = Text(what), Issue = Text(issue),
        });

        string Text(string? told) => agreed || told is null ? "" : Posted.Tidy(told.Length > PlannedAction.Longest ? told[..PlannedAction.Longest] : told);
    }

    private static async Task<IResult> Add(Posted form, Database db, Gate gate, Origins origins, DeskLetters letters, Visit visit, CancellationToken stop)
    {
        var (typed, reach) = (new Typed(form), await Reach.Of(db, gate));
        var (origin, of, found) = await Came(typed["origin"], typed["of"], origins, stop);
        var (told, (shown, units)) = (await Told.Of(typed, db), reach.Chosen(typed));
        var asked = await typed.Person("owner", db);
        typed.Errors.AddWhen(told.DueOn < visit.Today, "due", "actions.wrong.due-past");
        if (typed.Errors.Any)
            return Page.Of<NewPage>(new { Typed = typed, Reach = reach, Origin = origin, Of = of, Found = found }, StatusCodes.Status422UnprocessableEntity);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Actions.AnyAsync(one => one.Id == id, stop))
        {
            var action = new PlannedAction
            {
                Id = id, Origin = origin, OriginId = found is null ? null : of, OriginName = found?.Name ?? "", What = "", Language = visit.Code, Owner = gate.Me, Keeper = gate.Me, Units = units, Shown = shown, MadeAt = visit.Now,
            };
            told.Into(action);
            action.Who = told.Who.Length > 0 ? told.Who : visit.Name!;
            db.Add(action);
            db.Add(action.Made(gate.Me));
            if (asked is not null && asked.Id != gate.Me)
            {
                db.Add(action.Offer(asked.Id, gate.Me, visit.Now));
                await letters.AskedByDay(asked, visit.Now);
            }
            await db.SaveChangesAsync(stop);
        }
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.begin.done", "/actions");
    }

    // A workshop and an APV make their own; from anything else one may begin that one may read.
    private static async Task<(Origin Origin, Guid Of, OriginFound? Found)> Came(string? origin, string? of, Origins origins, CancellationToken stop) =>
        Enum.TryParse<Origin>(origin, ignoreCase: true, out var from) && from is Origin.Collection or Origin.Meeting && Guid.TryParse(of, out var id) && await origins.Find(from, id, stop) is { } found
            ? (from, id, found) : (Origin.Own, Guid.Empty, null);

    // What comes of a result belongs to those whose result it is, as far as the visitor may put it there.
    private IReadOnlyList<Guid> Units => Found is null ? Reach.Own is { } own ? [own] : [] : [.. Found.Units.Where(unit => Reach.Units.Any(one => one.Unit.Id == unit))];

    private Shown Shown => Found is not null && Units.Count > 0 ? Shown.Units : Shown.Few;
}
