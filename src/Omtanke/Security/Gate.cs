using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;
using Database = Omtanke.Data.Database;

namespace Omtanke.Security;

/// <summary>What a door must know of a record before anybody comes near it.</summary>
/// <param name="Record">The record's id, as it stands in the log of openings.</param>
/// <param name="Relation">What the asking person is to it.</param>
/// <param name="State">What its state lets happen.</param>
/// <param name="Owner">Whose its text is: the author, or the conversation.</param>
/// <param name="Key">The data key of its text; null while nothing has been written.</param>
public sealed record Found(Guid Record, Relation Relation, State State, Guid Owner, Guid? Key);

/// <summary>How a room finds one of its records for the gate.</summary>
/// <typeparam name="TRecord">The room's thing.</typeparam>
public interface IRecords<TRecord> where TRecord : class
{
    /// <summary>The record as seen by this person; null when it does not exist or is not theirs to know of.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="toWrite">Whether something is to be written: where a record gets its key with its first text, two first writers must not make two.</param>
    /// <param name="stop">Stops looking.</param>
    Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop);

    /// <summary>
    /// Asks ahead for what <see cref="Find"/> is going to need, in the same round trip that settles who comes: the database shows it only if it is theirs to see.
    /// Whether it may be opened is decided afterwards, as ever.
    /// </summary>
    /// <param name="id">The record's id.</param>
    Task Ahead(Guid id) => Task.CompletedTask;
}

/// <summary>How a room finds many of its records for the gate at once.</summary>
/// <typeparam name="TRecord">The room's thing.</typeparam>
public interface IManyRecords<TRecord> where TRecord : class
{
    /// <summary>The records as seen by this person; those that do not exist or are not theirs to know of are left out.</summary>
    Task<IReadOnlyList<Found>> Find(IReadOnlyCollection<Guid> ids, Guid person, CancellationToken stop);
}

/// <summary>How a room finds one of its records for somebody who has joined it.</summary>
/// <typeparam name="TRecord">The room's thing.</typeparam>
public interface IGuests<TRecord> where TRecord : class
{
    /// <summary>Lets the transaction work for that record, and says what the holder of the secret is to it; null when the secret does not belong to it.</summary>
    Task<(Guid Guest, Found Found)?> Find(Guid id, string secret, HttpRequest request, CancellationToken stop);

    /// <summary>Where one comes in, for whoever has not.</summary>
    string Entrance { get; }
}

/// <summary>Somebody who has joined: filled by the gate where an endpoint is for them.</summary>
public sealed class Guest
{
    /// <summary>Who they are in the record they joined.</summary>
    public Guid Id { get; private set; }

    /// <summary>The secret their phone holds. Never stored.</summary>
    public string Secret { get; private set; } = "";

    internal void Is(Guid id, string secret) => (Id, Secret) = (id, secret);
}

/// <summary>The gate's answer.</summary>
/// <param name="Verdict">Yes, no, or what is missing.</param>
/// <param name="Grant">With yes on a private or shared record, a series of meetings, a case, or an answer with a name: leave to open its text.</param>
/// <param name="Found">The record.</param>
public readonly record struct Answered(Verdict Verdict, AccessGrant? Grant, Found? Found);

/// <summary>
/// The one way in: finds the relation, asks <see cref="Access.Decide"/>, begins the transaction that works for the visitor, writes the log and makes the grant.
/// </summary>
public sealed class Gate(Database db, IKeyRing ring, Visit visit, Caller caller, Installation installation, IServiceProvider services)
{
    private AccessGrant? grant;

    /// <summary>Leave to open the record this endpoint is about.</summary>
    public AccessGrant Grant => grant ?? throw new InvalidOperationException("This endpoint states no record whose text is sealed.");

    /// <summary>The person who is visiting; only where somebody is signed in.</summary>
    public Guid Me => caller.Person ?? throw new InvalidOperationException("Nobody is signed in here.");

    /// <summary>
    /// Whether the visitor may do something more, beyond what the endpoint states, where no record is in question:
    /// one who may organise asks before touching what only one who operates may touch.
    /// </summary>
    public bool Allows(Kind kind, Operation operation) => Access.Decide(caller.Actor, Relation.None, kind, State.None, operation) == Verdict.Yes;

