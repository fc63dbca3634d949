using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security.SetUp;

/// <summary>The first start of a real workplace: the code from the console, the workplace's name and its administrator. Gone once the administrator has signed in.</summary>
public sealed partial class SetUp
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/set-up", async (Database db, Visit visit) => await IsOpen(db, visit) ? Page.Of<SetUp>() : Page.NotFound()).May(Operation.Enter, Kind.Open);
        doors.MapPost("/set-up", Found).May(Operation.Enter, Kind.Open);
    }

    private static async Task<IResult> Found(
        Database db, Visit visit, [FromForm] string? code, [FromForm] string? workplace, [FromForm] string? name, [FromForm] string? email)
    {
        if (!await IsOpen(db, visit))
            return Page.NotFound();
        var hash = EntryCode.Hash(code ?? "");
        var entry = await db.EntryCodes.SingleOrDefaultAsync(entry => entry.CodeHash == hash && entry.Purpose == "set-up");
        // Begun before and left half-way: on to choosing how to sign in.
        if (entry is { Person: not null } && entry.Holds(visit.Now))
            return Page.SeeOther($"/invitation/{code!.Trim()}");
        var typed = new Typed(code, workplace?.Trim(), name?.Trim(), email?.Trim());
        var errors = typed.Judge(entry?.Holds(visit.Now) == true);
        if (errors.Any)
            return Page.Of<SetUp>(new { Given = typed, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        await using var transaction = await db.Begin(Acting.Nobody);
        entry!.Person = await Administrator(db, typed, visit);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return Page.SeeOther($"/invitation/{RecoveryCodes.Plain(code!)}");
    }

    private static Task<bool> IsOpen(Database db, Visit visit) =>
        db.EntryCodes.AnyAsync(entry => entry.Purpose == "set-up" && entry.UsedAt == null && entry.EndsAt > visit.Now);

    private static async Task<Guid> Administrator(Database db, Typed typed, Visit visit)
    {
        var top = Guid.Empty;
        if (await db.Workplaces.SingleOrDefaultAsync() is { } workplace)
        {
            workplace.Name = typed.Workplace!;
            top = await db.Units.Where(unit => unit.Parent == null).Select(unit => unit.Id).FirstOrDefaultAsync();
        }
        else
            db.Add(new Workplace { Id = Ids.New(), Name = typed.Workplace!, Language = visit.Code, FoundedAt = visit.Now });
        if (top == Guid.Empty)
            db.Add(new Unit { Id = top = Ids.New(), Name = typed.Workplace! });
        var email = typed.Email!;
        var person = await db.People.FirstOrDefaultAsync(person => person.Email == email);
        if (person is null)
        {
            person = new Person { Id = Ids.New(), Name = typed.Name!, Email = email, Language = visit.Code, JoinedOn = visit.Today };
            db.Add(person);
            db.Add(new Membership { Id = Ids.New(), Person = person.Id, Unit = top, FromOn = visit.Today });
        }
        db.Add(new RoleHolding { Id = Ids.New(), Person = person.Id, Role = Role.Administrator, FromOn = visit.Today });
        // The code's row points at the person, who must be there first.
        await db.SaveChangesAsync();
        return person.Id;
    }

    /// <summary>The form as it was typed.</summary>
    public sealed record Typed(string? Code = null, string? Workplace = null, string? Name = null, string? Email = null)
    {
        internal Errors Judge(bool codeHolds)
        {
            var errors = new Errors();
            errors.AddWhen(!codeHolds, "code", "set-up.code-wrong");
            errors.AddWhen(string.IsNullOrEmpty(Workplace) || Workplace.Length > 120, "workplace", "set-up.workplace-wrong");
            errors.AddWhen(string.IsNullOrEmpty(Name) || Name.Length > 120, "name", "set-up.name-wrong");
            errors.AddWhen(Email is null || Email.Length > 254 || !MailAddress.TryCreate(Email, out var address) || address.Address != Email, "email", "set-up.email-wrong");
            return errors;
        }
    }
}
