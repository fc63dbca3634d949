using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>
/// Sees who comes: reads the session cookie, says who it is, and begins the transaction that works for them, in one question to the database.
/// What is open to everybody works for nobody and has no transaction; what needs no account begins its own.
/// </summary>
public sealed class Arrivals(RequestDelegate next)
{
    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext http, Database db, NpgsqlDataSource source, Caller caller, Visit visit)
    {
        if (Cookies.Secret(http.Request) is not { } secret)
        {
            await next(http);
            return;
        }
        Guid? came = null;
        var may = http.GetEndpoint()?.Metadata.GetMetadata<May>();
        await using (var transaction = may is { Kind: not Kind.Open, Operation: not Operation.TakePart } ? await db.Database.BeginTransactionAsync() : null)
        {
            if (await (may?.Ahead is { } ahead ? Find(db, Hash(secret), visit.Now, () => ahead(http)) : Find(db, Hash(secret), visit.Now)) is { } arrival)
            {
                var standing = visit.Now - arrival.SeenAt <= Session.Away ? Standing.Fresh : Standing.SignedIn;
                caller.Is(arrival.Person, arrival.Session, standing, RoleSet.Of(arrival.Roles.Select(Enum.Parse<Role>)), transaction);
                visit.Is(arrival.Person, arrival.Name, arrival.Language, arrival.Roles);
                came = standing == Standing.Fresh && visit.Now - arrival.SeenAt > TimeSpan.FromMinutes(1) && http.GetEndpoint()?.Metadata.GetMetadata<Passive>() is null ? arrival.Session : null;
            }
            await next(http);
        }
        if (came is { } session)
            await WasHere(source, session, visit.Now);
    }

    // When the visit is over and its connection is free: in its transaction the row would be locked, and every other visit of theirs would wait.
    private static async Task WasHere(NpgsqlDataSource source, Guid session, DateTimeOffset now)
    {
        await using var command = source.CreateCommand("update sessions set seen_at = greatest(seen_at, $2) where id = $1");
        command.Parameters.Add(new() { Value = session });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What of a secret is stored.</summary>
    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    // Whom the transaction works for is settled by the same question; without a transaction that is forgotten at once.
    private static Task<Arrival?> Find(Database db, byte[] hash, DateTimeOffset now) => db.First(
        """
        select s.id, s.person, s.seen_at, p.name, p.language, array(select r.role from roles r where r.person = s.person and r.until_on is null),
               set_config('omtanke.person', s.person::text, true), set_config('omtanke.chores', '', true)
        from sessions s join people p on p.id = s.person
        where s.secret_hash = $1 and s.ends_at > $2 and p.left_on is null
        """,
        row => new Arrival(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4), row.GetFieldValue<string[]>(5)),
        hash, now);

    // In this order: the record is asked for by whoever the first answer says it is.
    private static async Task<Arrival?> Find(Database db, byte[] hash, DateTimeOffset now, Func<Task> ahead)
    {
        Arrival? arrival = null;
        await db.InOneTrip(async () => arrival = await Find(db, hash, now), ahead);
        return arrival;
    }

    private sealed record Arrival(Guid Session, Guid Person, DateTimeOffset SeenAt, string Name, string Language, string[] Roles);
}

/// <summary>The session cookie. Over TLS it is <c>__Host-omtanke</c>; a demo on plain http://localhost has one without the Secure flag.</summary>
public static class Cookies
{
    private const string OverTls = "__Host-omtanke", OnLocalhost = "omtanke";

    /// <summary>The secret this browser holds, if it looks like one.</summary>
    public static string? Secret(HttpRequest request) =>
        (request.Cookies[request.IsHttps ? OverTls : OnLocalhost]) is { Length: 43 } secret ? secret : null;

    /// <summary>So long text that was not saved waits in a tab (Web/Scripts/waiting.ts): the cookie outlives its session by as much, so that signing in again can tell that one ran out.</summary>
    private static readonly TimeSpan TextWaits = TimeSpan.FromHours(1);

    /// <summary>Gives the browser its secret, for a session that ends then.</summary>
    public static void Give(HttpContext http, string secret, DateTimeOffset ends) =>
        http.Response.Cookies.Append(Name(http), secret, Options(http, ends + TextWaits));

    /// <summary>Whether a stranger's browser had a session that ran out. Whoever signed out has nothing of it left.</summary>
    public static bool RanOut(HttpRequest request) => Secret(request) is not null;

