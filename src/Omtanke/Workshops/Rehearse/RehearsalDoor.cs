using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;
using Omtanke.Workshops.Plan;

namespace Omtanke.Workshops.Rehearse;

/// <summary>Rehearsing: begin, let the people who do not exist do something, end.</summary>
internal static class RehearsalDoor
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/workshops/{id}/rehearsal", BeginOrEnd).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/rehearsal/hands", Hands).May<Workshop>(Operation.Write, Kind.Workshop);
    }

    private static async Task<IResult> BeginOrEnd(Guid id, Posted form, Database db, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (form["do"] == "end")
        {
            if (workshop.Rehearsing)
                await Rehearsal.End(workshop, db);
            return Page.SeeOther(PlanPage.AddressOf(id), "workshops.rehearse.ended");
        }
        // What has begun in earnest is not rehearsed; pressed twice, it is one rehearsal.
        if (workshop.OpenedAt is null && workshop.ClosedAt is null && (await db.ItemsOf(id)).Find(item => !item.IsOut) is { } first)
        {
            Rehearsal.Begin(workshop, first, visit["workshops.rehearse.names"].Split(',', StringSplitOptions.TrimEntries), visit.Now, db);
            await db.SaveChangesAsync();
        }
        return workshop.Rehearsing ? Page.SeeOther($"/workshops/{id}/run") : Page.SeeOther(PlanPage.AddressOf(id));
    }

    private static async Task<IResult> Hands(Guid id, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (!workshop.Rehearsing)
            return Page.SeeOther(PlanPage.AddressOf(id));
        var library = await shelf.As(workshop);
        var done = (await db.ItemsOf(id)).Find(item => item.Id == workshop.Item) is { } item && library.Tool(workshop.Tool)?.Step(item.Step) is { } step
            ? await Rehearsal.Hands(workshop, item, Together.Of(step, library.In(workshop.Language)), Samples(library.In(workshop.Language).Words), visit.Now, db)
            : 0;
        return Page.SeeOther($"/workshops/{id}/run", done > 0 ? "workshops.rehearse.hands-done" : "workshops.rehearse.hands-none");
    }

    private static IReadOnlyList<string> Samples(Words words) => words["workshops.rehearse.samples"].Split('|', StringSplitOptions.TrimEntries);
}
