using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.TakeOver;

/// <summary>A colleague takes over by a code: the one who runs it was called away, or sits on a train. The code is used up by it.</summary>
public sealed partial class TakeOverPage
{
    private const string Address = "/workshops/take-over";

    /// <summary>The code as it was typed.</summary>
    [Parameter] public string Typed { get; set; } = "";

    /// <summary>What is wrong with it.</summary>
    [Parameter] public string? Wrong { get; set; }

    /// <summary>When to try again, after many wrong codes.</summary>
    [Parameter] public DateTimeOffset? Later { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, () => Page.Of<TakeOverPage>()).May(Operation.Read, Kind.Workshop);
        doors.MapPost(Address, Take).May(Operation.Begin, Kind.Workshop);
    }

    private static async Task<IResult> Take(Posted form, HttpContext http, Database db, Gate gate, Tries tries, Visit visit)
    {
        var (typed, code, buckets) = (form["code"], Workshop.CodeFrom(form["code"]), tries.ForCode(http, gate.Me));
        if (code.Length != Workshop.CodeLength)
            return Page.Of<TakeOverPage>(new { Typed = typed, Wrong = typed.Length == 0 ? "workshops.join.missing" : "workshops.join.six" }, StatusCodes.Status422UnprocessableEntity);
        if (await tries.Look(buckets) is { } later)
            return TooMany(typed, later);
        if (await Claim(code, db) is not { } workshop)
            return await tries.Take(buckets) is { } wait ? TooMany(typed, wait) : Page.Of<TakeOverPage>(new { Typed = typed, Wrong = "workshops.take-over.unknown" }, StatusCodes.Status422UnprocessableEntity);
        // Whoever runs it already has nothing to take over, and uses nothing up.
        if (!workshop.Facilitators.Contains(gate.Me))
        {
            (workshop.Facilitators, workshop.TakeOver) = ([.. workshop.Facilitators, gate.Me], Workshop.NewCode());
            await db.SaveChangesAsync();
            db.Add(new Coming { Workshop = workshop.Id, Person = gate.Me, At = visit.Now, ByCode = true });
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(workshop.IsOpen ? $"/workshops/{workshop.Id}/run" : $"/workshops/{workshop.Id}", "workshops.take-over.done");
    }

    // Of two who type it at the same moment one comes first; for the other it is no code any longer.
    private static async Task<Workshop?> Claim(string code, Database db)
    {
        await db.Database.ExecuteSqlAsync($"select set_config('omtanke.code', {code}, true)");
        await db.Database.ExecuteSqlAsync($"select 1 from workshops where take_over = {code} and closed_at is null for no key update");
        return await db.Workshops.FirstOrDefaultAsync(workshop => workshop.TakeOver == code && workshop.ClosedAt == null);
    }

    private static IResult TooMany(string typed, DateTimeOffset later) => Page.Of<TakeOverPage>(new { Typed = typed, Later = (DateTimeOffset?)later }, StatusCodes.Status429TooManyRequests);
}
