using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.End;

/// <summary>Ending with dignity: what each takes along, a last meeting, and then a series that is read and no longer written in.</summary>
public sealed partial class EndingPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<(Guid Person, string Text)> Farewells { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/ending", Show).May<Series>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/farewell", Say).May<Series>(Operation.Write, Kind.Series);
        doors.MapPost("/meetings/{id}/ending", Finish).May<Series>(Operation.Close, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundSeries(id), db, gate, new Typed());

    private static async Task<IResult> Say(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (series, typed) = (await db.FoundSeries(id), new Typed(form));
        var text = typed.Text("text", Farewell.Longest);
        if (typed.Errors.Any)
            return await Of(series, db, gate, typed);
        var mine = await db.Farewells.SingleOrDefaultAsync(one => one.Series == id && one.Person == gate.Me);
        if (mine is not null && text.Length == 0)
            db.Remove(mine);
        else if (mine is not null)
            mine.Write(text, gate.Grant, visit.Now);
        else if (text.Length > 0)
            db.Add(Farewell.Of(id, gate.Me, text, gate.Grant, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/meetings/{id}/ending", "meetings.ending.said", $"/meetings/{id}/farewell");
    }

    private static async Task<IResult> Finish(Guid id, Database db, Gate gate, SeriesLetters letters, Visit visit)
    {
        var series = await db.ClaimSeries(id);
        // What was still ahead is called off, and calendars are told.
        foreach (var meeting in (await db.MeetingsOf(id)).Where(meeting => meeting.StageAt(visit.Now) is Stage.Finding or Stage.Ahead))
        {
            await letters.Tell(series, meeting, cancelled: true, series.Members, visit.Now);
            meeting.Cancel(series.Members.Length, visit.Now);
        }
        db.Add(series.End(gate.Me, visit.Now));
        await db.SeriesInvitations.Where(one => one.Series == id).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        await letters.Ask(series, "ended", series.Members.Where(member => member != gate.Me));
        return Page.SeeOther($"/meetings/{id}/ending", "meetings.ending.done");
    }

    private static async Task<IResult> Of(Series series, Database db, Gate gate, Typed typed)
    {
        var (farewells, names) = await db.InOneTrip(
            () => db.Farewells.AsNoTracking().Where(one => one.Series == series.Id).OrderBy(one => one.At).ToListAsync(),
            () => db.NamesOf(series.Members));
        return Page.Of<EndingPage>(
            new
            {
                Series = series, Typed = typed, Farewells = (IReadOnlyList<(Guid, string)>)[.. farewells.Select(one => (one.Person, one.Read(gate.Grant)))], Names = (IReadOnlyDictionary<Guid, string>)names,
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private bool Going => Series.EndedAt is null;

    private string Mine => Farewells.FirstOrDefault(one => one.Person == Visit.Person).Text ?? "";
}
