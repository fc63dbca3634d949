using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>The log of openings: who reads it, and that nobody changes it unseen.</summary>
public sealed class ChainTests(TestCluster cluster)
{
    [Fact]
    public void A_chain_holds_until_something_in_it_is_changed_removed_or_slipped_in()
    {
        var openings = Enumerable.Range(1, 5).Select(id => An(id)).ToList();
        var links = Linked(openings);
        ChainCheck.FirstBroken(ChainCheck.Beginning, links, out var head).ShouldBeNull();
        head.ShouldBe(links[^1].Link.Hash);

        ChainCheck.FirstBroken(ChainCheck.Beginning, [.. links[..2], (links[2].Link, An(3, minutes: 1)), .. links[3..]], out _)!.Link.ShouldBe(3, "changed");
        ChainCheck.FirstBroken(ChainCheck.Beginning, [.. links[..2], (links[2].Link, null), .. links[3..]], out _)!.Link.ShouldBe(3, "its opening is gone");
        ChainCheck.FirstBroken(ChainCheck.Beginning, [.. links[..2], .. links[3..]], out _)!.Link.ShouldBe(4, "gone with its opening");
        ChainCheck.FirstBroken(ChainCheck.Beginning, [links[1], links[0], .. links[2..]], out _)!.Link.ShouldBe(2, "moved");
        ChainCheck.FirstBroken(links[1].Link.Hash, links[2..], out _).ShouldBeNull("from an anchor");
    }

