using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.Join;

/// <summary>
/// Joining by QR code or six characters, with a first name or none, and without an account. The phone is given its secret when it sees the door, and holds it through two taps,
/// two tabs and the way back: whoever has joined comes in again as the one they were.
/// </summary>
public sealed partial class JoinPage
{
    [Parameter, EditorRequired] public required Workshop Workshop { get; set; }

    /// <summary>Its agenda, from which the promise is made.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Item> Items { get; set; }

    [Parameter] public Typed Typed { get; set; } = new();

    /// <summary>Everybody it has room for is there.</summary>
    [Parameter] public bool IsFull { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Joining.Address, () => Page.Of<CodePage>()).May(Operation.Enter, Kind.Open);
        doors.MapPost(Joining.Address, Type).May(Operation.Enter, Kind.Open);
        doors.MapGet("/join/{code}", Show).May(Operation.Enter, Kind.Open);
        doors.MapPost("/join/{code}", Join).May(Operation.Enter, Kind.Open);
    }

    private static IResult Type(Posted form)
    {
        var code = Workshop.CodeFrom(form["code"]);
        return code.Length == Workshop.CodeLength
            ? Page.SeeOther(Joining.AddressOf(code))
            : Page.Of<CodePage>(new { Typed = form["code"], Wrong = form["code"].Length == 0 ? "workshops.join.missing" : "workshops.join.six" }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(string code, HttpContext http, Database db, Tries tries, Visit visit)
    {
        // The cookie is told by the address: one workshop has one.
        if (Workshop.CodeFrom(code) is var meant && meant.Length != Workshop.CodeLength)
            return Page.Of<CodePage>(new { Typed = code, Wrong = "workshops.join.unknown" }, StatusCodes.Status404NotFound);
        if (code != meant)
            return Page.SeeOther(Joining.AddressOf(meant));
        var (buckets, secret) = (tries.ForCode(http, visit.Person), Cookies.GuestSecret(http.Request));
        if (await tries.Look(buckets) is { } later)
            return TooMany(code, later);
        await using var transaction = await db.Begin(Acting.Nobody);
        if (await Find(code, db) is not { } workshop)
            return await Unknown(code, http, tries, buckets, visit);
        await db.InTheRoom(workshop.Id);
        var known = secret is null ? null : await By(secret, db);
        if (known?.Workshop == workshop.Id && known.LeftAt is null)
        {
            GiveHand(http, workshop, secret!, visit.Now);
            return Page.SeeOther(Joining.HandOf(workshop.Id));
        }
        if (secret is null || (known is not null && known.Workshop != workshop.Id))
            Cookies.GiveGuest(http, Joining.AddressOf(code), NewSecret(), Ends(workshop, visit.Now));
        return await Of(workshop, db, new Typed());
    }

    private static async Task<IResult> Join(string code, Posted form, HttpContext http, Database db, Tries tries, Visit visit)
    {
        code = Workshop.CodeFrom(code);
        var (typed, buckets, secret) = (new Typed(form), tries.ForCode(http, visit.Person), Cookies.GuestSecret(http.Request));
        if (await tries.Look(buckets) is { } later)
            return TooMany(code, later);
        await using var transaction = await db.Begin(Acting.Nobody);
        if (await Find(code, db) is not { } workshop)
            return await Unknown(code, http, tries, buckets, visit);
        await db.InTheRoom(workshop.Id);
        var self = typed["as"] == "self" ? visit.Person : null;
        var name = self is null ? typed.Line("name", Participant.LongestName) : visit.Name!.Split(' ')[0];
        if (typed.Errors.Any)
            return await Of(workshop, db, typed);
        var known = secret is null ? null : await By(secret, db);
        // A code is free again when its workshop is over: what was joined by it before is another workshop.
        if (secret is null || (known is not null && known.Workshop != workshop.Id))
            (secret, known) = (NewSecret(), null);
        if (known is null && await db.Participants.CountAsync(one => one.Workshop == workshop.Id) >= Workshop.Most)
            return await Of(workshop, db, typed, isFull: true);
        await Enter(workshop, secret, name, self, visit.Now, db);
        // In the middle of a round: whoever comes late gets company at once.
        await Rounds.Mend(db, workshop, visit.Now);
        await transaction.CommitAsync();
        Cookies.GiveGuest(http, Joining.AddressOf(code), secret, Ends(workshop, visit.Now));
        GiveHand(http, workshop, secret, visit.Now);
        return Page.SeeOther(Joining.HandOf(workshop.Id));
    }

    /// <summary>One row, whether it is tapped once or twice, and whether they were here before. Nobody waits for anybody.</summary>
    private static Task Enter(Workshop workshop, string secret, string name, Guid? person, DateTimeOffset now, Database db)
    {
        var (id, hash) = (Ids.New(), Participant.HashOf(secret));
        return db.Database.ExecuteSqlAsync($"""
            insert into workshop_participants (id, workshop, secret_hash, name, person, joined_at, seen_at) values ({id}, {workshop.Id}, {hash}, {name}, {person}, {now}, {now})
            on conflict (secret_hash) do update set name = excluded.name, person = excluded.person, seen_at = excluded.seen_at, left_at = null
            """);
    }

    // Row-level security shows it to whoever has the code, and to nobody else. Its take-over code would show it too, and does not open this door.
    private static async Task<Workshop?> Find(string code, Database db)
    {
        if (code.Length != Workshop.CodeLength)
            return null;
        await db.Database.ExecuteSqlAsync($"select set_config('omtanke.code', {code}, true)");
        return await db.Workshops.AsNoTracking().FirstOrDefaultAsync(workshop => workshop.Code == code && workshop.ClosedAt == null);
    }

    private static async Task<Participant?> By(string secret, Database db)
    {
        var hash = Participant.HashOf(secret);
        await db.Database.ExecuteSqlAsync($"select set_config('omtanke.secret', {Convert.ToHexStringLower(hash)}, true)");
        return await db.Participants.AsNoTracking().FirstOrDefaultAsync(one => one.SecretHash == hash);
    }

    private static async Task<IResult> Of(Workshop workshop, Database db, Typed typed, bool isFull = false)
    {
        var items = await db.WorkshopItems.AsNoTracking().Where(item => item.Workshop == workshop.Id).ToListAsync();
        return Page.Of<JoinPage>(
            new { Workshop = workshop, Items = (IReadOnlyList<Item>)items, Typed = typed, IsFull = isFull },
            isFull ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Unknown(string code, HttpContext http, Tries tries, IReadOnlyList<Bucket> buckets, Visit visit)
    {
        // From now on this browser counts for itself.
        if (visit.Person is null && Cookies.Device(http.Request) is null)
            Cookies.Carry(http, "device", NewSecret(), visit.Now.AddDays(1));
        return await tries.Take(buckets) is { } later
            ? TooMany(code, later)
            : Page.Of<CodePage>(new { Typed = code, Wrong = "workshops.join.unknown" }, StatusCodes.Status404NotFound);
    }

    private static IResult TooMany(string code, DateTimeOffset later) => Page.Of<CodePage>(new { Typed = code, Later = (DateTimeOffset?)later }, StatusCodes.Status429TooManyRequests);

    private static void GiveHand(HttpContext http, Workshop workshop, string secret, DateTimeOffset now) => Cookies.GiveGuest(http, Joining.HandOf(workshop.Id), secret, Ends(workshop, now));

    // Long enough for the minutes to be read with the phone one joined by.
    private static DateTimeOffset Ends(Workshop workshop, DateTimeOffset now) => (workshop.PlannedAt > now ? workshop.PlannedAt : now).AddDays(180);

    private static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private string? FirstName => Visit.Name?.Split(' ')[0];

    private string When => string.Join(" · ", new[] { Visit.Moment(Workshop.PlannedAt), Workshop.Place }.Where(said => said.Length > 0));
}