    /// <summary>Takes it back.</summary>
    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http, null));

    /// <summary>What tells this browser from others, also when nobody is signed in.</summary>
    public static string? Device(HttpRequest request) => Carried(request, "device") is { Length: 43 } secret ? secret : null;

    /// <summary>Lets the browser carry something else for us.</summary>
    internal static void Carry(HttpContext http, string what, string value, DateTimeOffset ends) =>
        http.Response.Cookies.Append($"{Name(http)}-{what}", value, Options(http, ends));

    /// <summary>What it carries.</summary>
    internal static string? Carried(HttpRequest request, string what) => request.Cookies[$"{(request.IsHttps ? OverTls : OnLocalhost)}-{what}"];

    /// <summary>Takes that back.</summary>
    internal static void Drop(HttpContext http, string what) => http.Response.Cookies.Delete($"{Name(http)}-{what}", Options(http, null));

    /// <summary>The secret of somebody who has joined what this address is about.</summary>
    internal static string? GuestSecret(HttpRequest request) => request.Cookies[Guest] is { Length: 43 } secret ? secret : null;

    /// <summary>Gives a phone the secret it has joined with. It is sent below that address only, so that nothing else of the house learns of it.</summary>
    public static void GiveGuest(HttpContext http, string below, string secret, DateTimeOffset ends) =>
        http.Response.Cookies.Append(Guest, secret, new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = below, Expires = ends, IsEssential = true });

    /// <summary>Lets a phone hold something else below one address only; null takes it back.</summary>
    public static void GiveBelow(HttpContext http, string what, string below, string? value, DateTimeOffset ends) =>
        http.Response.Cookies.Append($"omtanke-{what}", value ?? "", new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = below, Expires = value is null ? DateTimeOffset.UnixEpoch : ends, IsEssential = true });

    /// <summary>What it holds, if it looks like a secret.</summary>
    public static string? Below(HttpRequest request, string what) => request.Cookies[$"omtanke-{what}"] is { Length: 43 } secret ? secret : null;

    private const string Guest = "omtanke-guest";

    private static string Name(HttpContext http) => http.Request.IsHttps ? OverTls : OnLocalhost;

    private static CookieOptions Options(HttpContext http, DateTimeOffset? ends) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", Expires = ends, IsEssential = true };
}

/// <summary>Beginning and ending of sessions.</summary>
public static class SignedIn
{
    /// <summary>Begins a session for this person in this browser, replacing the one it had.</summary>
    public static async Task Begin(HttpContext http, Database db, Guid person, string method, DateTimeOffset now)
    {
        await End(http, db);
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var session = new Session
        {
            Id = Ids.New(), SecretHash = Arrivals.Hash(secret), Person = person, Device = Device.Of(http.Request.Headers.UserAgent.ToString()), Method = method,
            SignedInAt = now, VerifiedAt = now, SeenAt = now, EndsAt = now + Session.Life,
        };
        db.Add(session);
        await db.SaveChangesAsync();
        Cookies.Give(http, secret, session.EndsAt);
        if (method != "demo")
            await Know(http, db, person, now);
    }

    /// <summary>The same person has shown again that it is them: the session goes on, with a new secret.</summary>
    public static async Task Renew(HttpContext http, Database db, Guid session, DateTimeOffset now)
    {
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var hash = Arrivals.Hash(secret);
        await db.Sessions.Where(row => row.Id == session).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.SecretHash, hash).SetProperty(row => row.SeenAt, now).SetProperty(row => row.VerifiedAt, now));
        var ends = await db.Sessions.Where(row => row.Id == session).Select(row => row.EndsAt).SingleAsync();
        Cookies.Give(http, secret, ends);
    }

    /// <summary>Ends every session of this person but one.</summary>
    public static Task EndOthers(Database db, Guid person, Guid session) =>
        db.Sessions.Where(other => other.Person == person && other.Id != session).ExecuteDeleteAsync();

    // The account remembers the browser, so that it counts its own tries from now on.
    private static async Task Know(HttpContext http, Database db, Guid person, DateTimeOffset now)
    {
        var device = Cookies.Device(http.Request) ?? WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var hash = Arrivals.Hash(device);
        await db.Database.ExecuteSqlAsync($"""
            insert into known_devices (secret_hash, person, seen_at) values ({hash}, {person}, {now})
            on conflict (secret_hash, person) do update set seen_at = excluded.seen_at
            """);
        Cookies.Carry(http, "device", device, now.AddDays(400));
    }

    /// <summary>Ends the session this browser has, if any.</summary>
    public static async Task End(HttpContext http, Database db)
    {
        if (Cookies.Secret(http.Request) is { } secret)
        {
            var hash = Arrivals.Hash(secret);
            await db.Sessions.Where(session => session.SecretHash == hash).ExecuteDeleteAsync();
        }
        Cookies.Take(http);
    }
}

/// <summary>What a browser calls itself, in two words.</summary>
internal static class Device
{
    private static readonly (string Sign, string Name)[] Browsers = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    public static string Of(string userAgent) => $"{First(Browsers, userAgent)} · {First(Systems, userAgent)}";

    private static string First((string Sign, string Name)[] names, string userAgent) =>
        names.FirstOrDefault(name => userAgent.Contains(name.Sign, StringComparison.Ordinal)).Name ?? "?";
}
