using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Discuss;

/// <summary>The yearly discussions of the working environment: when they were held, and when the next is due.</summary>
public sealed partial class DiscussionsPage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Discussion> All { get; set; }
    [Parameter, EditorRequired] public required bool MayWrite { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required Rule Rule { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/discussions", Show).May(Operation.Read, Kind.Apv);
        doors.MapPost("/apv/discussions", Begin).May(Operation.Organise, Kind.Apv);
    }

    private static Task<IResult> Show(Database db, Gate gate, Library library) => Of(new Typed(), db, gate, library);

    private static async Task<IResult> Begin(Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var typed = new Typed(form);
        var day = typed.DayBy("day", visit.Today.AddYears(1), "apv.errors.far");
        if (typed.Errors.Any)
            return await Of(typed, db, gate, library);
        var id = typed.NewId;
        if (!await db.ApvDiscussions.AnyAsync(one => one.Id == id))
            db.Add(new Discussion { Id = id, HeldOn = day!.Value, Version = 1, BegunAt = visit.Now });
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/discussions/{id}", kept: "/apv/discussions");
    }

    private static async Task<IResult> Of(Typed typed, Database db, Gate gate, Library library) => Page.Of<DiscussionsPage>(
        new
        {
            All = (IReadOnlyList<Discussion>)await db.ApvDiscussions.AsNoTracking().OrderByDescending(one => one.HeldOn).ThenByDescending(one => one.BegunAt).ToListAsync(),
            MayWrite = gate.Allows(Kind.Apv, Operation.Organise), Typed = typed, Rule = library.Rule("yearly-discussion"),
        },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
