using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Demo;

/// <summary>One invented workplace, where anybody may sit down as anybody. Its doors exist only in a demo, never in production.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        if (!doors.ServiceProvider.GetRequiredService<Settings>().Demo)
            return;
        doors.MapGet("/demo", Show).May(Operation.Enter, Kind.Open);
        doors.MapPost("/demo/sign-in", SitDown).May(Operation.Enter, Kind.Open);
    }

    private static async Task<IResult> Show(Database db) =>
        Page.Of<People>(new { Workplace = await db.TheWorkplace(), Cast = Cast.All });

    private static async Task<IResult> SitDown(HttpContext http, Database db, Visit visit, [FromForm] string? persona)
    {
        if (Cast.All.FirstOrDefault(someone => someone.Key == persona) is not { } chosen
            || await db.People.AsNoTracking().FirstOrDefaultAsync(person => person.Email == chosen.Email) is not { } found)
            return Page.NotFound();
        await SignedIn.Begin(http, db, found.Id, "demo", visit.Now);
        return Page.SeeOther("/me");
    }
}
