using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;
using Omtanke.Workshops.Live;

namespace Omtanke.Workshops.Hand;

/// <summary>A phone in the room: joined with a code, no account. Everything it sends may be sent twice, and may come late.</summary>
public sealed partial class HandPage
{
    [Parameter, EditorRequired] public required Snapshot Snapshot { get; set; }
    [Parameter, EditorRequired] public required Own Own { get; set; }

    /// <summary>The word key of what was wrong with what was sent.</summary>
    [Parameter] public string? Fault { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}/hand", Show).MayTakePart<Workshop>();
        doors.MapGet("/workshops/{id}/hand/live", Parts).MayTakePart<Workshop>().Passive();
        doors.MapGet("/workshops/{id}/hand/own", Mine).MayTakePart<Workshop>().Passive();
        doors.MapGet("/workshops/{id}/hand/stream", Stream).MayTakePart<Workshop>().Passive();
        doors.MapPost("/workshops/{id}/hand/ideas", Write).MayTakePart<Workshop>();
        doors.MapPost("/workshops/{id}/hand/ideas/{idea:guid}", Mend).MayTakePart<Workshop>();
        doors.MapPost("/workshops/{id}/hand/votes", Vote).MayTakePart<Workshop>();
        doors.MapPost("/workshops/{id}/hand/answers", Answer).MayTakePart<Workshop>();
        doors.MapPost("/workshops/{id}/hand/absence", Leave).MayTakePart<Workshop>();
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}/hand";

    /// <summary>Changes when what is a phone's own changes its form: another item, stage or round.</summary>
    internal static string OwnKey(Snapshot snapshot) => snapshot.Item is { } item && snapshot.Workshop.IsOpen ? string.Create(CultureInfo.InvariantCulture, $"{item.Id.ToString("N")[..8]}-{item.Mode}-{item.Stage}-{item.Round}") : "none";

    private static async Task<IResult> Show(Guid id, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit) => await Of(id, db, guest, shelf, presence, visit);

    private static async Task<IResult> Of(Guid id, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit, string? fault = null)
    {
        presence.Saw(id, guest.Id, visit.Now);
        var snapshot = await SnapshotOf(id, db, shelf, visit);
        return Page.Of<HandPage>(new { Snapshot = snapshot, Own = await Own.Of(snapshot, guest, db), Fault = fault }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What is newer than version <paramref name="since"/>: what all see, and what is one's own.</summary>
    private static async Task<IResult> Parts(Guid id, string? since, HttpContext http, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit)
    {
        presence.Saw(id, guest.Id, visit.Now);
        Streams.Tell(http.Response, visit.Now);
        if (Streams.IsNow(since, await db.VersionOf(id)))
            return Results.NoContent();
        var snapshot = await SnapshotOf(id, db, shelf, visit);
        return Page.Of<BothParts>(new { Snapshot = snapshot, Own = await Own.Of(snapshot, guest, db) });
    }

    private static async Task<IResult> Mine(Guid id, HttpContext http, Database db, Guest guest, Shelf shelf, Visit visit)
    {
        Streams.Tell(http.Response, visit.Now);
        var snapshot = await SnapshotOf(id, db, shelf, visit);
        return Page.Of<OwnParts>(new { Snapshot = snapshot, Own = await Own.Of(snapshot, guest, db) });
    }

    private static IResult Stream(Guid id, HttpContext http, Guest guest, Changes changes, Frames frames, Presence presence, TimeProvider clock, IServiceScopeFactory scopes, Visit visit)
    {
        var (me, language) = (guest.Id, visit.Code);
        return Streams.Of(changes.Of(id, me, Current, Streams.LifeFor(http.Request), http.RequestAborted), version => frames.Of(id, version, View.Hand, language), () => presence.Saw(id, me, clock.GetUtcNow()));

        async Task<int?> Current()
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Database>();
            await using var transaction = await db.Begin(Acting.Nobody);
            await db.InTheRoom(id);
            return await db.WorkshopVersions.Where(row => row.Workshop == id).Select(row => (int?)row.Version).FirstOrDefaultAsync();
        }
    }

    /// <summary>An idea. Its id is made on the phone: however often it is sent, it is there once.</summary>
    private static async Task<IResult> Write(Guid id, Posted form, HttpContext http, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit)
    {
        presence.Saw(id, guest.Id, visit.Now);
        var (workshop, item) = (await db.FoundWorkshop(id), await db.ItemMeant(id, form["item"]));
        var library = await shelf.As(workshop);
        var text = form["text"];
        var fault = item is not { TakesIdeas: true } || !workshop.IsOpen ? "workshops.errors.over"
            : Together.Of(library.Step(item.Step), visit.Language).Places.All(place => place.Name != form["place"]) ? "workshops.errors.place"
            : text.Length == 0 ? "workshops.errors.empty"
            : text.Length > Idea.Longest ? "workshops.errors.long"
            : null;
        if (fault is null)
        {
            var token = Participant.TokenOf(guest.Secret, item!.Id);
            var idea = Guid.TryParse(form["id"], CultureInfo.InvariantCulture, out var made) && made != Guid.Empty ? made : Guid.NewGuid();
            var written = await db.Ideas.CountAsync(one => one.Item == item.Id && one.Token == token && one.Id != idea);
            if (written >= Idea.MostEach)
                fault = "workshops.errors.many";
            else
                await db.WriteIdea(new Idea
                {
                    Id = idea, Workshop = id, Item = item.Id, Place = form["place"], Text = text, Token = token,
                    Author = item.Anonymous ? null : guest.Id, At = item.Anonymous ? null : visit.Now,
                    AtTable = item.Anonymous || item.Round == 0 ? null : await db.Seats.Where(seat => seat.Item == item.Id && seat.Round == item.Round && seat.Participant == guest.Id).Select(seat => (int?)seat.AtTable).FirstOrDefaultAsync(),
                });
        }
        return await Answered(fault, id, http, db, guest, shelf, presence, visit);
    }

    /// <summary>One's own idea, mended or taken away. Another's is not there.</summary>
    private static async Task<IResult> Mend(Guid id, Guid idea, Posted form, HttpContext http, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit)
    {
        var found = await db.Ideas.FirstOrDefaultAsync(one => one.Id == idea && one.Workshop == id);
        var item = found is null ? null : await db.ItemMeant(id, found.Item.ToString());
        if (found is null || item is null || !found.Token.AsSpan().SequenceEqual(Participant.TokenOf(guest.Secret, item.Id)))
            return Page.NotFound();
        var text = form["text"];
        var fault = !item.TakesIdeas ? "workshops.errors.over" : form["do"] == "remove" ? null : text.Length == 0 ? "workshops.errors.empty" : text.Length > Idea.Longest ? "workshops.errors.long" : null;
        if (fault is null)
        {
            if (form["do"] == "remove")
                found.IsGone = true;
            else
                found.Text = text;
            await db.SaveChangesAsync();
        }
        return await Answered(fault, id, http, db, guest, shelf, presence, visit);
    }

    /// <summary>All of one's votes at once: what is not among them is taken back. No more than the limit, judged where they are stored.</summary>
    private static async Task<IResult> Vote(Guid id, Posted form, HttpContext http, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit)
    {
        var item = await db.ItemMeant(id, form["item"]);
        var chosen = form.All("idea").Select(value => Guid.TryParse(value, CultureInfo.InvariantCulture, out var one) ? one : Guid.Empty).Where(one => one != Guid.Empty).Distinct().ToArray();
        var fault = item is not { Mode: Mode.Ideas, Stage: Stage.Voting } ? "workshops.errors.vote-over" : chosen.Length > Item.VotesEach ? "workshops.errors.votes" : null;
        if (fault is null)
            await db.CastVotes(id, item!.Id, Participant.TokenOf(guest.Secret, item.Id), chosen);
        return await Answered(fault, id, http, db, guest, shelf, presence, visit);
    }

    /// <summary>One's answers to what is only counted.</summary>
    private static async Task<IResult> Answer(Guid id, Posted form, HttpContext http, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit)
    {
        var (workshop, item) = (await db.FoundWorkshop(id), await db.ItemMeant(id, form["item"]));
        if (item is not { Mode: Mode.Count, Stage: Stage.Gathering } || !workshop.IsOpen)
            return await Answered("workshops.errors.count-over", id, http, db, guest, shelf, presence, visit);
        var answer = Together.Of((await shelf.As(workshop)).Step(item.Step), visit.Language).Questions
            .Select(question => (question.Name, Given: form[question.Name], question.Options))
            .Where(given => given.Options.Any(option => option.Value == given.Given))
            .Aggregate(Steps.Answer.Empty, (all, given) => all.With(given.Name, given.Given));
        if (answer.IsEmpty)
            return await Answered("workshops.errors.no-answer", id, http, db, guest, shelf, presence, visit);
        await db.CastBallot(id, item.Id, Participant.TokenOf(guest.Secret, item.Id), answer.ToJson());
        return await Answered(null, id, http, db, guest, shelf, presence, visit);
    }

    /// <summary>Going home. What was written stays; the others' round goes on.</summary>
    private static async Task<IResult> Leave(Guid id, Database db, Guest guest, Visit visit)
    {
        var workshop = await db.FoundWorkshop(id);
        await db.SayGoodbye(guest.Id, visit.Now);
        await Rounds.Mend(db, workshop, visit.Now);
        // The phone keeps its secret: with it they come in again as who they were, and read the minutes.
        return Page.SeeOther("/join", "workshops.hand.left");
    }

    private static async Task<IResult> Answered(string? fault, Guid id, HttpContext http, Database db, Guest guest, Shelf shelf, Presence presence, Visit visit) =>
        http.Request.Headers.ContainsKey("X-Omtanke")
            ? fault is null ? Results.NoContent() : Results.Json(new { error = visit.With(fault, ("most", Item.VotesEach), ("longest", Idea.Longest)) }, statusCode: StatusCodes.Status422UnprocessableEntity)
            : fault is null ? Page.SeeOther(AddressOf(id)) : await Of(id, db, guest, shelf, presence, visit, fault);

    private static async Task<Snapshot> SnapshotOf(Guid id, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.FoundWorkshop(id);
        return await Snapshot.Of(db, workshop, await shelf.As(workshop), visit.Now);
    }
}
