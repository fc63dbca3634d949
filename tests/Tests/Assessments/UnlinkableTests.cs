using System.Text;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Data;

namespace Omtanke.Tests.Assessments;

/// <summary>
/// Somebody has the whole database: every table past every lock, before the closing and after it, with the places and transactions of all rows; and they know in which order people answered.
/// They hold one thing against the other in every order there is, and find nobody.
/// </summary>
public sealed class UnlinkableTests(TestCluster cluster)
{
    private const int Rounds = 200, People = 20;

    [Fact]
    public async Task Over_two_hundred_rounds_of_twenty_nothing_that_is_stored_leads_from_a_person_to_an_answer_better_than_chance()
    {
        await using var house = await Visits.Open(cluster);
        await house.Newcomers("Fjordskolen", People - 8);
        var birgit = await house.IdOf("birgit");
        var chance = new Random(20);
        var hits = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
            foreach (var (way, found) in await OneRound(house, birgit, chance))
                hits.AddOrUpdate(way, found, (_, before) => before + found);

        // Whoever guesses at random finds one of twenty, whatever the twenty: two hundred in two hundred rounds, give or take fourteen.
        foreach (var (way, found) in hits.OrderByDescending(hit => hit.Value))
        {
            TestContext.Current.SendDiagnosticMessage($"{way}: {found} of {Rounds * People}");
            found.ShouldBeInRange(Rounds - 70, Rounds + 70, way);
        }
        hits.Count.ShouldBeGreaterThan(30);
        // Proof that the attack finds what is there to be found: where the same orders are held against the box while it is open, code and envelope are one transaction.
        var open = await house.ACollection(birgit, ["Fjordskolen"]);
        foreach (var code in (await house.CodesOf(open)).Values)
            await house.Answer(code, "", 1);
        var codes = await house.AsOwner($"select xmin::text from collection_codes where collection = '{open}' order by 1", row => row.GetString(0));
        (await house.AsOwner($"select xmin::text from collection_box where collection = '{open}' order by 1", row => row.GetString(0))).ShouldBe(codes);
    }

    [Fact]
    public async Task Until_it_is_closed_no_file_of_the_database_nor_its_log_holds_a_word_of_what_was_answered_or_whose_a_code_is()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = await house.CodesOf(id);
        const string canary = "Kanariefuglen synger aldrig om mandagen";
        foreach (var code in codes.Values)
            (await house.Answer(code, canary, 1, 2, 3)).ShouldBe(Sent.Taken);

