using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Units;

/// <summary>One unit: its name, its place in the tree, who leads it and who did.</summary>
public sealed partial class UnitPage
{
    private const int FewEnoughToList = 60;

    [Parameter, EditorRequired] public required Unit Unit { get; set; }
    [Parameter, EditorRequired] public required UnitTree Units { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<LeaderPeriod> Leaders { get; set; }
    [Parameter, EditorRequired] public required int People { get; set; }

    /// <summary>Everybody, where that is few enough for a list.</summary>
    [Parameter] public IReadOnlyList<(string, string)>? Candidates { get; set; }

    /// <summary>Nobody belongs or has belonged to it, nobody leads or has led it, and nothing lies below it.</summary>
    [Parameter] public bool IsUnused { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    private LeaderPeriod? Leader => Leaders.FirstOrDefault(held => held.UntilOn is null);

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/units/{unit:guid}", Show).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/units/{unit:guid}", Change).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/units/{unit:guid}/leader", Lead).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/units/{unit:guid}/removal", Remove).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Show(Guid unit, Database db) => await Of(unit, db, new Typed());

    private static async Task<IResult> Of(Guid id, Database db, Typed typed)
    {
        var units = await db.UnitTree();
        if (units[id] is not { } unit)
            return NotHere.Page("/administration/units");
        var people = db.People;
        var leaders = await db.Roles.AsNoTracking().Where(held => held.Unit == id && held.Role == Role.Leader)
            .Join(people, held => held.Person, person => person.Id, (held, person) => new LeaderPeriod(person.Id, person.Name, held.FromOn, held.UntilOn)).ToListAsync();
        var branch = units.Branch(id).ToArray();
        var belonged = await db.Memberships.AsNoTracking().Where(membership => branch.Contains(membership.Unit) && membership.UntilOn == null).CountAsync();
        var candidates = await people.AsNoTracking().Where(person => person.LeftOn == null).OrderBy(person => person.Name).Take(FewEnoughToList + 1).Select(person => person.Name + " · " + person.Email).ToListAsync();
        return Page.Of<UnitPage>(
            new
            {
                Unit = unit, Units = units, Typed = typed, People = belonged,
                Leaders = (IReadOnlyList<LeaderPeriod>)[.. leaders.OrderBy(held => held.UntilOn is not null).ThenByDescending(held => held.UntilOn).ThenByDescending(held => held.FromOn)],
                Candidates = candidates.Count > FewEnoughToList ? null : (IReadOnlyList<(string, string)>)[.. candidates.Select(name => (name, name))],
                IsUnused = belonged == 0 && await db.IsUnused(id),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Change(Guid unit, Posted form, Database db)
    {
        var (typed, units) = (new Typed(form), await db.UnitTree());
        if (await db.Units.SingleOrDefaultAsync(found => found.Id == unit) is not { } changing)
            return NotHere.Page("/administration/units");
        var (name, parent) = (typed.Name("name", "administration.errors.unit-name"), typed.Unit("parent", units, needed: false));
        typed.JudgeUnitName(name, units, parent, unit);
        typed.Errors.AddWhen(!units.MayMove(unit, parent), "parent", "administration.errors.unit-circle");
        if (typed.Errors.Any)
            return await Of(unit, db, typed);
        (changing.Name, changing.Parent) = (name, parent);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/administration/units/{unit}", "administration.unit.saved", kept: $"/administration/units/{unit}");
    }

    private static async Task<IResult> Lead(Guid unit, Posted form, Database db, Visit visit)
    {
        var typed = new Typed(form);
        if (!await db.Units.AnyAsync(found => found.Id == unit))
            return NotHere.Page("/administration/units");
        var (leader, from) = ((await typed.Person("leader", db))?.Id, typed.Since("leader-from", visit.Today));
        typed.Errors.AddWhen(await db.Roles.AnyAsync(held => held.Unit == unit && held.Role == Role.Leader && held.UntilOn == null && held.FromOn > from), "leader-from", "administration.errors.before-leader");
        if (typed.Errors.Any)
            return await Of(unit, db, typed);
        await db.Lead(unit, leader, from);
        return Page.SeeOther($"/administration/units/{unit}", "administration.unit.leader-saved");
    }

    private static async Task<IResult> Remove(Guid unit, Database db)
    {
        var units = await db.UnitTree();
        if (units[unit] is not { } removing)
            return NotHere.Page("/administration/units");
        if (!await db.IsUnused(unit))
        {
            var typed = new Typed();
            typed.Errors.Add("name", "administration.errors.unit-used");
            return await Of(unit, db, typed);
        }
        await db.Units.Where(found => found.Id == unit).ExecuteDeleteAsync();
        return Page.SeeOther(removing.Parent is { } parent ? $"/administration/units/{parent}" : "/administration/units", "administration.unit.removed");
    }

    private bool IsWrong(params string[] fields) => fields.Any(field => Typed.Errors[field] is not null);
}

/// <summary>Somebody led a unit, from and until.</summary>
public sealed record LeaderPeriod(Guid Person, string Name, DateOnly FromOn, DateOnly? UntilOn);
