using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Data.Mail;
using Omtanke.Reflections;
using Omtanke.Security;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Security;

/// <summary>What is erased is named nowhere any more but on its stone; who else opened it, its owner reads for as long as the log is kept.</summary>
public sealed class ErasedTests(TestCluster cluster)
{
    // Every table of the program whose rows are erased. A new one belongs here, and in Fjordby.
    private static readonly string[] AllThereIs =
        ["actions", "apvs", "cases", "collections", "conversations", "named_answers", "policies", "preparations", "reflections", "series", "workshops", "year_entries"];

    [Fact]
    public async Task Nothing_erased_is_named_anywhere_but_on_its_stone_whichever_kind_it_was()
    {
        // The demo alone keeps every letter it has sent, for its mailbox: here they are forgotten as in any house.
        await using var house = await Visits.Open(cluster, lived: true, adjust: builder => builder.Services.AddSingleton(new PostOffice(null, "omtanke@localhost")));
        var (maja, jonas) = (await house.As("maja"), await house.As("jonas"));
        var (reflection, policy) = (await Tests.Given.AReflection(house, await house.IdOf("maja")), await Tests.Given.APolicy(house, [await house.IdOf("jonas")]));
        (await maja.Post($"/reflections/{reflection}/erasure")).Location.ShouldBe("/reflections");
        (await jonas.Post($"/policies/{policy}/erasure")).Location.ShouldBe("/policies");

        // What is erased is gone at once from everywhere but the log, and from there when the log forgets.
        var found = new List<string>();
        for (var quarter = 1; quarter <= 30; quarter++)
        {
            await house.Wait(TimeSpan.FromDays(91));
            found.AddRange((await Traces.OfErased(house)).Except(["public.openings.record", "public.opening_owners.record"]).Except(found));
        }
        found.ShouldBeEmpty();
        await house.Wait(TimeSpan.FromDays(400));
        (await Traces.OfErased(house)).ShouldBeEmpty("not even in the log");
        AllThereIs.Except(await house.Ask(db => db.Tombstones.Select(stone => stone.Kind).Distinct().ToListAsync())).ShouldBeEmpty("each kind has been erased here");
    }

    [Fact]
    public async Task Who_else_opened_it_is_read_for_as_long_as_the_log_is_kept_and_by_its_owner_alone()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = (await house.IdOf("maja"), await house.IdOf("henrik"), await Shared(house));
        using var his = await house.As("henrik");
        (await his.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        await Erase(house, id, "conversations");

        using var hers = await house.As("maja");
        (await hers.Get("/openings")).Text.ShouldContain("Henrik Lund</strong>", Shouldly.Case.Sensitive, "whoever read it on its last day does not hide by its end");
        (await Owners(house, id)).ShouldBe([maja], "nobody but him has opened it, so there is nothing more to tell him");
        using var birgit = await house.As("birgit");
        (await birgit.Get("/openings")).Text.ShouldContain(Visits.Library.In("da").Words["openings.none.title"]);

        await house.Wait(TimeSpan.FromDays(380));
        (await Owners(house, id)).ShouldBe([maja]);
        await house.Wait(TimeSpan.FromDays(20));
        (await Owners(house, id)).ShouldBeEmpty();
        (await Traces.OfErased(house)).ShouldBeEmpty();
        await house.Run<CheckOpenings>(house.Clock.GetUtcNow());
        (await house.Ask(db => db.Facts.Where(fact => fact.Name == CheckOpenings.BrokenFact).Select(fact => fact.Value).SingleAsync())).ShouldBe("", "the chain holds");
    }

    [Fact]
    public async Task What_its_author_alone_has_opened_leaves_no_line()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var begun = (await maja.Post("/reflections", ("step", "T07.P"))).Location!;
        var id = await house.Ask(db => db.Reflections.Select(one => one.Id).SingleAsync(), Acting.As(await house.IdOf("maja")));
        begun.ShouldBe($"/reflections/{id}");
        await maja.Get(begun);
        var words = Visits.Library.In("da").Words;
        (await maja.Get("/openings")).Text.ShouldContain($"href=\"{begun}\"");
        (await maja.Post($"{begun}/erasure")).Location.ShouldBe("/reflections");

        (await Owners(house, id)).ShouldBeEmpty();
        (await maja.Get("/openings")).Text.ShouldContain(words["openings.none.title"]);
    }

    [Fact]
    public async Task The_database_itself_tells_nobody_whose_a_record_is_and_nobody_takes_it_away_while_the_record_is_there()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = (await house.IdOf("maja"), await house.IdOf("henrik"), await Shared(house));
        foreach (var (acting, seen) in new[] { (default(Acting), (Guid[])[]), (Acting.As(henrik), [henrik]), (Acting.As(maja), [maja]) })
            (await house.Ask(db => db.OpeningOwners.Select(one => one.Person).ToListAsync(), acting)).ShouldBe(seen);
        foreach (var acting in (Acting[])[Acting.As(henrik), Acting.AtChores])
        {
            await house.Do(db => db.OpeningOwners.ExecuteDeleteAsync(), acting);
            await house.Do(db => db.Database.ExecuteSqlAsync($"select forget_owners(array[{id}])"), acting);
        }
        (await Owners(house, id)).ShouldBe([henrik, maja], ignoreOrder: true);
        // A stone of something else that has the same id takes nothing away either.
        await Erase(house, id, "series");
        (await Owners(house, id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_from_before_the_erasure_forgets_whose_it_was_again()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Shared(house);
        await Replay.Run(house.Connection, TombstoneFile.In(Scratch.Folder("erased")), TestContext.Current.CancellationToken, new Gravestone(id, "conversations", null, house.Clock.GetUtcNow()));
        (await Owners(house, id)).ShouldBeEmpty();
    }

    private static async Task<Guid> Shared(Visits house)
    {
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var id = await Tests.Given.AConversation(house, maja, henrik, State.Active);
        await house.Do(async db =>
        {
            db.AddRange(new OpeningOwner { Record = id, Kind = Kind.Shared, Person = maja }, new OpeningOwner { Record = id, Kind = Kind.Shared, Person = henrik });
            await db.SaveChangesAsync();
        });
        return id;
    }

    private static Task<bool> Erase(Visits house, Guid id, string table) => house.Within(async (db, services) =>
    {
        var key = table == "conversations" ? (await db.Conversations.AsNoTracking().SingleAsync(one => one.Id == id)).Key : (Guid?)null;
        await services.GetRequiredService<Erasure>().Note(id, table, key);
        if (key is not null)
            await db.Conversations.Where(one => one.Id == id).ExecuteDeleteAsync();
        return true;
    }, Acting.AtChores);

    private static Task<List<Guid>> Owners(Visits house, Guid id) => house.AsOwner($"select person from opening_owners where record = '{id}'", row => row.GetGuid(0));
}