    /// <summary>Guards an endpoint without a record.</summary>
    public async ValueTask<object?> Guard(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var may = MayOf(context);
        var verdict = Access.Decide(caller.Actor, Relation.None, may.Kind, State.None, may.Operation);
        if (verdict != Verdict.Yes)
            return Refusal.Of(verdict, context.HttpContext);
        if (may.Kind == Kind.Open)
            return await next(context);
        await using var transaction = caller.Transaction;
        var result = await next(context);
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>Guards an endpoint about one record, named by the route value <c>id</c>.</summary>
    public async ValueTask<object?> Guard<TRecord>(EndpointFilterInvocationContext context, EndpointFilterDelegate next) where TRecord : class
    {
        var may = MayOf(context);
        if (caller.Person is null)
            return Refusal.Of(Verdict.SignIn, context.HttpContext);
        await using var transaction = caller.Transaction;
        var id = IdOf(context.HttpContext);
        var answered = await Ask<TRecord>(id, may.Kind, may.Operation);
        if (answered.Verdict != Verdict.Yes)
            return Refusal.Of(answered.Verdict, context.HttpContext);
        grant = answered.Grant;
        var result = await next(context);
        // What was done stands before anything is said about it.
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>Guards an endpoint for those who have joined the record named by the route value <c>id</c>. Whoever has not is shown where one joins.</summary>
    public async ValueTask<object?> GuardGuest<TRecord>(EndpointFilterInvocationContext context, EndpointFilterDelegate next) where TRecord : class
    {
        var may = MayOf(context);
        var secret = Cookies.GuestSecret(context.HttpContext.Request);
        var id = IdOf(context.HttpContext);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var guests = services.GetRequiredService<IGuests<TRecord>>();
        var joined = secret is null || id == Guid.Empty ? null : await guests.Find(id, secret, context.HttpContext.Request, default);
        if (joined is not { } guest || Access.Decide(new Actor(Standing.Nobody, default), guest.Found.Relation, may.Kind, guest.Found.State, may.Operation) != Verdict.Yes)
            return Refusal.NotJoined(guests.Entrance, context.HttpContext);
        services.GetRequiredService<Guest>().Is(guest.Guest, secret!);
        var result = await next(context);
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>
    /// Asks about one more record within a guarded endpoint, e.g. one's own preparation beside the shared conversation.
    /// A yes writes the log and carries a grant.
    /// </summary>
    public async Task<Answered> Ask<TRecord>(Guid id, Kind kind, Operation operation) where TRecord : class
    {
        var found = id == Guid.Empty ? null : await services.GetRequiredService<IRecords<TRecord>>().Find(id, Me, operation is not Operation.Read, default);
        var verdict = Access.Decide(caller.Actor, found?.Relation ?? Relation.None, kind, found?.State ?? State.None, operation);
        // No record, no leave: what holds for beginning something new says nothing about a record that is not there.
        if (found is null)
            return new(Verdict.No, null, null);
        return verdict == Verdict.Yes
            ? new(verdict, await MakeGrant(found, kind, operation), found)
            : new(verdict, null, found);
    }

    /// <summary>
    /// Asks about many records within a guarded endpoint, to read them: each is decided by itself, and each yes has a line of its own in the log and a grant of its own.
    /// </summary>
    /// <returns>The grants, by record; none for what the answer is no to.</returns>
    public async Task<IReadOnlyDictionary<Guid, AccessGrant>> AskEach<TRecord>(IReadOnlyCollection<Guid> ids, Kind kind) where TRecord : class
    {
        var found = (await services.GetRequiredService<IManyRecords<TRecord>>().Find(ids, Me, default))
            .Where(one => one.Key is not null && Access.Decide(caller.Actor, one.Relation, kind, one.State, Operation.Read) == Verdict.Yes).ToList();
        var (records, keys) = (found.Select(one => one.Record).ToArray(), found.Select(one => one.Key!.Value).ToArray());
        var (now, kindName, operation, me) = (visit.Now, kind.ToString(), nameof(Operation.Read), Me);
        var since = now.AddMinutes(-15);
        await db.Database.ExecuteSqlAsync($"""
            insert into openings (at, person, operation, kind, record)
            select {now}, {me}, {operation}, {kindName}, r from unnest({records}) as r
            where not exists (select 1 from openings where record = r and person = {me} and operation = {operation} and at > {since})
            """);
        var stored = await db.DataKeys.AsNoTracking().Where(key => keys.Contains(key.Id)).ToDictionaryAsync(key => key.Id);
        return found.Where(one => stored.ContainsKey(one.Key!.Value))
            .ToDictionary(one => one.Record, one => GrantOf(stored[one.Key!.Value]));

        AccessGrant GrantOf(DataKey key) => new(installation.Workplace, key, ring.Unwrap(kind, key.Id, key.KekVersion, key.Wrapped), mayWrite: false);
    }

    /// <summary>
    /// Begins a record of the visitor's own or between named people: makes its key, notes whose it is, and gives leave to seal its first text.
    /// </summary>
    /// <param name="kind">Private or shared.</param>
    /// <param name="record">The new record's id.</param>
    /// <param name="owner">Whose its text is: the author for the private kind, the record itself for the shared.</param>
    /// <param name="people">Who may read the log of its openings.</param>
    /// <returns>The new key's id, to be kept on the record, and the grant.</returns>
    public (Guid Key, AccessGrant Grant) Begin(Kind kind, Guid record, Guid owner, params ReadOnlySpan<Guid> people)
    {
        var (key, made) = NewKey(kind, owner);
        foreach (var person in people)
            db.Add(new OpeningOwner { Record = record, Kind = kind, Person = person });
        db.Add(new Opening { At = visit.Now, Person = Me, Operation = Operation.Begin, Kind = kind, Record = record });
        return (key.Id, new AccessGrant(installation.Workplace, key, made, mayWrite: true));
    }

    private async Task<AccessGrant?> MakeGrant(Found found, Kind kind, Operation operation)
    {
        // Whoever is asked into a series has not come in, and whoever is to take a case on has not got it: nothing in it opens for them.
        if (kind is not (Kind.Private or Kind.Shared or Kind.Answer or Kind.Series or Kind.Case) || (kind, found.Relation) is (Kind.Series, Relation.Reader) or (Kind.Case, Relation.Colleague))
            return null;
        var writes = operation is not Operation.Read;
        if (found.Key is not { } keyId)
        {
            // A case has its key from the first day: what is found of one without it holds no text, as a yes of one's own. Nothing is opened, and no log tells when somebody answered.
            if (!writes || kind == Kind.Case)
                return null;
            var (key, made) = NewKey(kind, found.Owner);
            NewKeyId = key.Id;
            return new AccessGrant(installation.Workplace, key, made, mayWrite: true);
        }
        var stored = await Opened(keyId, found.Record, kind, operation);
        return new AccessGrant(installation.Workplace, stored, ring.Unwrap(kind, stored.Id, stored.KekVersion, stored.Wrapped), writes);
    }

    /// <summary>The key made in this request for a record that had none; to be kept on the record.</summary>
    public Guid? NewKeyId { get; private set; }

    /// <summary>Fetches the key and writes the log in one go. The same person doing the same to the same record again within a quarter of an hour is one opening.</summary>
    private async Task<DataKey> Opened(Guid key, Guid record, Kind kind, Operation operation)
    {
        var now = visit.Now;
        var since = now.AddMinutes(-15);
        var (kindName, operationName) = (kind.ToString(), operation.ToString());
        var stored = await db.First(
            """
            with logged as (
                insert into openings (at, person, operation, kind, record)
                select $1, $3, $4, $5, $6
                where not exists (select 1 from openings where record = $6 and person = $3 and operation = $4 and at > $2)
                returning id)
            select k.owner, k.kek_version, k.wrapped, k.made_at from keys.data_keys k where k.id = $7
            """,
            row => new DataKey
            {
                Id = key, Kind = kind, Owner = row.GetGuid(0), KekVersion = row.GetInt32(1), Wrapped = row.GetFieldValue<byte[]>(2), MadeAt = row.GetFieldValue<DateTimeOffset>(3),
            },
            now, since, Me, operationName, kindName, record, key);
        return stored ?? throw new InvalidOperationException("The key of this record is gone: its text was erased.");
    }

    private (DataKey Key, byte[] DataKey) NewKey(Kind kind, Guid owner)
    {
        var id = Ids.New();
        var dataKey = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var key = new DataKey { Id = id, Kind = kind, Owner = owner, KekVersion = ring.Version, Wrapped = ring.Wrap(kind, id, dataKey), MadeAt = visit.Now };
        db.Add(key);
        return (key, dataKey);
    }

    /// <summary>The record that the route value <c>id</c> names.</summary>
    internal static Guid IdOf(HttpContext http) => Guid.TryParse(http.GetRouteValue("id") as string, CultureInfo.InvariantCulture, out var id) ? id : Guid.Empty;

    private static May MayOf(EndpointFilterInvocationContext context) => context.HttpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<May>();
}

/// <summary>Who this installation is: goes into every seal, so that text moved to another workplace does not open.</summary>
/// <param name="Workplace">The workplace's id; made when the database is founded.</param>
public sealed record Installation(Guid Workplace);

/// <summary>Who is calling: filled once per request from the session.</summary>
public sealed class Caller
{
    /// <summary>The signed-in person; null for nobody.</summary>
    public Guid? Person { get; private set; }

    /// <summary>The session that brought them.</summary>
    public Guid? Session { get; private set; }

    /// <summary>As the decision sees them.</summary>
    public Actor Actor { get; private set; } = new(Standing.Nobody, default);

    /// <summary>The transaction that works for them; the gate ends it. Only where the endpoint is not open to everybody.</summary>
    internal IDbContextTransaction Transaction => transaction ?? throw new InvalidOperationException("This endpoint works for nobody in particular.");

    private IDbContextTransaction? transaction;

    internal void Is(Guid person, Guid session, Standing standing, RoleSet roles, IDbContextTransaction? transaction)
    {
        (Person, Session, this.transaction) = (person, session, transaction);
        Actor = new Actor(standing, roles);
    }
}
