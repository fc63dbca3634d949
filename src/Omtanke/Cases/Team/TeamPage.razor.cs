using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Team;

/// <summary>For whoever leads the psychologists: what waits, how much each has, and giving cases out, also when somebody is away. Dates and numbers; never whose a case is, or why.</summary>
public sealed partial class TeamPage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Listed> Free { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Load> Team { get; set; }

    /// <summary>Whose cases are looked at, and which they are.</summary>
    [Parameter] public Load? Whose { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Listed> Theirs { get; set; }

    /// <summary>What no longer fits: somebody else was there first.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/team", Show).May(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/psychologist", Give).May<Listed>(Operation.Organise, Kind.Case);
    }

    private static Task<IResult> Show(Database db, string? of) => Of(db, Guid.TryParse(of, out var whose) ? whose : null);

    private static async Task<IResult> Give(Guid id, Posted form, Database db, Gate gate, CaseLetters letters, Visit visit)
    {
        var typed = new Typed(form);
        Guid? whose = Guid.TryParse(typed["of"], out var from) ? from : null;
        if (!Guid.TryParse(typed["psychologist"], out var to))
            return await Of(db, whose, "cases.team.choose", StatusCodes.Status422UnprocessableEntity);
        if (await db.Assign(id, to, typed.Version, Rail.First(Listed.HurryIn(typed), visit.Today), visit.Now) is not { } given)
            return await Of(db, whose, "cases.team.clash", StatusCodes.Status409Conflict);
        await letters.Tell(id, FormattableString.Invariant($"given {typed.Version}"), [given.Employee, .. to == gate.Me ? (Guid[])[] : [to]]);
        return Page.SeeOther(whose is null ? "/cases/team" : $"/cases/team?of={whose}", "cases.team.given");
    }

    private static async Task<IResult> Of(Database db, Guid? whose, string? trouble = null, int status = StatusCodes.Status200OK)
    {
        var (free, team, theirs) = ((List<Listed>)[], (List<Load>)[], (List<Listed>)[]);
        IEnumerable<Func<Task>> questions =
        [
            async () => free = await db.FreeCases(),
            async () => team = await db.CaseLoad(),
            async () => theirs = whose is { } one ? await db.CasesOf(one) : [],
        ];
        await db.InOneTrip(questions);
        return Page.Of<TeamPage>(
            new { Free = (IReadOnlyList<Listed>)free, Team = (IReadOnlyList<Load>)team, Whose = team.Find(one => one.Person == whose), Theirs = (IReadOnlyList<Listed>)theirs, Trouble = trouble }, status);
    }
}
