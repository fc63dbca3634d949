using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;

namespace Omtanke.Assessments.Box;

/// <summary>Opening a collection: settles who is asked, where each is counted and what is asked, and makes the codes. All of it, or nothing.</summary>
public sealed class Opening(Database db, BallotKeys keys, Bookcase bookcase)
{
    /// <summary>Opens it; or says (a word key) what is in the way.</summary>
    /// <param name="collection">Claimed, so that nobody else opens it meanwhile.</param>
    /// <param name="by">Who opens it; null when its time has come.</param>
    /// <param name="now">The time.</param>
    public async Task<string?> Open(Collection collection, Guid? by, DateTimeOffset now)
    {
        if (!collection.IsPlanned)
            return null;
        var (asked, circle) = (await AskedOf(collection), await CircleOf(collection));
        if (await Hindrance(collection, asked, circle, now) is { } hindrance)
            return hindrance;
        var (key, ballots) = keys.Begin(collection.Id, now);
        db.Add(collection.Open(asked!, circle.Asked.Count, key, by, now));
        db.AddRange(circle.Units.Select((unit, place) => new CollectionUnit
        {
            Collection = collection.Id, Unit = unit.Unit, Parent = unit.Parent, Name = unit.Name, Position = place, Asked = unit.Asked, CountedWith = unit.CountedWith,
        }));
        await db.SaveChangesAsync();
        await db.Collecting(collection.Id);
        // In the order of people's ids, which are chance; the codes in the order of their hashes, which are another chance.
        foreach (var some in circle.Asked.OrderBy(seat => seat.Person).Chunk(5000))
            await db.Database.ExecuteSqlAsync($"""
                insert into collection_asked (collection, person, unit, base)
                select {collection.Id}, person, unit, base from unnest({some.Select(seat => seat.Person).ToArray()}, {some.Select(seat => seat.Unit).ToArray()}, {some.Select(seat => seat.Base).ToArray()}) as seat (person, unit, base)
                """);
        if (collection.IsNamed)
            await Seat(collection, circle);
        else
            await MakeCodes(collection, circle, ballots);
        await db.Collected();
        return null;
    }

    // Nobody needs a code where everybody signs in.
    private async Task MakeCodes(Collection collection, Circle circle, Ballots ballots)
    {
        var codes = circle.Asked.Select(seat => (Hash: BallotKeys.HashOf(keys.SecretOf(ballots.CodeOf(seat.Person))), seat.Base)).OrderBy(code => Convert.ToHexString(code.Hash), StringComparer.Ordinal);
        foreach (var some in codes.Chunk(5000))
            await db.Database.ExecuteSqlAsync($"""
                insert into collection_codes (code_hash, collection, base)
                select code, {collection.Id}, base from unnest({some.Select(code => code.Hash).ToArray()}, {some.Select(code => code.Base).ToArray()}) as made (code, base)
                """);
    }

    // Everybody asked sits in their unit. Where it is to be talked about, so does whoever leads the unit, and nobody from above or beside.
    private async Task Seat(Collection collection, Circle circle)
    {
        var units = circle.Asked.Select(seat => seat.Unit).Distinct().ToArray();
        var leaders = collection.Mode != Mode.Dialogue ? []
            : await db.Roles.AsNoTracking().Where(one => one.UntilOn == null && one.Role == Organisation.Role.Leader && units.Contains(one.Unit!.Value)).Select(one => new Belonging(one.Person, one.Unit!.Value)).ToListAsync();
        var leads = leaders.ToHashSet();
        var chairs = circle.Asked.Select(seat => (seat.Person, seat.Unit, Base: seat.Base == Guid.Empty ? (Guid?)null : seat.Base, Asked: true, Leads: leads.Contains(new(seat.Person, seat.Unit))))
            .Concat(leads.Except(circle.Asked.Select(seat => new Belonging(seat.Person, seat.Unit))).Select(one => (one.Person, one.Unit, Base: (Guid?)null, Asked: false, Leads: true)));
        foreach (var some in chairs.Chunk(5000))
            await db.Database.ExecuteSqlAsync($"""
                insert into collection_chairs (collection, person, unit, base, asked, leads)
                select {collection.Id}, person, unit, base, asked, leads
                from unnest({some.Select(one => one.Person).ToArray()}, {some.Select(one => one.Unit).ToArray()}, {some.Select(one => one.Base).ToArray()}, {some.Select(one => one.Asked).ToArray()}, {some.Select(one => one.Leads).ToArray()}) as chair (person, unit, base, asked, leads)
                """);
    }

    /// <summary>Whom it reaches today.</summary>
    public async Task<Circle> CircleOf(Collection collection) => await db.CircleOf(collection.Id, collection.Title, collection.Units, collection.IsNamed);

    /// <summary>What it asks; null when the step is no longer there.</summary>
    public async Task<IReadOnlyList<Asked>?> AskedOf(Collection collection) =>
        (await bookcase.As(collection)) is var library && library.Tool(collection.Tool)?.Step(collection.Step) is { } step && Questionnaire.Suits(step)
            ? Questionnaire.Of(step, library.In(library.Speaks(collection.Language) ? collection.Language : "da"))
            : null;

    // Somebody else's questions that may never point at persons.
    private async Task<Pack?> PackOf(Collection collection) => await bookcase.As(collection) is var library ? Questionnaire.PackOf(library.Tool(collection.Tool)?.Step(collection.Step), library) : null;

    /// <summary>What keeps it from opening (a word key); null when nothing does.</summary>
    public async Task<string?> Hindrance(Collection collection, DateTimeOffset now) => await Hindrance(collection, await AskedOf(collection), await CircleOf(collection), now);

    private async Task<string?> Hindrance(Collection collection, IReadOnlyList<Asked>? asked, Circle circle, DateTimeOffset now)
    {
        // Until it opens, what holds is what the workplace has chosen.
        if (collection.IsPlanned)
            collection.Thresholds = await db.ThresholdsNow();
        if (collection.Mode != Mode.Anonymous && await PackOf(collection) is { Anonymous: true })
            return "collections.hindered.anonymous";
        if (asked is not { Count: > 0 and <= Questionnaire.Most })
            return "collections.hindered.step";
        if (collection.ClosesAt <= now)
            return "collections.hindered.past";
        if (circle.Asked.Count < collection.Least)
            return collection.IsNamed ? "collections.hindered.two" : "collections.hindered.few";
        if (collection.Mode == Mode.Confidential && (collection.Readers.Length == 0 || await db.People.CountAsync(person => collection.Readers.Contains(person.Id) && person.LeftOn == null) < collection.Readers.Length))
            return "collections.hindered.readers";
        return await db.People.AnyAsync(person => person.Id == collection.Owner && person.LeftOn == null) ? null : "collections.hindered.owner";
    }
}
