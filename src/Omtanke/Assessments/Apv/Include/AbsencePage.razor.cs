using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Include;

/// <summary>The second element, before the plan: figures of sickness absence, none of fewer than five, and whether the work contributes.</summary>
public sealed partial class AbsencePage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required bool Keeps { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether somebody else was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/absence", Show).May<Assessment>(Operation.Read, Kind.Apv);
        doors.MapPost("/apv/{id}/absence", Say).May<Assessment>(Operation.Write, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundApv(id), new Typed(), db, gate);

    private static async Task<IResult> Say(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var contributes = typed.One<Contributes>("contributes", "apv.errors.contributes");
        var reason = typed.Lines("reason");
        typed.Errors.AddWhen(reason.Length == 0 && contributes != Contributes.NotKnown, "reason", "apv.errors.reason");
        if (typed.Errors.Any)
            return await Of(apv, typed, db, gate);
        var absence = await db.ApvAbsences.FirstOrDefaultAsync(one => one.Apv == id);
        if ((absence?.Contributes, absence?.Reason) != (contributes, reason))
        {
            if (typed.Version != (absence?.Version ?? 0))
                return await Of(apv, typed, db, gate, clash: true);
            if (absence is null)
                db.Add(absence = new Absence { Apv = id, Version = 0 });
            (absence.Contributes, absence.Reason, absence.Version) = (contributes, reason, absence.Version + 1);
            db.Add(apv.Happened(Moment.AbsenceTaken, gate.Me, visit.Now, visit[$"apv.contributes.{contributes}"]));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}/absence", await db.SaidOf("apv.saved", reason), $"/apv/{id}/absence");
    }

    private static async Task<IResult> Of(Assessment apv, Typed typed, Database db, Gate gate, bool clash = false) => Page.Of<AbsencePage>(
        new { Whole = await db.WholeApv(apv), Keeps = apv.Keepers.Contains(gate.Me), Typed = typed, Clash = clash },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private bool Writes => Keeps && !Whole.Assessment.IsClosed;
}
