using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.MyPage.Feed;

/// <summary>My dates in the calendar I use: an address that only I know, made anew or closed whenever I like. Every room gives its own through <see cref="IDates"/>.</summary>
public sealed partial class FeedPage
{
    private const string Address = "/account/calendar";

    private const int DaysBack = 60, DaysAhead = 400;

    /// <summary>When the address was made; null while there is none.</summary>
    [Parameter] public DateTimeOffset? MadeAt { get; set; }

    /// <summary>The address, the one time it is shown.</summary>
    [Parameter] public string? Link { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, Show).May(Operation.Read, Kind.Account);
        doors.MapPost(Address, Make).May(Operation.Write, Kind.Account);
        doors.MapPost($"{Address}/closing", Close).May(Operation.Write, Kind.Account);
        doors.MapGet("/calendar/{secret}.ics", Give).May(Operation.Enter, Kind.Open);
    }

    private static async Task<IResult> Show(Database db, Gate gate) =>
        Page.Of<FeedPage>(new { MadeAt = (await db.CalendarFeeds.AsNoTracking().FirstOrDefaultAsync(feed => feed.Person == gate.Me))?.MadeAt });

    private static async Task<IResult> Make(Database db, Gate gate, Settings settings, Visit visit)
    {
        var (secret, me, now) = (CalendarFeed.NewSecret(), gate.Me, visit.Now);
        var hash = CalendarFeed.Hash(secret);
        await db.Database.ExecuteSqlAsync($"insert into calendar_feeds (person, secret_hash, made_at) values ({me}, {hash}, {now}) on conflict (person) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at");
        // Shown by the press itself: an address to go on to would have to carry it.
        return Page.Of<FeedPage>(new { MadeAt = (DateTimeOffset?)now, Link = settings.Link($"/calendar/{secret}.ics") });
    }

    private static async Task<IResult> Close(Database db, Gate gate)
    {
        await db.CalendarFeeds.Where(feed => feed.Person == gate.Me).ExecuteDeleteAsync();
        return Page.SeeOther(Address, "calendar-feed.closed");
    }

    private static async Task<IResult> Give(string secret, HttpContext http, Database db, IEnumerable<IDates> rooms, Tries tries, Library library, Settings settings, Visit visit, CancellationToken stop)
    {
        var buckets = tries.ForLink(http);
        if (await tries.Look(buckets) is not null)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        var hash = CalendarFeed.Hash(secret);
        var owner = await (from feed in db.CalendarFeeds.AsNoTracking() where feed.SecretHash == hash join person in db.People on feed.Person equals person.Id where person.LeftOn == null select person).FirstOrDefaultAsync(stop);
        if (owner is null)
            return await tries.Take(buckets) is null ? Results.StatusCode(StatusCodes.Status404NotFound) : Results.StatusCode(StatusCodes.Status429TooManyRequests);
        // A calendar program speaks no language: its owner does.
        visit.Speak(library.In(library.Speaks(owner.Language) ? owner.Language : "da"));
        await using var transaction = await db.Begin(Acting.As(owner.Id), stop);
        var dates = await db.InOneTrip(rooms.Select(room => (Func<Task<IReadOnlyList<Dated>>>)(() => room.For(owner.Id, visit.Today.AddDays(-DaysBack), visit.Today.AddDays(DaysAhead), stop))));
        var (text, tag) = new FeedFile(visit["calendar-feed.name"], visit.Today, settings.Link).Write(dates.SelectMany(laid => laid));
        http.Response.Headers.ETag = tag;
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(had => had.Tag == "*" || had.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(text, CalendarFile.MediaType);
    }
}
