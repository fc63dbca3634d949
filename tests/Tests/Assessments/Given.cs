using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Assessments.Named;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Assessments;

/// <summary>What a test takes as given: a collection, planned, open or closed, and people with their codes.</summary>
internal static class Given
{
    /// <summary>A collection of a step in some units.</summary>
    /// <param name="house">The house.</param>
    /// <param name="keeper">Who plans it.</param>
    /// <param name="units">The units, by name.</param>
    /// <param name="step">What is asked.</param>
    /// <param name="open">Whether it is out.</param>
    /// <param name="closed">Whether it is over.</param>
    /// <param name="more">Last adjustments, before it opens.</param>
    public static async Task<Guid> ACollection(this Visits house, Guid keeper, string[] units, string step = "T01.M", bool open = true, bool closed = false, Action<Collection>? more = null)
    {
        var id = await house.Ask(async db =>
        {
            var (now, chosen) = (house.Clock.GetUtcNow(), await db.Units.Where(unit => units.Contains(unit.Name)).Select(unit => unit.Id).ToArrayAsync());
            var (made, today) = (Ids.New(), Clock.Day(now));
            var collection = new Collection
            {
                Id = made, Series = made, Round = 1, Tool = step.Split('.')[0], Step = step, Language = "da", Title = "Hvor står vi?", Mode = Mode.Anonymous, Keepers = [keeper], Units = chosen, AsksComment = true,
                OpensAt = now, ClosesAt = now.AddDays(10), FeedbackOn = today.AddDays(17), DialogueOn = today.AddDays(24), BegunAt = now,
            };
            more?.Invoke(collection);
            db.Add(collection);
            await db.SaveChangesAsync();
            return made;
        }, Acting.AtChores);
        if (open || closed)
            (await house.OpenIt(id)).ShouldBeNull();
        if (closed)
            await house.CloseIt(id);
        return id;
    }

    /// <summary>It opens; what is in the way otherwise.</summary>
    public static Task<string?> OpenIt(this Visits house, Guid collection, Guid? by = null) => house.Within(async (db, services) =>
        await services.GetRequiredService<Omtanke.Assessments.Box.Opening>().Open(await db.ClaimCollection(collection), by, house.Clock.GetUtcNow()), Acting.AtChores);

    /// <summary>It closes.</summary>
    public static Task CloseIt(this Visits house, Guid collection) => house.Within(async (db, services) =>
    {
        await services.GetRequiredService<Closing>().Close(await db.ClaimCollection(collection), null, house.Clock.GetUtcNow());
        return true;
    }, Acting.AtChores);

    /// <summary>How many letters hold a code to answer with, those of one person or of all.</summary>
    public static Task<int> LettersAsking(this Visits house, Guid? person = null) => house.Ask(async db =>
    {
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        return (await db.Letters.AsNoTracking().ToListAsync()).Count(letter => letter.Body is { } body && envelope.Open(letter.Id, body).Text.Contains("/answer?code=", StringComparison.Ordinal)
            && (person is null || letter.UniqueKey.EndsWith(person.Value.ToString(), StringComparison.Ordinal)));
    }, Acting.AtChores);

    /// <summary>The code of everybody who is asked.</summary>
    public static Task<IReadOnlyDictionary<Guid, string>> CodesOf(this Visits house, Guid collection) => house.Within<IReadOnlyDictionary<Guid, string>>(async (db, services) =>
    {
        var ballots = (await services.GetRequiredService<BallotKeys>().Fetch((await db.FoundCollection(collection)).Key!.Value))!;
        return (await db.AskedPeople.Where(one => one.Collection == collection).ToListAsync()).ToDictionary(one => one.Person, one => ballots.CodeOf(one.Person));
    }, Acting.AtChores);

    /// <summary>Somebody answers by a code: a value for each of the first questions, and perhaps a comment.</summary>
    public static Task<Sent> Answer(this Visits house, string code, string comment = "", params int?[] values) => house.Within(async (db, services) =>
    {
        var secret = services.GetRequiredService<BallotKeys>().SecretOf(code);
        var (collection, at, _, _) = (await db.WithCode(secret)).ShouldNotBeNull();
        var all = values.Concat(Enumerable.Repeat((int?)null, collection.Questions.Length)).Take(collection.Questions.Length).ToArray();
        return await services.GetRequiredService<Sending>().Send(collection, secret, at ?? Guid.Empty, new PhoneBox(secret), new Slip(Guid.Empty, all, comment), house.Clock.GetUtcNow());
    });

    /// <summary>Somebody who is asked answers with their name, and sends it.</summary>
    public static Task<Guid> AnswerByName(this Visits house, Guid collection, Guid person, string comment = "", params int?[] values) => house.Within(async (db, services) =>
    {
        var me = services.GetRequiredService<Respondent>();
        (await new NamedData.Own(db, me).Find(collection, person, toWrite: true, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var (key, grant) = Tests.Given.AKey(house, db, Kind.Answer, person);
        var answer = NamedAnswer.Begin(Ids.New(), me.Chair, key);
        db.Add(answer);
        db.Add(new OpeningOwner { Record = answer.Id, Kind = Kind.Answer, Person = person });
        me.Is(me.Collection, me.Chair, answer);
        var all = values.Concat(Enumerable.Repeat((int?)null, me.Collection.Questions.Length)).Take(me.Collection.Questions.Length).ToArray();
        (await services.GetRequiredService<Giving>().Send(me, grant, new Slip(Guid.Empty, all, comment), house.Clock.GetUtcNow())).ShouldBeTrue();
        return answer.Id;
    }, Acting.As(person));

    /// <summary>What came out of the box.</summary>
    public static Task<Contents> ContentsOf(this Visits house, Guid collection) => house.Ask(db => Contents.Of(collection, db), Acting.AtChores);

    /// <summary>Something done in a transaction of its own, with the services of one visit.</summary>
    public static async Task<T> Within<T>(this Visits house, Func<Database, IServiceProvider, Task<T>> act, Acting acting = default)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        await using var transaction = await db.Begin(acting);
        var result = await act(db, scope.ServiceProvider);
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>Rows as whoever owns the server reads them: past every lock there is.</summary>
    public static async Task<List<T>> AsOwner<T>(this Visits house, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, owner);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            found.Add(read(rows));
        return found;
    }

    /// <summary>A unit's id.</summary>
    public static Task<Guid> UnitOf(this Visits house, string name) => house.Ask(db => db.Units.Where(unit => unit.Name == name).Select(unit => unit.Id).SingleAsync());

    /// <summary>More people in a unit.</summary>
    public static Task<IReadOnlyList<Guid>> Newcomers(this Visits house, string unit, int many) => house.Ask<IReadOnlyList<Guid>>(async db =>
    {
        var (place, day) = (await db.Units.SingleAsync(found => found.Name == unit), new DateOnly(2026, 1, 1));
        var people = Enumerable.Range(0, many).Select(_ => new Person { Id = Ids.New(), Name = "Ny Kollega", Email = $"{Ids.New():N}@fjordby.example", Language = "da", JoinedOn = day }).ToList();
        db.AddRange(people);
        db.AddRange(people.Select(person => new Membership { Id = Ids.New(), Person = person.Id, Unit = place.Id, FromOn = day }));
        await db.SaveChangesAsync();
        return [.. people.Select(person => person.Id)];
    });
}
