using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>Links new openings into the chain, a moment after they happened, one node at a time.</summary>
public sealed class LinkOpenings(Database db) : IChore
{
    internal const long Lock = 0x4F6D4C6F67; // "OmLog"

    private const int Batch = 2_000;

    /// <inheritdoc />
    public string Name => "link-openings";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await LinkSome(stop) == Batch)
            stop.ThrowIfCancellationRequested();
    }

    private async Task<int> LinkSome(CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", stop);
        var (openings, chain) = (db.Openings, db.OpeningChain);
        var waiting = await openings.AsNoTracking().Where(opening => !chain.Any(link => link.Opening == opening.Id)).OrderBy(opening => opening.Id).Take(Batch).ToListAsync(stop);
        var head = await chain.AsNoTracking().OrderByDescending(link => link.Link).Select(link => link.Hash).FirstOrDefaultAsync(stop)
            ?? await db.OpeningAnchors.OrderByDescending(anchor => anchor.Link).Select(anchor => anchor.Hash).FirstOrDefaultAsync(stop)
            ?? ChainCheck.Beginning;
        foreach (var opening in waiting)
        {
            head = ChainCheck.Next(head, opening);
            // One at a time, so that the numbers of the links follow the hashes.
            await db.Database.ExecuteSqlAsync($"insert into opening_chain (opening, hash) values ({opening.Id}, {head})", stop);
        }
        await transaction.CommitAsync(stop);
        return waiting.Count;
    }
}

/// <summary>Walks the whole chain once a day, remembers what it found, and sends a new head to the administrators: a chain made anew by somebody would have another.</summary>
public sealed class CheckOpenings(Database db, Outbox outbox, Library library) : IChore
{
    private const int Batch = 5_000;

    /// <summary>The fact that holds the last head: <c>number hash</c>.</summary>
    public const string HeadFact = "log-head";

    /// <summary>The fact that holds the number of the first broken link; empty when all hold.</summary>
    public const string BrokenFact = "log-broken";