    [Fact]
    public async Task A_changed_and_a_removed_line_are_found_and_told_to_the_administrators()
    {
        await using var house = await Visits.Open(cluster);
        await Opened(house, 4);
        await house.DoChores();
        (await Broken(house)).ShouldBe("");
        (await Heads(house)).ShouldBe(1);

        await Opened(house, 2);
        await house.Wait(TimeSpan.FromDays(1));
        (await Broken(house)).ShouldBe("");
        (await Heads(house)).ShouldBe(2);
        await house.Wait(TimeSpan.FromDays(1));
        (await Heads(house)).ShouldBe(2, "nothing new, no letter");

        await AsOwner(house, "update openings set person = gen_random_uuid() where id = (select opening from opening_chain order by link offset 2 limit 1)");
        await house.DoChores();
        (await Broken(house)).ShouldBe("3");
        await AsOwner(house, "delete from openings where id = (select opening from opening_chain order by link offset 1 limit 1)");
        await house.DoChores();
        (await Broken(house)).ShouldBe("2");
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("log-broken")))).ShouldBe(1);
        (await house.Ask(db => db.Letters.Where(letter => letter.UniqueKey.StartsWith("log-")).Select(letter => letter.ToEmail).Distinct().ToListAsync())).ShouldBe(["admin@fjordby.example"]);
    }

    [Fact]
    public async Task The_app_itself_may_neither_change_nor_remove_a_line_or_a_link()
    {
        await using var house = await Visits.Open(cluster);
        await Opened(house, 1);
        await house.DoChores();
        foreach (var statement in (string[])["update openings set at = now()", "delete from openings", "update opening_chain set hash = ''", "delete from opening_chain", "insert into opening_anchors values (9, '', now())"])
            (await Should.ThrowAsync<PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync(statement), Acting.AtChores))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, statement);
    }

    [Fact]
    public async Task After_thirteen_months_the_oldest_go_and_the_rest_of_the_chain_still_holds()
    {
        await using var house = await Visits.Open(cluster);
        await Opened(house, 3);
        await house.DoChores();
        house.Clock.Offset += TimeSpan.FromDays(200);
        await Opened(house, 2);
        await house.DoChores();
        house.Clock.Offset += TimeSpan.FromDays(200);
        await Opened(house, 1);
        await house.DoChores();
        (await house.Ask(db => db.Openings.CountAsync(), Acting.AtChores)).ShouldBe(3, "the three of four hundred days ago are gone");
        (await house.Ask(db => db.OpeningChain.CountAsync())).ShouldBe(3);
        await house.DoChores();
        (await Broken(house)).ShouldBe("");
        (await house.Ask(db => db.OpeningAnchors.Select(anchor => anchor.Link).ToListAsync())).ShouldBe([3]);

        house.Clock.Offset += TimeSpan.FromDays(500);
        await house.DoChores();
        (await house.Ask(db => db.Openings.CountAsync(), Acting.AtChores)).ShouldBe(0);
        await Opened(house, 1);
        await house.DoChores();
        (await Broken(house)).ShouldBe("", "the chain goes on from its anchor");
    }

    [Fact]
    public async Task Maja_sees_who_opened_what_they_share_and_nobody_else_does()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var conversation = await Given.AConversation(house, maja, henrik, State.Active);
        await house.Do(async db =>
        {
            db.AddRange(new OpeningOwner { Record = conversation, Kind = Kind.Shared, Person = maja }, new OpeningOwner { Record = conversation, Kind = Kind.Shared, Person = henrik });
            await db.SaveChangesAsync();
        });
        using var his = await house.As("henrik");
        await his.Get($"/conversations/{conversation}");
        await his.Get($"/conversations/{conversation}/preparation");

        var words = Visits.Library.In("da").Words;
        using var hers = await house.As("maja");
        var page = (await hers.Get("/openings")).Text;
        page.ShouldContain("Henrik Lund</strong>");
        page.ShouldContain(words["openings.kind.Shared"]);
        page.ShouldNotContain($"· {words["openings.kind.Private"]}", customMessage: "his preparation is his own, and so is the fact that there is one");
        (await his.Get("/openings")).Text.ShouldContain("om-badge-calm", customMessage: "his own openings say: you");

        using var birgit = await house.As("birgit");
        (await birgit.Get("/openings")).Text.ShouldContain(words["openings.none.title"]);
    }

    [Fact]
    public async Task Many_openings_come_a_page_at_a_time()
    {
        await using var house = await Visits.Open(cluster);
        await Opened(house, 120, ownedBy: await house.IdOf("maja"));
        using var maja = await house.As("maja");
        Rows((await maja.Get("/openings")).Text).ShouldBe(50);
        Rows((await maja.Get("/openings?page=3")).Text).ShouldBe(20);
        (await maja.Get("/openings?page=4")).Text.ShouldContain(Visits.Library.In("da").Words["openings.none.end"]);
        foreach (var odd in (string[])["0", "-1", "99999999999", "x", ""])
            ((int)(await maja.Get($"/openings?page={odd}")).Status).ShouldBe(200);

        static int Rows(string page) => page.Split("<time ").Length - 1;
    }

    private static Opening An(long id, int minutes = 0) => new()
    {
        Id = id, At = Visits.Monday.AddMinutes(minutes), Person = new Guid((int)id, 0, 0, new byte[8]), Operation = Operation.Read, Kind = Kind.Shared, Record = Guid.Empty,
    };

    private static List<(ChainLink Link, Opening? Opening)> Linked(IReadOnlyList<Opening> openings)
    {
        var (links, head) = (new List<(ChainLink, Opening?)>(), ChainCheck.Beginning);
        foreach (var opening in openings)
            links.Add((new ChainLink { Link = opening.Id, Opening = opening.Id, Hash = head = ChainCheck.Next(head, opening) }, opening));
        return links;
    }

    private static async Task Opened(Visits house, int times, Guid? ownedBy = null)
    {
        var (reader, record) = (await house.IdOf("henrik"), Ids.New());
        await house.Do(async db =>
        {
            if (ownedBy is { } owner)
                db.Add(new OpeningOwner { Record = record, Kind = Kind.Shared, Person = owner });
            for (var time = 0; time < times; time++)
                db.Add(new Opening { At = house.Clock.GetUtcNow().AddMinutes(-time), Person = reader, Operation = Operation.Read, Kind = Kind.Shared, Record = record });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
    }

    private static Task<string> Broken(Visits house) => house.Ask(db => db.Facts.Where(fact => fact.Name == CheckOpenings.BrokenFact).Select(fact => fact.Value).SingleAsync());

    private static Task<int> Heads(Visits house) => house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("log-head")));

    private static async Task AsOwner(Visits house, string statement)
    {
        await using var source = NpgsqlDataSource.Create(house.Connection);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
