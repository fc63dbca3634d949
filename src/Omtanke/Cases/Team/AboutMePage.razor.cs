using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Team;

/// <summary>What a psychologist says of themself: the languages they speak, and when they are away. Whoever leads the team sees it and may note an absence for them, and never why somebody is away.</summary>
public sealed partial class AboutMePage
{
    [Parameter, EditorRequired] public required Staff Me { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/about-me", Show).May(Operation.HandOver, Kind.Case);
        doors.MapPost("/cases/about-me", Save).May(Operation.HandOver, Kind.Case);
    }

    private static async Task<IResult> Show(Database db, Gate gate) => Page.Of<AboutMePage>(new { Me = await Mine(db, gate.Me) ?? new Staff { Person = gate.Me }, Typed = new Typed() });

    private static async Task<IResult> Save(Posted form, Database db, Gate gate)
    {
        var typed = new Typed(form);
        var (from, until) = Staff.Away(typed);
        if (typed.Errors.Any)
            return Page.Of<AboutMePage>(new { Me = new Staff { Person = gate.Me }, Typed = typed }, StatusCodes.Status422UnprocessableEntity);
        var me = await Mine(db, gate.Me);
        if (me is null)
            db.Add(me = new Staff { Person = gate.Me });
        (me.Languages, me.AwayFrom, me.AwayUntil) = ([.. Staff.AllLanguages.Where(typed.All("languages").Contains)], from, until);
        await db.SaveChangesAsync();
        return Page.SeeOther("/cases/about-me", "cases.about-me.saved");
    }

    private static Task<Staff?> Mine(Database db, Guid me) => db.CaseStaff.SingleOrDefaultAsync(one => one.Person == me);
}
