using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Lessons;

/// <summary>What the team has learnt of how work is arranged: what waits for a second reader, what I am writing, and what is published.</summary>
public sealed partial class PointsPage
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/cases/points";

    private const int PerPage = 50;

    [Parameter, EditorRequired] public required IReadOnlyList<LearningPoint> Points { get; set; }
    [Parameter, EditorRequired] public required int Number { get; set; }
    [Parameter] public bool More { get; set; }
    [Parameter] public bool MayWrite { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet(Address, Show).May(Operation.Write, Kind.Point);

    private static async Task<IResult> Show(Database db, Gate gate, string? page)
    {
        var number = PageTurner.Asked(page);
        // Those that wait come first. One more than is shown tells whether there is another page.
        var points = await db.CasePoints.AsNoTracking().OrderByDescending(point => point.ConfirmedOn == null).ThenByDescending(point => point.ConfirmedOn ?? point.WrittenOn).ThenBy(point => point.Id)
            .Skip((number - 1) * PerPage).Take(PerPage + 1).ToListAsync();
        return Page.Of<PointsPage>(new { Points = (IReadOnlyList<LearningPoint>)[.. points.Take(PerPage)], Number = number, More = points.Count > PerPage, MayWrite = gate.Allows(Kind.Point, Operation.Begin) });
    }

    private IEnumerable<(string Pile, IEnumerable<LearningPoint> Points)> Piles =>
        Points.GroupBy(point => point.IsPublished ? "published" : point.WrittenBy == Visit.Person ? "mine" : "waiting").OrderByDescending(pile => pile.Key, StringComparer.Ordinal).Select(pile => (pile.Key, (IEnumerable<LearningPoint>)pile));
}