        (await Holding(house, canary)).ShouldBeEmpty();
        foreach (var code in codes.Values)
        {
            (await Holding(house, code)).ShouldBeEmpty();
            house.Log.Text.ShouldNotContain(code);
        }
        house.Log.Text.ShouldNotContain(canary);
        // And after the closing what was written is there, but not beside what was answered.
        await house.CloseIt(id);
        (await Holding(house, canary)).ShouldNotBeEmpty();
        (await house.AsOwner($"select count(*) from collection_answers a, collection_comments c where a.collection = '{id}' and a.ctid = c.ctid and a.base <> c.base", row => row.GetInt64(0))).ShouldBe([0]);
    }

    /// <summary>One round: everybody answers, each differently, in an order of their own. Then every order of people is held against every order of answers.</summary>
    private static async Task<Dictionary<string, int>> OneRound(Visits house, Guid keeper, Random chance)
    {
        var id = await house.ACollection(keeper, ["Fjordskolen"]);
        var codes = await house.CodesOf(id);
        codes.Count.ShouldBe(People);
        var order = codes.Keys.ToArray();
        chance.Shuffle(order);
        var given = Enumerable.Range(0, People).ToArray();
        chance.Shuffle(given);
        var answered = order.Zip(given).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var person in order)
            (await house.Answer(codes[person], $"{answered[person]:00}", answered[person] / 5, answered[person] % 5)).ShouldBe(Sent.Taken);

        // Before it is closed the attacker copied the box; and whose each code is, they got from somewhere.
        var hashes = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await house.Within(async (_, services) =>
        {
            var keys = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Omtanke.Security.BallotKeys>(services);
            foreach (var (person, code) in codes)
                hashes[Convert.ToHexStringLower(Omtanke.Security.BallotKeys.HashOf(keys.SecretOf(code)))] = person;
            return Task.FromResult(true);
        });
        var box = await house.AsOwner(
            $"select encode(c.code_hash, 'hex'), b.ctid::text, b.id, encode(b.sealed, 'hex') from collection_box b join collection_codes c on c.xmin = b.xmin and c.collection = b.collection where b.collection = '{id}'",
            row => (Person: hashes[row.GetString(0)], Place: Place(row.GetString(1)), Id: row.GetGuid(2), Sealed: row.GetString(3)));
        box.Count.ShouldBe(People);
        await house.CloseIt(id);

        var asked = await house.AsOwner($"select person, ctid::text, base from collection_asked where collection = '{id}'", row => (Person: row.GetGuid(0), Place: Place(row.GetString(1))));
        var members = await house.AsOwner($"select member, ctid::text, xmin::text from collection_members where collection = '{id}'", row => (Name: row.GetGuid(0), Place: Place(row.GetString(1)), Transaction: row.GetString(2)));
        var late = await house.AsOwner($"select encode(code_hash, 'hex'), ctid::text, xmin::text, used, base is null from collection_codes where collection = '{id}'",
            row => (Person: hashes[row.GetString(0)], Place: Place(row.GetString(1)), Transaction: row.GetString(2), Clean: !row.GetBoolean(3) && row.GetBoolean(4)));
        var answers = await house.AsOwner($"select answers, ctid::text, xmin::text from collection_answers where collection = '{id}'", row => (Answer: Number(row.GetFieldValue<short?[]>(0)), Place: Place(row.GetString(1)), Transaction: row.GetString(2)));
        var comments = await house.AsOwner($"select text, ctid::text, xmin::text from collection_comments where collection = '{id}'", row => (Answer: int.Parse(row.GetString(0), System.Globalization.CultureInfo.InvariantCulture), Place: Place(row.GetString(1)), Transaction: row.GetString(2)));
        members.Select(one => one.Transaction).Concat(late.Select(one => one.Transaction)).Concat(answers.Select(one => one.Transaction)).Concat(comments.Select(one => one.Transaction)).Distinct().Count().ShouldBe(1);
        late.ShouldAllBe(one => one.Clean);
        (await house.AsOwner($"select id from collection_box where collection = '{id}'", row => row.GetGuid(0))).ShouldBeEmpty();
        // Whose name each member is, they got from somewhere as well.
        var names = await house.Within(async (db, services) =>
        {
            var (keys, series) = (Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Omtanke.Security.BallotKeys>(services), (await db.Collections.SingleAsync(one => one.Id == id)).Series);
            return codes.Keys.ToDictionary(person => keys.NameIn(series, person));
        }, Acting.AtChores);

        var people = new Dictionary<string, IEnumerable<Guid>>(StringComparer.Ordinal)
        {
            ["the order they answered in"] = order,
            ["their ids"] = order.Order(),
            ["the list of those asked"] = asked.OrderBy(one => one.Place).Select(one => one.Person),
            ["their codes"] = order.OrderBy(person => codes[person], StringComparer.Ordinal),
            ["their codes' hashes"] = hashes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value),
            ["the codes as they lie at last"] = late.OrderBy(one => one.Place).Select(one => one.Person),
            ["the box as it lay"] = box.OrderBy(one => one.Place).Select(one => one.Person),
            ["the envelopes' ids"] = box.OrderBy(one => one.Id).Select(one => one.Person),
            ["the envelopes' bytes"] = box.OrderBy(one => one.Sealed, StringComparer.Ordinal).Select(one => one.Person),
            ["the members as they lie"] = members.OrderBy(one => one.Place).Select(one => names[one.Name]),
        };
        var found = new Dictionary<string, IEnumerable<int>>(StringComparer.Ordinal)
        {
            ["the answers as they lie"] = answers.OrderBy(one => one.Place).Select(one => one.Answer),
            ["the answers from behind"] = answers.OrderByDescending(one => one.Place).Select(one => one.Answer),
            ["the comments as they lie"] = comments.OrderBy(one => one.Place).Select(one => one.Answer),
            ["the comments from behind"] = comments.OrderByDescending(one => one.Place).Select(one => one.Answer),
        };
        var hits = (from person in people from answer in found select (Way: $"{person.Key} against {answer.Key}", Hits: person.Value.Zip(answer.Value).Count(pair => answered[pair.First] == pair.Second))).ToDictionary(one => one.Way, one => one.Hits);
        hits["the comments as they lie against the answers as they lie"] = found["the comments as they lie"].Zip(found["the answers as they lie"]).Count(pair => pair.First == pair.Second);
        return hits;
    }

    private static int Number(short?[] answer) => (answer[0]!.Value * 5) + answer[1]!.Value;

    // (block, place)
    private static long Place(string ctid) => ctid.Trim('(', ')').Split(',') is [var block, var at] ? (long.Parse(block, System.Globalization.CultureInfo.InvariantCulture) << 16) + long.Parse(at, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>The files of this database, and the database's own log of everything, that hold a text.</summary>
    private static async Task<List<string>> Holding(Visits house, string text)
    {
        await house.AsOwner("select pg_switch_wal()::text", row => row.GetString(0));
        await Tests.Given.Tampering(house, "checkpoint");
        var folder = (await house.AsOwner("show data_directory", row => row.GetString(0)))[0];
        var number = (await house.AsOwner("select oid::text from pg_database where datname = current_database()", row => row.GetString(0)))[0];
        var wanted = Encoding.UTF8.GetBytes(text);
        return [.. new[] { Path.Combine(folder, "base", number), Path.Combine(folder, "pg_wal") }.SelectMany(Directory.EnumerateFiles).Where(file => Holds(file, wanted))];
    }

    private static bool Holds(string file, byte[] wanted)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(wanted) >= 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
