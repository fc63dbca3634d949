using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops;

/// <summary>The workshops I run: what goes on, what comes, and what is over.</summary>
public sealed partial class List
{
    private const int Many = 200;

    [Parameter, EditorRequired] public required IReadOnlyList<Workshop> Mine { get; set; }

    /// <summary>Workshops whose minutes were handed to the visitor by name.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Workshop> Handed { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/workshops", Show).May(Operation.Read, Kind.Workshop);

    private static async Task<IResult> Show(Database db, Gate gate) => Page.Of<List>(new
    {
        Mine = (IReadOnlyList<Workshop>)await db.Workshops.AsNoTracking().Where(workshop => workshop.Facilitators.Contains(gate.Me)).OrderByDescending(workshop => workshop.PlannedAt).Take(Many).ToListAsync(),
        Handed = (IReadOnlyList<Workshop>)await db.Workshops.AsNoTracking().Where(workshop => workshop.Readers.Contains(gate.Me) && workshop.ClosedAt != null).OrderByDescending(workshop => workshop.ClosedAt).Take(Many).ToListAsync(),
    });

    private IEnumerable<(string Pile, IReadOnlyList<Workshop> Workshops)> Piles => new (string, IReadOnlyList<Workshop>)[]
    {
        ("open", [.. Mine.Where(workshop => workshop.IsOpen)]),
        ("coming", [.. Mine.Where(workshop => workshop.OpenedAt is null && workshop.ClosedAt is null).Reverse()]),
        ("closed", [.. Mine.Where(workshop => workshop.ClosedAt is not null)]),
    }.Where(pile => pile.Item2.Count > 0);

    private string About(Workshop workshop) => workshop.Rehearsing ? Visit["workshops.rehearsing"] : string.Join(" · ", new[] { workshop.ForWhom, workshop.Place }.Where(said => said.Length > 0));

    private string When(Workshop workshop) => Clock.Day(workshop.PlannedAt) == Visit.Today && workshop.ClosedAt is null
        ? Visit.With("workshops.list.today", ("time", Visit.Time(workshop.PlannedAt)))
        : Visit.ShortDay(Clock.Day(workshop.PlannedAt));
}
