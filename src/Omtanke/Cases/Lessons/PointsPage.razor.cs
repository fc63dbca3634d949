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

    // More than anybody reads; the latest.
    private const int Most = 200;

    [Parameter, EditorRequired] public required IReadOnlyList<LearningPoint> Points { get; set; }
    [Parameter] public bool MayWrite { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet(Address, Show).May(Operation.Write, Kind.Point);

    private static async Task<IResult> Show(Database db, Gate gate) =>
        Page.Of<PointsPage>(new
        {
            Points = (IReadOnlyList<LearningPoint>)await db.CasePoints.AsNoTracking().OrderByDescending(point => point.ConfirmedOn ?? point.WrittenOn).ThenBy(point => point.Id).Take(Most).ToListAsync(),
            MayWrite = gate.Allows(Kind.Point, Operation.Begin),
        });

    private IEnumerable<(string Pile, IEnumerable<LearningPoint> Points)> Piles =>
        Points.GroupBy(point => point.IsPublished ? "published" : point.WrittenBy == Visit.Person ? "mine" : "waiting").OrderByDescending(pile => pile.Key, StringComparer.Ordinal).Select(pile => (pile.Key, (IEnumerable<LearningPoint>)pile));
}
