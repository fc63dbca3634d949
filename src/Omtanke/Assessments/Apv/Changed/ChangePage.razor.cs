using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Plan;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Changed;

/// <summary>Something has changed: what, when and where. The topics it touches are due now, until an assessment has taken it up.</summary>
public sealed partial class ChangePage
{
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required Reach Reach { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/changes/new", Show).May(Operation.Begin, Kind.Apv);
        doors.MapPost("/apv/changes", Say).May(Operation.Begin, Kind.Apv);
    }

    private static Task<IResult> Show(Database db, Gate gate) => Of(new Typed(), db, gate);

    private static async Task<IResult> Say(Posted form, Database db, Gate gate, Visit visit)
    {
        var (typed, reach) = (new Typed(form), await Reach.Of(db, gate));
        var kind = typed.One<ChangeKind>("kind", "apv.errors.change-kind");
        var what = typed.Lines("what", "apv.errors.change-what");
        var day = typed.DayBy("day");
        var units = reach.Chosen(typed);
        if (typed.Errors.Any)
            return await Of(typed, db, gate);
        var id = typed.NewId;
        if (!await db.ApvChanges.AnyAsync(change => change.Id == id))
            db.Add(new Change
            {
                Id = id, Kind = kind, What = what, OnDay = day!.Value, Units = [.. units], Topics = [.. typed.All("topic").Where(Topic.Ours.Contains).Distinct()], SaidBy = gate.Me, SaidAt = visit.Now,
            });
        await db.SaveChangesAsync();
        return Page.SeeOther("/apv", "apv.change.done", "/apv/changes");
    }

    private static async Task<IResult> Of(Typed typed, Database db, Gate gate) =>
        Page.Of<ChangePage>(new { Typed = typed, Reach = await Reach.Of(db, gate) }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
