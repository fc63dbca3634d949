using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Invite;

/// <summary>Inviting many at once: those who never were, or those who have not come in.</summary>
public sealed partial class InvitePage
{
    /// <summary>How many letters at a time: a mail server needs its breath, and a press of a button its answer.</summary>
    private const int Most = 500;

    [Parameter, EditorRequired] public required Waiting Counts { get; set; }
    [Parameter, EditorRequired] public required UnitTree Units { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/invitations", async (Database db) => await Show(db, new Typed())).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/invitations", Send).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people/{person:guid}/invitation", SendOne).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Show(Database db, Typed typed) => Page.Of<InvitePage>(
        new { Counts = await Waiting.Count(db), Units = await db.UnitTree(), Typed = typed }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Send(Posted form, Database db, Invitations invitations)
    {
        var (typed, units) = (new Typed(form), await db.UnitTree());
        var (again, unit) = (form["whom"] == "again", typed.Unit("unit", units, needed: false));
        typed.Errors.AddWhen(form["whom"] is not ("never" or "again"), "whom", "administration.errors.whom");
        if (typed.Errors.Any)
            return await Show(db, typed);
        var branch = unit is { } top ? units.Branch(top).ToArray() : [];
        foreach (var person in await Whom(db, again, branch))
            await invitations.Write(person);
        return Page.SeeOther("/administration/invitations", "administration.invite.sent");
    }

    private static async Task<IResult> SendOne(Guid person, Database db, Invitations invitations)
    {
        if (await db.People.SingleOrDefaultAsync(found => found.Id == person && found.LeftOn == null) is not { } invited)
            return NotHere.Page("/administration/people");
        await invitations.Write(invited);
        return Page.SeeOther($"/administration/people/{person}", "administration.invite.sent-one");
    }

    private static Task<List<Person>> Whom(Database db, bool again, Guid[] branch) => db.People.FromSql($"""
        select p.* from people p left join accounts a on a.id = p.id
        where p.left_on is null and a.activated_at is null and (a.invited_at is not null) = {again}
          and (cardinality({branch}) = 0 or exists (select from memberships m where m.person = p.id and m.until_on is null and m.unit = any({branch})))
        order by a.invited_at nulls first, p.name limit {Most}
        """).ToListAsync();
}

/// <summary>How many wait to be let in.</summary>
public sealed class Waiting
{
    /// <summary>Never invited.</summary>
    [Column("never")] public int Never { get; init; }

    /// <summary>Invited, and not come in.</summary>
    [Column("again")] public int Again { get; init; }

    /// <summary>Counts them.</summary>
    public static Task<Waiting> Count(Database db) => db.Database.SqlQuery<Waiting>($"""
        select (count(*) filter (where a.invited_at is null))::int as never, (count(*) filter (where a.invited_at is not null))::int as again
        from people p left join accounts a on a.id = p.id where p.left_on is null and a.activated_at is null
        """).SingleAsync();
}
