using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Team;

/// <summary>Giving one case to anybody of the team: everybody stands here, those who suit best first. The team's own page has the first few.</summary>
public sealed partial class GivePage
{
    [Parameter, EditorRequired] public required Listed One { get; set; }

    /// <summary>Whose cases were looked at.</summary>
    [Parameter] public Guid? Of { get; set; }

    /// <summary>All but whoever has it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Load> Team { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/cases/{id}/psychologist", Show).May<Listed>(Operation.Organise, Kind.Case);

    private static async Task<IResult> Show(Guid id, string? of, Database db, Visit visit)
    {
        var (found, team) = await db.InOneTrip(() => db.ListedCase(id), () => db.CaseLoad(visit.Today));
        var one = found.Single();
        return Page.Of<GivePage>(new
        {
            One = one,
            Of = Guid.TryParse(of, out var whose) ? (Guid?)whose : null,
            Team = Load.Best(team.Where(who => who.Person != one.Psychologist), one.Language, visit.Today),
        });
    }

    private string Back => Of is { } whose ? $"/cases/team?of={whose}#theirs" : "/cases/team";
}
