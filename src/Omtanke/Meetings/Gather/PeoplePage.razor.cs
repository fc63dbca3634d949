using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Gather;

/// <summary>Who is in it, who is asked, who keeps it; and the way out, which is open to everybody at any time.</summary>
public sealed partial class PeoplePage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }

    /// <summary>Who has not said yes; only for whoever keeps it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Invitation> Invitations { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Event> Events { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter] public string? Trouble { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/people", Show).May<Series>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/people", Ask).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/people/{person:guid}/withdrawal", Withdraw).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/name", Rename).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/keeping", Offer).May<Series>(Operation.HandOver, Kind.Series);
        doors.MapPost("/meetings/{id}/keeping/acceptance", Take).May<Series>(Operation.Confirm, Kind.Series);
        doors.MapPost("/meetings/{id}/keeping/refusal", TakeNot).May<Series>(Operation.Confirm, Kind.Series);
        doors.MapPost("/meetings/{id}/leaving", Leave).May<Series>(Operation.Erase, Kind.Series);
    }

    private static string AddressOf(Guid series) => $"/meetings/{series}/people";

    private static async Task<IResult> Show(Guid id, Database db) => await Of(await db.FoundSeries(id), db, new Typed());

    private static async Task<IResult> Ask(Guid id, Posted form, Database db, Gate gate, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        typed.Errors.AddWhen(typed["person"].Length == 0, "person", "meetings.errors.person");
        var person = await typed.Person("person", db);
        var asked = await db.SeriesInvitations.Where(one => one.Series == id).ToListAsync();
        typed.Errors.AddWhen(person is not null && series.Members.Contains(person.Id), "person", "meetings.errors.in-already");
        typed.Errors.AddWhen(asked.Any(one => one.Person == person?.Id && one.DeclinedAt is null), "person", "meetings.errors.asked-already");
        typed.Errors.AddWhen(series.Members.Length + asked.Count >= Series.MostPeople, "person", "meetings.errors.full");
        if (typed.Errors.Any)
            return await Of(series, db, typed);
        // Who said no may be asked once more; a no is no secret between the two.
        if (asked.Find(one => one.Person == person!.Id) is { } again)
            db.Remove(again);
        await db.SaveChangesAsync();
        db.Add(new Invitation { Series = id, Person = person!.Id, Kind = series.Kind, Name = series.Name, AskedBy = gate.Me, AskedAt = visit.Now });
        await db.SaveChangesAsync();
        await letters.Ask(series, $"asked {visit.Today:yyyy-MM-dd}", [person.Id]);
        return Page.SeeOther(AddressOf(id), "meetings.people.is-asked", AddressOf(id));
    }

    private static async Task<IResult> Withdraw(Guid id, Guid person, Database db)
    {
        await db.SeriesInvitations.Where(one => one.Series == id && one.Person == person).ExecuteDeleteAsync();
        return Page.SeeOther(AddressOf(id), "meetings.people.withdrawn");
    }

    private static async Task<IResult> Rename(Guid id, Posted form, Database db)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        var name = typed.Line("name", Series.LongestName, "meetings.errors.name");
        if (typed.Errors.Any)
            return await Of(series, db, typed);
        series.Name = name;
        await db.SaveChangesAsync();
        await db.SeriesInvitations.Where(one => one.Series == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Name, name));
        return Page.SeeOther(AddressOf(id), "meetings.people.renamed", $"/meetings/{id}/name");
    }

    /// <summary>The keeping is offered to somebody else. It goes over when they say yes, and to nobody before.</summary>
    private static async Task<IResult> Offer(Guid id, Posted form, Database db, Gate gate, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        // Somebody else may have taken it over while this waited for its turn.
        if (series.Keeper != gate.Me)
            return await Of(series, db, new Typed(), "meetings.errors.not-keeper");
        Guid? to = Guid.TryParse(typed["to"], out var chosen) && chosen != gate.Me && series.Members.Contains(chosen) ? chosen : null;
        typed.Errors.AddWhen(to is null && typed["to"].Length > 0, "to", "meetings.errors.to");
        if (typed.Errors.Any)
            return await Of(series, db, typed);
        series.OfferedTo = to;
        await db.SaveChangesAsync();
        if (to is { } asked)
            await letters.Ask(series, $"keeping {visit.Today:yyyy-MM-dd}", [asked]);
        return Page.SeeOther(AddressOf(id), to is null ? "meetings.people.offer-back" : "meetings.people.is-offered");
    }

    private static async Task<IResult> Take(Guid id, Database db, Gate gate, Visit visit)
    {
        var series = await db.ClaimSeries(id);
        if (series.OfferedTo != gate.Me)
            return await Of(series, db, new Typed(), series.Keeper == gate.Me ? null : "meetings.errors.not-offered");
        db.Add(series.TakeOver(visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "meetings.people.taken");
    }

    private static async Task<IResult> TakeNot(Guid id, Database db, Gate gate)
    {
        var series = await db.ClaimSeries(id);
        if (series.OfferedTo == gate.Me)
            series.OfferedTo = null;
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id));
    }

    private static async Task<IResult> Leave(Guid id, Database db, Gate gate, Erasure erasure, Visit visit)
    {
        var there = await Leaving.Of(await db.ClaimSeries(id), gate.Me, db, erasure, visit.Now);
        return Page.SeeOther("/meetings", there ? "meetings.people.left" : "meetings.people.left-last");
    }

    private static async Task<IResult> Of(Series series, Database db, Typed typed, string? trouble = null)
    {
        // Row-level security shows the invitations to whoever keeps it, and to nobody else.
        var (invitations, events) = await db.InOneTrip(
            () => db.SeriesInvitations.AsNoTracking().Where(one => one.Series == series.Id).OrderBy(one => one.AskedAt).ToListAsync(),
            () => db.SeriesEvents.AsNoTracking().Where(happened => happened.Series == series.Id).OrderByDescending(happened => happened.At).Take(60).ToListAsync());
        return Page.Of<PeoplePage>(
            new
            {
                Series = series, Invitations = (IReadOnlyList<Invitation>)invitations, Events = (IReadOnlyList<Event>)events, Typed = typed, Trouble = trouble,
                Names = (IReadOnlyDictionary<Guid, string>)await db.NamesOf([.. series.Members, .. invitations.Select(one => one.Person), .. events.SelectMany(one => new[] { one.Person, one.About }).OfType<Guid>()]),
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private Guid Me => Visit.Person!.Value;

    private string Home => $"/meetings/{Series.Id}";

    private bool Keeps => Series.Keeper == Me;

    private bool Going => Series.EndedAt is null;

    private string NameOf(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["meetings.somebody"];

    private string Leaves => Series.After(Me) is not { } next ? Visit["meetings.people.leave-last"]
        : Keeps && Going ? Visit.With("meetings.people.leave-keeper", ("name", NameOf(next))) : Visit["meetings.people.leave-text"];
}
