using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Omtanke.Security;

/// <summary>Something whose tries are counted.</summary>
/// <param name="Name">The account, address or device, as a keyed hash.</param>
/// <param name="Free">How many tries cost no waiting.</param>
public readonly record struct Bucket(string Name, int Free);

/// <summary>
/// Counts tries to sign in and to join by a code, so that nobody guesses for long, and nobody can be shut out by another's guessing: a browser that has signed in to the account before
/// counts its own tries, apart from everybody else's. Counted outside the visit's own transaction, so that a failure cannot undo the count.
/// </summary>
public sealed class Tries(NpgsqlDataSource source, IKeyRing ring, TimeProvider clock)
{
    private readonly byte[] pepper = ring.Derive("sign-in tries");

    /// <summary>The longest anybody waits.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait after so many tries: nothing while they are free, then a minute, doubled each time.</summary>
    public static TimeSpan Wait(int tries, int free) =>
        tries < free ? TimeSpan.Zero : TimeSpan.FromMinutes(Math.Min(Longest.TotalMinutes, Math.Pow(2, Math.Min(tries - free, 10))));

    /// <summary>What is counted when this browser tries this account: only itself when the account knows it, else the account and the address, which all strangers share.</summary>
    public async Task<IReadOnlyList<Bucket>> For(HttpContext http, string email)
    {
        var device = Cookies.Device(http.Request) is { } secret ? Arrivals.Hash(secret) : null;
        return device is not null && await Knows(device, email)
            ? [new(Name("device", Convert.ToHexString(device) + Plain(email)), 10)]
            : [new(Name("account", Plain(email)), 5), new(Name("address", Address(http.Connection.RemoteIpAddress)), 100)];
    }

    /// <summary>What is counted when somebody signed in shows again that it is them.</summary>
    public IReadOnlyList<Bucket> For(Guid session) => [new(Name("session", session.ToString()), 10)];

    /// <summary>
    /// What is counted when somebody types a code to join or take over. Somebody signed in counts for themself. A stranger's browser counts for itself,
    /// and all strangers at one address together, forgivingly: a whole office shares one, and six characters are not guessed in a thousand tries.
    /// </summary>
    public IReadOnlyList<Bucket> ForCode(HttpContext http, Guid? person) =>
        person is { } known ? [new(Name("code of person", known.ToString()), 10)]
        : Cookies.Device(http.Request) is { } secret ? [new(Name("code of device", Convert.ToHexString(Arrivals.Hash(secret))), 10), OfAddress(http)]
        : [OfAddress(http)];

    /// <summary>What is counted when somebody follows a link that is none: every stranger at one address together, forgivingly. Nobody finds one by trying; it only costs us work.</summary>
    public IReadOnlyList<Bucket> ForLink(HttpContext http) => [new(Name("link of address", Address(http.Connection.RemoteIpAddress)), 100)];

    private Bucket OfAddress(HttpContext http) => new(Name("code of address", Address(http.Connection.RemoteIpAddress)), 1000);

    /// <summary>When to try again; null to go on. Takes no try, so that those who are right cost nobody anything.</summary>
    public async Task<DateTimeOffset?> Look(IReadOnlyList<Bucket> buckets)
    {
        var now = clock.GetUtcNow();
        await using var command = source.CreateCommand("select bucket, tries, last_at from sign_in_tries where bucket = any($1) and begins_at = $2");
        command.Parameters.Add(new() { Value = buckets.Select(bucket => bucket.Name).ToArray() });
        command.Parameters.Add(new() { Value = Today });
        await using var rows = await command.ExecuteReaderAsync();
        DateTimeOffset? latest = null;
        while (await rows.ReadAsync())
            if (rows.GetFieldValue<DateTimeOffset>(2) + Wait(rows.GetInt32(1), buckets.First(bucket => bucket.Name == rows.GetString(0)).Free) is var next && next > now && rows.GetInt32(1) > 0)
                latest = latest > next ? latest : next;
        return latest;
    }

    /// <summary>Takes one try.</summary>
    /// <returns>Null to go on; otherwise when to try again.</returns>
    public async Task<DateTimeOffset?> Take(IReadOnlyList<Bucket> buckets)
    {
        for (var at = 0; at < buckets.Count; at++)
            if (await Take(buckets[at]) is { } later)
            {
                await GiveBack([.. buckets.Take(at)], 1);
                return later;
            }
        return null;
    }

    /// <summary>Gives tries back: they were right.</summary>
    public async Task GiveBack(IReadOnlyList<Bucket> buckets, int tries)
    {
        foreach (var bucket in buckets)
        {
            await using var command = source.CreateCommand("update sign_in_tries set tries = greatest(0, tries - $3) where bucket = $1 and begins_at = $2");
            Fill(command, bucket);
            command.Parameters.Add(new() { Value = tries });
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task<DateTimeOffset?> Take(Bucket bucket)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var look = new NpgsqlCommand("""
            insert into sign_in_tries (bucket, begins_at, tries, last_at) values ($1, $2, 0, $3)
            on conflict (bucket, begins_at) do update set tries = sign_in_tries.tries returning tries, last_at
            """, connection);
        Fill(look, bucket);
        look.Parameters.Add(new() { Value = now });
        int tries;
        DateTimeOffset last;
        await using (var reader = await look.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            (tries, last) = (reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1));
        }
        if (last + Wait(tries, bucket.Free) is var next && tries > 0 && next > now)
            return next;
        await using var count = new NpgsqlCommand("update sign_in_tries set tries = tries + 1, last_at = $3 where bucket = $1 and begins_at = $2", connection);
        Fill(count, bucket);
        count.Parameters.Add(new() { Value = now });
        await count.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return null;
    }

    private async Task<bool> Knows(byte[] device, string email)
    {
        await using var command = source.CreateCommand("""
            select exists (select 1 from known_devices d join people p on p.id = d.person where d.secret_hash = $1 and lower(p.email) = $2)
            """);
        command.Parameters.Add(new() { Value = device });
        command.Parameters.Add(new() { Value = Plain(email) });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private void Fill(NpgsqlCommand command, Bucket bucket)
    {
        command.Parameters.Add(new() { Value = bucket.Name });
        command.Parameters.Add(new() { Value = Today });
    }

    private DateTimeOffset Today => new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    // Neither addresses of mail nor of machines stand in the table.
    private string Name(string kind, string of) => $"{kind} {Convert.ToHexStringLower(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(of)))}";

    private static string Plain(string email) => email.Trim().ToLowerInvariant();

    // One household or machine has a whole /64 of IPv6 addresses to try from.
    private static string Address(IPAddress? address) => address switch
    {
        null => "?",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
        _ => address.ToString(),
    };
}

/// <summary>A browser that has signed in to an account before.</summary>
public sealed class KnownDevice
{
    public required byte[] SecretHash { get; init; }
    public required Guid Person { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
}
