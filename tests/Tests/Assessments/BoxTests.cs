using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Assessments;

/// <summary>The box: what is acknowledged is stored, once, and comes out as it went in.</summary>
public sealed class BoxTests(TestCluster cluster)
{
    [Fact]
    public async Task Everything_acknowledged_comes_out_once_whatever_comes_twice_and_whoever_closes_in_the_middle()
    {
        await using var house = await Visits.Open(cluster);
        await house.Newcomers("Fjordskolen", 30);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = (await house.CodesOf(id)).Values.Order(StringComparer.Ordinal).ToList();
        codes.Count.ShouldBe(38);
        // Nobody waits for anybody: each code comes from two windows at once, and half-way through the box is closed.
        var sent = new System.Collections.Concurrent.ConcurrentBag<(string Code, Sent Sent)>();
        var first = codes.Take(20).SelectMany((code, place) => new[] { (Code: code, place), (Code: code, place) });
        await Parallel.ForEachAsync(first, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, _) => sent.Add((one.Code, await house.Answer(one.Code, $"Nr. {one.place}", one.place % 5, null, 4))));
        sent.CountBy(one => one.Sent).ToDictionary().ShouldBe(new Dictionary<Sent, int> { [Sent.Taken] = 20, [Sent.Before] = 20 }, ignoreOrder: true);
        var rest = codes.Skip(20).Select((code, place) => (code, place)).ToList();
        var closing = Task.CompletedTask;
        await Parallel.ForEachAsync(rest, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (one, _) =>
        {
            if (one.place == 9)
                closing = house.CloseIt(id);
            sent.Add((one.code, await house.Answer(one.code, "", 1)));
        });
        await closing;

