using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.People;

/// <summary>
/// What may be changed about somebody. Whoever may organise may do it, save for what would make an administrator or touch one:
/// that is asked of the decision as <see cref="Operation.Operate"/>.
/// </summary>
internal static class PersonChanges
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/administration/people/{person:guid}", Correct).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people/{person:guid}/memberships", Move).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people/{person:guid}/roles", Give).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people/{person:guid}/roles/{holding:guid}/ending", End).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people/{person:guid}/leaving", Leave).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people/{person:guid}/return", Return).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Correct(Guid person, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await PersonFile.Find(db, person) is not { } file)
            return NotHere.Page("/administration/people");
        var typed = new Typed(form);
        var (name, email, language) = (typed.Name("name", "administration.errors.name-missing"), typed.Email("email"), typed.Language("language", visit));
        if (email != file.Person.Email)
        {
            typed.Errors.AddWhen(!MayTouch(file, gate), "email", "administration.errors.administrator-only");
            typed.Errors.AddWhen(await db.WithEmail(email).AnyAsync(other => other.Id != person), "email", "administration.errors.email-taken");
        }
        if (typed.Errors.Any)
            return await PersonPage.Of(file, db, gate, typed);
        (file.Person.Name, file.Person.Email, file.Person.Language) = (name, email, language);
        await db.SaveChangesAsync();
        return Done(person, "administration.person.saved", kept: "");
    }

    private static async Task<IResult> Move(Guid person, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await PersonFile.Find(db, person) is not { } file)
            return NotHere.Page("/administration/people");
        var typed = new Typed(form);
        var (unit, from) = (typed.Unit("unit", await db.UnitTree(), needed: true), typed.Since("unit-from", visit.Today));
        typed.Errors.AddWhen(file.Person.LeftOn is not null, "unit", "administration.errors.has-left");
        typed.Errors.AddWhen(file.Now is { } now && from < now.FromOn, "unit-from", "administration.errors.before-current");
        if (typed.Errors.Any)
            return await PersonPage.Of(file, db, gate, typed);
        if (file.Now?.Unit != unit)
            await db.Move(person, unit, from);
        return Done(person, "administration.person.moved");
    }

    private static async Task<IResult> Give(Guid person, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await PersonFile.Find(db, person) is not { } file)
            return NotHere.Page("/administration/people");
        var typed = new Typed(form);
        var known = Enum.TryParse<Role>(typed["role"], out var role) && Enum.IsDefined(role);
        var (unit, from) = (typed.Unit("role-unit", await db.UnitTree(), needed: false), typed.Since("role-from", visit.Today));
        typed.Errors.AddWhen(!known, "role", "administration.errors.role-missing");
        typed.Errors.AddWhen(known && role == Role.Administrator && !gate.Allows(Kind.Workplace, Operation.Operate), "role", "administration.errors.administrator-only");
        typed.Errors.AddWhen(file.Person.LeftOn is not null, "role", "administration.errors.has-left");
        typed.Errors.AddWhen(known && role == Role.Leader && unit is null, "role-unit", "administration.errors.leader-unit");
        typed.Errors.AddWhen(known && role == Role.Leader && unit is { } led && await StartedAfter(db, led, from), "role-from", "administration.errors.before-leader");
        if (typed.Errors.Any)
            return await PersonPage.Of(file, db, gate, typed);
        await db.Give(person, role, role is Role.Leader or Role.SafetyRepresentative or Role.ShopSteward or Role.EnvironmentMember ? unit : null, from);
        return Done(person, "administration.person.role-given");
    }

    private static async Task<IResult> End(Guid person, Guid holding, Database db, Gate gate, Visit visit)
    {
        if (await PersonFile.Find(db, person) is not { } file || file.Holdings.FirstOrDefault(held => held.Id == holding) is not { } ending)
            return NotHere.Page($"/administration/people/{person}");
        var typed = new Typed();
        if (ending is { Role: Role.Administrator, UntilOn: null })
        {
            typed.Errors.AddWhen(!gate.Allows(Kind.Workplace, Operation.Operate), "ending", "administration.errors.administrator-only");
            typed.Errors.AddWhen(file.LastAdministrator, "ending", "administration.errors.last-administrator");
        }
        if (typed.Errors.Any)
            return await PersonPage.Of(file, db, gate, typed);
        await db.End(holding, visit.Today);
        return Done(person, "administration.person.role-ended");
    }

    private static async Task<IResult> Leave(Guid person, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await PersonFile.Find(db, person) is not { } file)
            return NotHere.Page("/administration/people");
        var typed = new Typed(form);
        var last = typed.Since("left", visit.Today);
        typed.Errors.AddWhen(last < file.Person.JoinedOn, "left", "administration.errors.before-joined");
        typed.Errors.AddWhen(!MayTouch(file, gate), "left", "administration.errors.administrator-only");
        typed.Errors.AddWhen(file.LastAdministrator, "left", "administration.errors.last-administrator");
        if (typed.Errors.Any)
            return await PersonPage.Of(file, db, gate, typed);
        await db.Leave(person, last);
        await db.Sessions.Where(session => session.Person == person).ExecuteDeleteAsync();
        await db.EntryCodes.Where(code => code.Person == person).ExecuteDeleteAsync();
        return Done(person, "administration.person.has-left");
    }

    private static async Task<IResult> Return(Guid person, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await PersonFile.Find(db, person) is not { } file)
            return NotHere.Page("/administration/people");
        var typed = new Typed(form);
        var unit = typed.Unit("return-unit", await db.UnitTree(), needed: false);
        if (typed.Errors.Any)
            return await PersonPage.Of(file, db, gate, typed);
        if (file.Person.LeftOn is not null)
            await db.Return(person, unit, visit.Today);
        return Done(person, "administration.person.returned");
    }

    /// <summary>An administrator's address and access are an administrator's to change: whoever holds the address holds the way in.</summary>
    private static bool MayTouch(PersonFile file, Gate gate) => !file.IsAdministrator || gate.Allows(Kind.Workplace, Operation.Operate);

    private static Task<bool> StartedAfter(Database db, Guid unit, DateOnly from) =>
        db.Roles.AnyAsync(holding => holding.Unit == unit && holding.Role == Role.Leader && holding.UntilOn == null && holding.FromOn > from);

    private static IResult Done(Guid person, string notice, string? kept = null) =>
        Page.SeeOther($"/administration/people/{person}", notice, kept is null ? null : $"/administration/people/{person}{kept}");
}
