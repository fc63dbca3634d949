using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.TakePart;

/// <summary>Who took part in an element, when and how.</summary>
public sealed partial class TakePartPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required Element Element { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/participations/new", Show).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/participations", Note).May<Assessment>(Operation.Write, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid id, HttpRequest request, Database db) => await Of(await db.FoundApv(id), request.Query["element"].ToString(), new Typed(), db);

    private static async Task<IResult> Note(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var (element, who) = (typed.One<Element>("element", "apv.errors.element"), typed.One<Group>("who", "apv.errors.who"));
        var (day, how) = (typed.DayBy("day", visit.Today), typed.Lines("how"));
        if (typed.Errors.Any)
            return await Of(apv, typed["element"], typed, db);
        var made = typed.NewId;
        if (!await db.ApvParticipations.AnyAsync(one => one.Id == made))
        {
            db.Add(new Participation { Id = made, Apv = id, Element = element, OnDay = day!.Value, Who = who, How = how });
            db.Add(apv.Happened(Moment.TookPart, gate.Me, visit.Now, visit[$"apv.element.{element}.title"]));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther(Way.WayPage.AddressOf(id, element), await db.SaidOf("apv.together.done", how), $"/apv/{id}/participations");
    }

    private static async Task<IResult> Of(Assessment apv, string element, Typed typed, Database db) => Page.Of<TakePartPage>(
        new { Whole = await db.WholeApv(apv), Element = Enum.TryParse<Element>(element, out var known) && Enum.IsDefined(known) ? known : Element.Uncover, Typed = typed },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
