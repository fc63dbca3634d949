using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Demo;

/// <summary>Who to be, and when.</summary>
public sealed partial class People
{
    /// <summary>GET /demo, perhaps on the way to a page: <c>/demo?to=/conversations/…</c></summary>
    public static Task<IResult> Open(Database db, string? to) => Show(db, new Errors(), null, to);

    /// <summary>POST /demo/sign-in: sits down as somebody, and goes to the page they were going to, or a letter of theirs led to.</summary>
    public static async Task<IResult> SitDown(HttpContext http, Database db, Visit visit, [FromForm] string? persona, [FromForm] string? to)
    {
        if (Demo.Cast.All.FirstOrDefault(someone => someone.Key == persona) is not { } chosen
            || await db.People.AsNoTracking().FirstOrDefaultAsync(person => person.Email == chosen.Email) is not { } found)
            return Page.NotFound();
        await SignedIn.Begin(http, db, found.Id, "demo", visit.Now);
        return Page.SeeOther(to is { Length: > 0 } ? to : "/me");
    }

    /// <summary>POST /demo/clock: lets hours or days pass.</summary>
    public static async Task<IResult> Move(Database db, DemoClock clock, [FromForm] string? hours, [FromForm] string? days, [FromForm] string? to)
    {
        var errors = new Errors();
        var time = Number(hours) is { } h ? TimeSpan.FromHours(h) : Number(days) is { } d ? TimeSpan.FromDays(d) : TimeSpan.Zero;
        errors.AddWhen(time <= TimeSpan.Zero || time > DemoClock.Furthest, "days", "demo.clock.wrong");
        if (errors.Any)
            return await Show(db, errors, days, to);
        await clock.Forward(time);
        return Page.SeeOther(to is { Length: > 0 } ? LocalAddress.WithQuery("/demo", "to", LocalAddress.Of(to)) : "/demo", "demo.clock.moved");
    }

    private static async Task<IResult> Show(Database db, Errors errors, string? days, string? to) =>
        Page.Of<People>(new { Workplace = await db.TheWorkplace(), Cast = Demo.Cast.All, Errors = errors, Days = days, To = to }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static int? Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000 ? number : null;
}
