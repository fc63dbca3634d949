using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;
using Omtanke.Workshops.Live;

namespace Omtanke.Workshops.Screen;

/// <summary>The screen in the room, opened by whoever runs the workshop.</summary>
public sealed partial class ScreenPage
{
    [Parameter, EditorRequired] public required Snapshot Snapshot { get; set; }
    [Parameter, EditorRequired] public required string Address { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}/screen", Show).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapGet("/workshops/{id}/screen/live", Parts).May<Workshop>(Operation.Read, Kind.Workshop).Passive();
        doors.MapGet("/workshops/{id}/screen/stream", Stream).May<Workshop>(Operation.Read, Kind.Workshop).Passive();
    }

    private static async Task<IResult> Show(Guid id, Database db, Shelf shelf, Library ours, Settings settings, Visit visit) =>
        Page.Of<ScreenPage>(new { Snapshot = await SnapshotOf(id, db, shelf, ours, visit), Address = await AddressFor(id, db, settings) });

    private static async Task<IResult> Parts(Guid id, string? since, HttpContext http, Database db, Shelf shelf, Library ours, Settings settings, Visit visit)
    {
        Streams.Tell(http.Response, visit.Now);
        return Streams.IsNow(since, await db.VersionOf(id))
            ? Results.NoContent()
            : Page.Of<ScreenParts>(new { Snapshot = await SnapshotOf(id, db, shelf, ours, visit), Address = await AddressFor(id, db, settings) });
    }

    private static async Task<IResult> Stream(Guid id, HttpContext http, Database db, Gate gate, Caller caller, Changes changes, Frames frames, IServiceScopeFactory scopes)
    {
        var (session, language) = (caller.Session!.Value, (await db.FoundWorkshop(id)).Language);
        return Streams.Of(changes.Of(id, session, Streams.VersionFor(gate.Me, session, id, scopes), Streams.LifeFor(http.Request), http.RequestAborted), version => frames.Of(id, version, View.Screen, language), () => { });
    }

    private static async Task<string> AddressFor(Guid id, Database db, Settings settings) => settings.Link($"/join/{(await db.FoundWorkshop(id)).Code}");

    // The screen speaks the workshop's language, whoever stands at the computer.
    private static async Task<Snapshot> SnapshotOf(Guid id, Database db, Shelf shelf, Library ours, Visit visit)
    {
        var workshop = await db.FoundWorkshop(id);
        visit.Speak(ours.In(workshop.Language), visit.Languages, visit.Address);
        return await Snapshot.Of(db, workshop, await shelf.As(workshop), visit.Now);
    }
}
