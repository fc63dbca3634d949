using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.See;

/// <summary>The series: what is ahead, what has been, and, kindly, that many meetings fell away.</summary>
public sealed partial class SeriesPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Meeting> Meetings { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>The meetings whose times the visitor has answered.</summary>
    [Parameter, EditorRequired] public required IReadOnlySet<Guid> Voted { get; set; }

    /// <summary>A contract stands there that the visitor has not signed.</summary>
    [Parameter] public bool Unsigned { get; set; }

    /// <summary>How many have been asked and have not answered; seen by whoever keeps it.</summary>
    [Parameter] public int Waiting { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}", Show).May<Series>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/look", LookAt).May<Series>(Operation.Write, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var series = await db.FoundSeries(id);
        var (meetings, names, voted, unsigned, waiting) = (new List<Meeting>(), new Dictionary<Guid, string>(), new List<Guid>(), false, 0);
        var (times, votes, signatures) = (db.MeetingTimes, db.MeetingVotes, db.Signatures);
        await db.InOneTrip(
            async () => meetings = await db.MeetingsOf(id),
            async () => names = await db.NamesOf(series.Members),
            async () => voted = await times.Where(time => time.Series == id && votes.Any(vote => vote.Time == time.Id && vote.Person == gate.Me)).Select(time => time.Meeting).Distinct().ToListAsync(),
            async () => unsigned = series.EndedAt is null && await db.Contracts.AnyAsync(contract => contract.Series == id && !signatures.Any(one => one.Series == id && one.Person == gate.Me && one.Version == contract.Version)),
            async () => waiting = await db.SeriesInvitations.CountAsync(one => one.Series == id && one.DeclinedAt == null));
        return Page.Of<SeriesPage>(new
        {
            Series = series, Meetings = (IReadOnlyList<Meeting>)meetings, Names = (IReadOnlyDictionary<Guid, string>)names, Voted = (IReadOnlySet<Guid>)voted.ToHashSet(), Unsigned = unsigned, Waiting = waiting,
        });
    }

    private static async Task<IResult> LookAt(Guid id, Database db, Gate gate, Visit visit)
    {
        db.Add((await db.ClaimSeries(id)).LookAt(gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/meetings/{id}", "meetings.track.is-talked");
    }

    private Guid Me => Visit.Person!.Value;

    private string Home => $"/meetings/{Series.Id}";

    private bool Keeps => Series.Keeper == Me;

    private bool Going => Series.EndedAt is null;

    private bool Alone => Series.Members.Length == 1;

    private bool Lost => Track.IsLost(Series, Meetings, Visit.Now);

    private bool Due => Going && Visit.Today >= Series.LookOn;

    private IReadOnlyList<Meeting> ToCome => [.. Meetings.Where(meeting => meeting.IsToCome(Visit.Now)).OrderBy(meeting => meeting.PlannedAt ?? DateTimeOffset.MinValue)];

    private IReadOnlyList<Meeting> Gone => [.. Meetings.Where(meeting => !meeting.IsToCome(Visit.Now)).OrderByDescending(meeting => meeting.CancelledAt ?? meeting.PlannedAt)];

    private string NameOf(Guid person) => Names.GetValueOrDefault(person) ?? Visit["meetings.somebody"];

    private string NameOf(Meeting meeting) => meeting.IsLast ? Visit["meetings.last"] : Visit.With("meetings.number", ("n", meeting.Number));

    private string About(Meeting meeting) => meeting switch
    {
        { CancelledAt: not null } => Visit["meetings.see.cancelled"],
        { Came: { } came } => Visit.With("meetings.see.came", ("n", came.Length), ("of", meeting.Expected)),
        _ => Visit["meetings.see.held"],
    };
}
