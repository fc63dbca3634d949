using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Team;

/// <summary>For whoever leads the psychologists: what waits, how much each has, and giving cases out, also when somebody is away. Dates and numbers; never whose a case is, or why.</summary>
public sealed partial class TeamPage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Listed> Free { get; set; }

    /// <summary>Those with room, and those who suit what stands here; all of them when they are asked for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Load> Team { get; set; }

    /// <summary>How many psychologists there are.</summary>
    [Parameter, EditorRequired] public required int Many { get; set; }

    /// <summary>Whether all of them are shown.</summary>
    [Parameter] public bool All { get; set; }

    /// <summary>Whose cases are looked at, and which they are.</summary>
    [Parameter] public Load? Whose { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Listed> Theirs { get; set; }

    /// <summary>What no longer fits: somebody else was there first.</summary>
    [Parameter] public string? Trouble { get; set; }

    /// <summary>A case that was about to be given to somebody who is away: it is asked once more.</summary>
    [Parameter] public Giving? Asked { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/team", Show).May(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/team/{person:guid}/absence", NoteAbsence).May(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/psychologist", Give).May<Listed>(Operation.Organise, Kind.Case);
    }

    private static Task<IResult> Show(Database db, Visit visit, string? of, string? all) => Of(db, visit, new Typed(), Guid.TryParse(of, out var whose) ? whose : null, all is not null);

    // Whoever falls ill does not sign in to say so.
    private static async Task<IResult> NoteAbsence(Guid person, Posted form, Database db, Visit visit)
    {
        var typed = new Typed(form);
        if (!(await db.CaseLoad(visit.Today, 0, 0, person)).Exists(one => one.Person == person))
            return await Of(db, visit, typed, null, trouble: "cases.team.choose", status: StatusCodes.Status422UnprocessableEntity);
        var (from, until) = Staff.Away(typed);
        if (typed.Errors.Any)
            return await Of(db, visit, typed, person, status: StatusCodes.Status422UnprocessableEntity);
        var staff = await db.CaseStaff.SingleOrDefaultAsync(one => one.Person == person);
        if (staff is null)
            db.Add(staff = new Staff { Person = person });
        (staff.AwayFrom, staff.AwayUntil) = (from, until);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/team?of={person}#theirs", "cases.team.absence-saved");
    }

    private static async Task<IResult> Give(Guid id, Posted form, Database db, Gate gate, CaseLetters letters, Visit visit)
    {
        var typed = new Typed(form);
        Guid? whose = Guid.TryParse(typed["of"], out var from) ? from : null;
        if (!Guid.TryParse(typed["psychologist"], out var to))
            return await Of(db, visit, typed, whose, trouble: "cases.team.choose", status: StatusCodes.Status422UnprocessableEntity);
        if (to != gate.Me && !typed.Has("away") && (await db.CaseLoad(visit.Today, 0, 0, to)).Find(one => one.Person == to) is { } who && who.IsAway(visit.Today))
            return await Of(db, visit, typed, whose, status: StatusCodes.Status422UnprocessableEntity, asked: new(id, who));
        if (await db.Assign(id, to, typed.Version, Rail.First(Listed.HurryIn(typed), visit.Today), visit.Now) is not { } given)
            return await Of(db, visit, typed, whose, trouble: "cases.team.clash", status: StatusCodes.Status409Conflict);
        await letters.Tell(id, FormattableString.Invariant($"given {typed.Version}"), [given.Employee, .. to == gate.Me ? (Guid[])[] : [to]]);
        await letters.Tell(id, FormattableString.Invariant($"passed {typed.Version}"), DeskNews.PassedOn, given.Earlier == gate.Me ? null : given.Earlier);
        return Page.SeeOther(whose is null ? "/cases/team" : $"/cases/team?of={whose}", "cases.team.given");
    }

    private static async Task<IResult> Of(
        Database db, Visit visit, Typed typed, Guid? whose, bool all = false, string? trouble = null, int status = StatusCodes.Status200OK, Giving? asked = null)
    {
        var (free, team, theirs, many) = ((List<Listed>)[], (List<Load>)[], (List<Listed>)[], 0);
        IEnumerable<Func<Task>> questions =
        [
            async () => free = await db.FreeCases(),
            async () => team = all ? await db.CaseLoad(visit.Today) : await db.CaseLoad(visit.Today, Load.Shown, Listed.Suited + 1, whose),
            async () => theirs = whose is { } one ? await db.CasesOf(one) : [],
            async () => many = await db.HoldersOf(Role.Psychologist),
        ];
        await db.InOneTrip(questions);
        return Page.Of<TeamPage>(
            new
            {
                Free = (IReadOnlyList<Listed>)free, Team = (IReadOnlyList<Load>)team, Many = many, All = all, Whose = team.Find(one => one.Person == whose), Theirs = (IReadOnlyList<Listed>)theirs, Trouble = trouble,
                Asked = asked, Typed = typed,
            },
            status);
    }

    /// <summary>A case, and whom it was about to be given to.</summary>
    public sealed record Giving(Guid Case, Load To);

    // The table: those with room, and whoever is looked at.
    private IReadOnlyList<Load> Loads => Load.Best(All ? Team : Team.Take(Load.Shown).Union(Team.Where(one => one == Whose)), language: null, Visit.Today);

    private readonly Dictionary<string, IReadOnlyList<Load>> best = [];

    // The order is the same for all of one language.
    private IEnumerable<Load> Suited(Listed one, Guid? of)
    {
        if (!best.TryGetValue(one.Language, out var order))
            best[one.Language] = order = Load.Best(Team, one.Language, Visit.Today);
        return order.Where(who => who.Person != of).Take(Listed.Suited);
    }
}
