using Microsoft.AspNetCore.Mvc;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security.SignIn;

/// <summary>The second half: the digits of the code app, or a recovery code.</summary>
public sealed partial class Code
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sign-in/code", Show).May(Operation.Enter, Kind.Open);
        doors.MapPost("/sign-in/code", Enter).May(Operation.Enter, Kind.Open);
    }

    private static IResult Show(HttpContext http, Tickets tickets, string? to) =>
        tickets.Look<HalfWay>(http, HalfWay.Purpose) is null ? Again(to) : Page.Of<Code>(new { To = to });

    private static async Task<IResult> Enter(
        HttpContext http, Database db, Accounts accounts, Tries tries, Tickets tickets, Visit visit, [FromForm] string? code, [FromForm] string? to)
    {
        if (tickets.Look<HalfWay>(http, HalfWay.Purpose) is not { } halfWay || await accounts.At(halfWay.Email) is not { } account
            || account.Id != halfWay.Person || account.SecurityStamp != halfWay.Stamp)
            return Again(to);
        var buckets = await tries.For(http, halfWay.Email);
        if (await tries.Take(buckets) is { } later)
            return Patience.Ask(http, later, Page.Of<Code>(new { To = to, Later = later }, StatusCodes.Status429TooManyRequests));
        if (!await accounts.Uses(account, code ?? ""))
        {
            var errors = new Errors();
            errors.Add("code", "sign-in.code.wrong");
            return Page.Of<Code>(new { To = to, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }
        await tries.GiveBack(buckets, 1);
        tickets.Take<HalfWay>(http, HalfWay.Purpose);
        await SignedIn.Begin(http, db, account.Id, "password", visit.Now);
        return Page.SeeOther(to ?? "/me");
    }

    // Ten minutes have gone, or nobody has begun: from the start.
    private static IResult Again(string? to) => Page.Of<SignIn>(new { To = to });
}