    /// <inheritdoc />
    public string Name => "check-openings";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromDays(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (head, broken) = await Walk(db, stop);
        await Remember(HeadFact, string.Create(CultureInfo.InvariantCulture, $"{head.Link} {Convert.ToHexStringLower(head.Hash)}"), now);
        await Remember(BrokenFact, broken?.Link.ToString(CultureInfo.InvariantCulture) ?? "", now);
        if (head.Link > 0 || broken is not null)
            await Send(head, broken, now, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Walks the chain as it stands: its head, and the first link that does not hold. For the doctor too; wants a transaction at chores.</summary>
    /// <param name="db">The database.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="passed">Told now and then how many links have been walked.</param>
    public static async Task<((long Link, byte[] Hash) Head, ChainLink? Broken)> Walk(Database db, CancellationToken stop, Action<long>? passed = null)
    {
        var anchor = await db.OpeningAnchors.AsNoTracking().OrderByDescending(anchor => anchor.Link).FirstOrDefaultAsync(stop);
        var (at, hash) = (anchor?.Link ?? 0, anchor?.Hash ?? ChainCheck.Beginning);
        var walked = 0L;
        while (true)
        {
            var (openings, from) = (db.Openings, at);
            var links = await (
                from link in db.OpeningChain.AsNoTracking()
                where link.Link > @from
                join opening in openings.AsNoTracking() on link.Opening equals opening.Id into found
                from opening in found.DefaultIfEmpty()
                orderby link.Link
                select new { link, opening }).Take(Batch).ToListAsync(stop);
            if (ChainCheck.FirstBroken(hash, links.Select(row => (row.link, (Opening?)row.opening)), out hash) is { } broken)
                return ((broken.Link - 1, hash), broken);
            if (links.Count > 0)
                at = links[^1].link.Link;
            walked += links.Count;
            passed?.Invoke(walked);
            if (links.Count < Batch)
                return ((at, hash), null);
        }
    }

    private Task Remember(string name, string value, DateTimeOffset now) => db.Database.ExecuteSqlAsync(
        $"insert into facts (name, value, at) values ({name}, {value}, {now}) on conflict (name) do update set value = excluded.value, at = excluded.at");

    private async Task Send((long Link, byte[] Hash) head, ChainLink? broken, DateTimeOffset now, CancellationToken stop)
    {
        var roles = db.Roles;
        var administrators = await db.People.AsNoTracking().Where(person => person.LeftOn == null
            && roles.Any(holding => holding.Person == person.Id && holding.Role == Role.Administrator && holding.UntilOn == null)).ToListAsync(stop);
        foreach (var person in administrators)
        {
            var words = library.In(person.Language).Words;
            var text = broken is null
                ? words.With("account.log-letter.text", ("name", person.FirstName), ("number", head.Link), ("head", Convert.ToHexStringLower(head.Hash)))
                : words.With("account.log-letter.broken", ("name", person.FirstName), ("number", broken.Link));
            // A head is told once; a break every day until somebody has seen to it.
            var about = broken is null ? $"log-head {head.Link} {Convert.ToHexStringLower(head.Hash)}" : $"log-broken {Clock.Day(now):yyyy-MM-dd}";
            await outbox.Write($"{about} {person.Id}", (person.Name, person.Email), words["account.log-letter.subject"], new LetterBody(text));
        }
    }
}

/// <summary>
/// Removes openings older than thirteen months, with their links, and leaves an anchor: the hash that the rest of the chain builds on. Whose something erased was goes with the last of them.
/// The app's own role has no right to delete here, so that nothing a visit does can touch the log; this one chore works as the owner of the tables.
/// </summary>
public sealed class ForgetOpenings(OwnerConnection owner) : IChore
{
    /// <summary>How long an opening is kept.</summary>
    public const int Months = 13;

    /// <inheritdoc />
    public string Name => "forget-openings";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromDays(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(owner.Value);
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // Only a whole beginning of the chain goes: up to the first link whose opening is still to be kept, or has not been found. A broken chain is left for people to look at.
        await using var command = new NpgsqlCommand("""
            select set_config('omtanke.chores', 'on', true), pg_advisory_xact_lock($1);
            """, connection) { Parameters = { new() { Value = LinkOpenings.Lock } } };
        await command.ExecuteNonQueryAsync(stop);
        await using var forget = new NpgsqlCommand("""
            with kept as (
                select coalesce((select min(c.link) from opening_chain c left join openings o on o.id = c.opening where o.id is null or o.at >= $1), 9223372036854775807) as link),
            last as (
                select c.link, c.hash from opening_chain c, kept where c.link < kept.link order by c.link desc limit 1),
            anchor as (
                insert into opening_anchors (link, hash, made_at) select link, hash, $2 from last on conflict do nothing),
            links as (
                delete from opening_chain c using last where c.link <= last.link returning c.opening)
            delete from openings o using links where o.id = links.opening
            """, connection) { Parameters = { new() { Value = now.AddMonths(-Months) }, new() { Value = now } } };
        await forget.ExecuteNonQueryAsync(stop);
        // Of what is erased there may be nothing more to tell now.
        await using var owners = new NpgsqlCommand("select forget_owners()", connection);
        await owners.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>Clears away what sign-in leaves behind: ended sessions and codes, counted tries, and browsers not seen for more than a year.</summary>
public sealed class ForgetSignIns(Database db) : IChore
{
    /// <inheritdoc />
    public string Name => "forget-sign-ins";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await db.Sessions.Where(session => session.EndsAt < now).ExecuteDeleteAsync(stop);
        await db.EntryCodes.Where(code => code.EndsAt < now.AddDays(-30)).ExecuteDeleteAsync(stop);
        await db.KnownDevices.Where(device => device.SeenAt < now.AddDays(-400)).ExecuteDeleteAsync(stop);
        await db.Database.ExecuteSqlAsync($"delete from sign_in_tries where begins_at < {now.AddDays(-2)}", stop);
    }
}