        var taken = sent.Count(one => one.Sent == Sent.Taken);
        var contents = await house.ContentsOf(id);
        contents.Answers.Count.ShouldBe(taken);
        contents.Members.Count.ShouldBe(taken);
        contents.Members.Select(member => member.Name).ShouldBeUnique();
        (await house.Ask(db => db.Collections.SingleAsync(one => one.Id == id), Acting.AtChores)).Answered.ShouldBe(taken);
        contents.Comments.Select(comment => comment.Text).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(place => $"Nr. {place}").Order(StringComparer.Ordinal));
        contents.Answers.Count(answer => answer.Values is [_, null, (short)4, ..]).ShouldBe(20);
        contents.Answers.ShouldAllBe(answer => answer.Values.Length == 20);
        // Late is late, and nothing is taken by halves: whoever was told no has no slip there.
        sent.Where(one => one.Sent == Sent.Late).ShouldAllBe(one => sent.Count(other => other.Code == one.Code && other.Sent == Sent.Taken) == 0);
        (await house.Answer(codes[^1], "", 1)).ShouldBeOneOf(Sent.Late);
    }

    [Fact]
    public async Task A_box_brought_back_from_an_older_backup_stays_shut()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var code = (await house.CodesOf(id)).Values.First();
        await house.Answer(code, "En hemmelighed", 3);
        var envelopes = await house.AsOwner("select sealed from collection_box", row => row.GetFieldValue<byte[]>(0));
        var (envelope, content) = (await house.AsOwner("select id, encode(sealed, 'hex') from collection_box", row => (row.GetGuid(0), row.GetString(1))))[0];
        var key = (await house.AsOwner($"select key from collections where id = '{id}'", row => row.GetGuid(0)))[0];
        envelopes.ShouldAllBe(envelope => envelope.Length == envelopes[0].Length && envelope.Length >= Ballots.Length);

        await house.CloseIt(id);

        (await house.AsOwner("select id from keys.data_keys where kind = 'Collection'", row => row.GetGuid(0))).ShouldBeEmpty();
        (await house.AsOwner("select key from tombstones where kind = 'collection_box'", row => row.GetGuid(0))).ShouldBe([key]);
        // The row comes back, with its envelopes; the secret does not.
        await Tests.Given.Tampering(house, $"""
            update collections set closed_at = null, answered = null, key = '{key}' where id = '{id}'; delete from collection_answers; delete from collection_comments; delete from collection_members;
            insert into collection_box (id, collection, sealed) values ('{envelope}', '{id}', decode('{content}', 'hex'))
            """);
        await house.CloseIt(id);
        var contents = await house.ContentsOf(id);
        (contents.Answers.Count, contents.Comments.Count, contents.Members.Count).ShouldBe((0, 0, 0));
        (await house.AsOwner("select id from collection_box", row => row.GetGuid(0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_opens_with_the_phone_that_wrote_it_alone_and_is_gone_when_the_box_is_closed()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var (mine, other) = (new PhoneBox("a-secret-of-one-phone"), new PhoneBox("a-secret-of-another"));
        var sealedDraft = mine.Seal(new Slip(Guid.Empty, [1, null, 3], "Ikke færdig").Write());
        Slip.Read(mine.Open(sealedDraft)).Comment.ShouldBe("Ikke færdig");
        Should.Throw<CryptographicException>(() => other.Open(sealedDraft));
        mine.Id.ShouldNotBe(other.Id);
        sealedDraft.Length.ShouldBe(new PhoneBox("x").Seal(Slip.Empty(200).Write()).Length);
    }

    [Fact]
    public async Task Nobody_sees_codes_box_answers_or_who_took_part_whoever_they_are_and_strangers_see_no_plan()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, maja) = (await house.IdOf("birgit"), await house.IdOf("maja"));
        var open = await house.ACollection(birgit, ["Hjemmeplejen Øst"]);
        var closed = await house.ACollection(birgit, ["Fjordskolen"]);
        foreach (var code in (await house.CodesOf(closed)).Values)
            await house.Answer(code, "Et ord", 2);
        await house.CloseIt(closed);
        await house.Answer((await house.CodesOf(open))[maja], "Et ord", 2);

        foreach (var acting in (Acting[])[Acting.As(birgit), Acting.As(maja), Acting.As(await house.IdOf("admin")), Acting.AtChores, Acting.Nobody])
            foreach (var table in (string[])["collection_codes", "collection_box", "collection_drafts", "collection_answers", "collection_comments", "collection_members", "collection_shown", "releases"])
                (await Count(table, acting)).ShouldBe(0, table);
        foreach (var table in (string[])["collections", "collection_events", "collection_units", "collection_asked"])
        {
            (await Count(table, Acting.As(birgit))).ShouldBeGreaterThan(0, table);
            (await Count(table, Acting.As(maja))).ShouldBe(0, table);
            (await Count(table, Acting.Nobody)).ShouldBe(0, table);
        }
        // With a code one sees the collection it belongs to and nothing of anybody else; a wrong one shows nothing.
        var secret = house.Services.CreateScope().ServiceProvider.GetRequiredService<BallotKeys>().SecretOf((await house.CodesOf(open))[maja]);
        await house.Do(async db =>
        {
            (await db.WithCode("no-such-secret")).ShouldBeNull();
            (await db.Collections.CountAsync()).ShouldBe(0);
            (await db.WithCode(secret)).ShouldNotBeNull().Collection.Id.ShouldBe(open);
            (await db.Collections.Select(one => one.Id).ToListAsync()).ShouldBe([open]);
            (await db.AskedPeople.CountAsync()).ShouldBe(0);
            (await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from collection_codes""").SingleAsync()).ShouldBe(1);
            (await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from collection_box""").SingleAsync()).ShouldBe(0);
        });

        Task<int> Count(string table, Acting acting) => house.Ask(async db => (await db.First($"select array[count(*)::int] from {table}", row => row.GetFieldValue<int[]>(0)))![0], acting);
    }

    [Fact]
    public async Task A_round_that_comes_again_is_planned_at_the_closing_at_the_same_hour_and_never_twice()
    {
        await using var house = await Visits.Open(cluster);
        // Over the night on which the clocks are changed.
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"], more: one => one.EveryWeeks = 20);
        await house.CloseIt(id);
        await house.CloseIt(id);
        var rounds = await house.Ask(db => db.Collections.OrderBy(one => one.Round).ToListAsync(), Acting.AtChores);
        rounds.Select(one => one.Round).ShouldBe([1, 2]);
        Clock.Local(rounds[1].OpensAt).DateTime.ShouldBe(Clock.Local(rounds[0].OpensAt).DateTime.AddDays(140));
        rounds[1].OpensAt.ShouldNotBe(rounds[0].OpensAt.AddDays(140));
        (rounds[1].FeedbackOn, rounds[1].IsPlanned, rounds[1].Series).ShouldBe((rounds[0].FeedbackOn.AddDays(140), true, id));
        // The same person is the same member in both, and another in another series.
        var keys = house.Services.CreateScope().ServiceProvider.GetRequiredService<BallotKeys>();
        var maja = await house.IdOf("maja");
        keys.NameIn(id, maja).ShouldBe(keys.NameIn(rounds[1].Series, maja));
        keys.NameIn(Ids.New(), maja).ShouldNotBe(keys.NameIn(id, maja));
    }

    [Fact]
    public async Task What_cannot_open_says_why_and_stays_planned()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        (await house.OpenIt(await house.ACollection(birgit, ["Genbrugspladsen"], open: false))).ShouldBe("collections.hindered.few");
        (await house.OpenIt(await house.ACollection(birgit, ["Fjordskolen"], open: false, more: one => one.ClosesAt = one.OpensAt.AddMinutes(-1).AddMinutes(1).AddTicks(10)))).ShouldBe("collections.hindered.past");
        (await house.OpenIt(await house.ACollection(Ids.New(), ["Fjordskolen"], open: false))).ShouldBe("collections.hindered.owner");
        (await house.Ask(db => db.Collections.CountAsync(one => one.OpenedAt != null), Acting.AtChores)).ShouldBe(0);
        (await house.AsOwner("select id from keys.data_keys where kind = 'Collection'", row => row.GetGuid(0))).ShouldBeEmpty();
    }
}
