using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Cases.Follow;

/// <summary>The guide cards at each point of the rail (catalogue I4–I6): the checklists of our own tools. What is kept of them is that they were done.</summary>
internal static class Guides
{
    private const string Moves = "I5";

    public static void Open(IEndpointRouteBuilder doors) => doors.MapPost("/cases/{id}/guides", Save).May<Case>(Operation.Organise, Kind.Case);

    /// <summary>The tools that tell more.</summary>
    public static readonly IReadOnlyList<string> Tools = ["I4", Moves, "I6"];

    /// <summary>The checklists that belong to a point.</summary>
    public static IReadOnlyList<string> At(Point point) => point switch
    {
        Point.Registered or Point.LeaderStart => ["I5.1", "I5.2"],
        Point.Along => ["I5.3", "I5.4", "I5.5"],
        Point.LeaderEnd or Point.Closed => ["I5.4", "I5.5"],
    };

    /// <summary>Where a case stands: the first point that is not done.</summary>
    public static Point Now(IReadOnlyList<Stop> rail) => rail.Where(stop => stop.Mark is not (Mark.Done or Mark.Without)).Select(stop => (Point?)stop.Point).FirstOrDefault() ?? Point.Closed;

    /// <summary>The items of one checklist; none where the library has no such list.</summary>
    public static IReadOnlyList<string> Items(Library library, string list) =>
        library.Tool(Moves)?.Step(list) is { } step && StepKinds.Read(step) is Checklist sheet ? sheet.Items : [];

    private static async Task<IResult> Save(Guid id, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (typed, me) = (new Typed(form), gate.Me);
        var items = Items(library, typed["list"]);
        var before = await db.CaseGuides.Where(done => done.CaseId == id && done.Person == me && items.Contains(done.Card)).ToListAsync();
        db.RemoveRange(before.Where(done => !typed.Has(done.Card)));
        db.AddRange(items.Where(typed.Has).Except(before.Select(done => done.Card)).Select(card => new GuideDone { CaseId = id, Person = me, Card = card, DoneOn = visit.Today }));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{id}#guides", "cases.guides.saved");
    }
}
