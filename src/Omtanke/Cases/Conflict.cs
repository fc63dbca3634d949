using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Cases.Follow;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>
/// Somebody else was there first, or an old page was used: nothing is saved, and the case is shown as it stands now, with a word about it (409). One place for the whole room.
/// </summary>
internal static class Conflict
{
    public static async ValueTask<object?> Shown(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception conflict) when (conflict is NotNow or DbUpdateConcurrencyException or DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } })
        {
            return await Anew(context.HttpContext);
        }
    }

    // The gate has rolled back. What was tracked is stale, so everything is read again, by a new yes.
    private static async Task<IResult> Anew(HttpContext http)
    {
        var services = http.RequestServices;
        var (db, gate, visit) = (services.GetRequiredService<Database>(), services.GetRequiredService<Gate>(), services.GetRequiredService<Visit>());
        db.ChangeTracker.Clear();
        await using var transaction = await db.Begin(Acting.As(gate.Me));
        var answered = Guid.TryParse(http.GetRouteValue("id") as string, out var id) ? await gate.Ask<Case>(id, Kind.Case, Operation.Read) : default;
        if (answered is not { Verdict: Verdict.Yes, Grant: { } grant })
            return Page.NotFound();
        var page = await CasePage.Of(id, db, gate.Me, grant, visit, services.GetRequiredService<Content.Library>(), new Typed(), StatusCodes.Status409Conflict, "cases.changed");
        await transaction.CommitAsync();
        return page;
    }
}
