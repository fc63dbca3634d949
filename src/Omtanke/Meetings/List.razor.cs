using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings;

/// <summary>The series I am in, those I am asked into, and those that are over.</summary>
public sealed partial class List
{
    [Parameter, EditorRequired] public required IReadOnlyList<Invitation> Asked { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Row> Mine { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/meetings", Show).May(Operation.Read, Kind.Series);

    private static async Task<IResult> Show(Database db, Gate gate, Visit visit)
    {
        var (series, meetings, now) = (db.Series, db.Meetings, visit.Now);
        var (asked, mine) = await db.InOneTrip(
            () => db.SeriesInvitations.AsNoTracking().Where(one => one.Person == gate.Me && one.DeclinedAt == null).OrderBy(one => one.AskedAt).ToListAsync(),
            () => series.AsNoTracking().Where(one => one.Members.Contains(gate.Me)).OrderBy(one => one.BegunAt).Select(one => new Row(
                one,
                meetings.Where(meeting => meeting.Series == one.Id && meeting.CancelledAt == null && meeting.PlannedAt > now).Min(meeting => meeting.PlannedAt),
                meetings.Any(meeting => meeting.Series == one.Id && meeting.CancelledAt == null && meeting.PlannedAt == null))).ToListAsync());
        return Page.Of<List>(new { Asked = (IReadOnlyList<Invitation>)asked, Mine = (IReadOnlyList<Row>)mine });
    }

    /// <summary>A series, when it meets next, and whether a time is being found.</summary>
    public sealed record Row(Series Series, DateTimeOffset? Next, bool Finding);

    private IEnumerable<(string Pile, IEnumerable<Row> Series)> Piles =>
        Mine.GroupBy(one => one.Series.EndedAt is null).OrderByDescending(pile => pile.Key).Select(pile => (pile.Key ? "going" : "ended", (IEnumerable<Row>)pile.OrderBy(one => one.Next ?? DateTimeOffset.MaxValue)));

    private string When(Row one) => one switch
    {
        { Series.EndedAt: { } ended } => Visit.ShortDay(Clock.Day(ended)),
        { Next: { } next } => Visit.ShortDay(Clock.Day(next)),
        { Finding: true } => Visit["meetings.list.finding"],
        _ => Visit["meetings.list.dateless"],
    };
}
