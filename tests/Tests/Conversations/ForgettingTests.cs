using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Conversations.Chores;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;
using Answer = Omtanke.Steps.Answer;

namespace Omtanke.Tests.Conversations;

/// <summary>What was shared is forgotten on the day both were told, wholly; only a count is left.</summary>
public sealed class ForgettingTests(TestCluster cluster)
{
    private static readonly DateOnly Closed = Clock.Day(Visits.Monday), EraseOn = Closed.AddMonths(12);

    [Fact]
    public async Task Both_are_told_once_two_weeks_before_and_then_all_of_it_goes()
    {
        await using var house = await Visits.Open(cluster);
        var (id, keys) = await AWholeOne(house);
        await house.Turn(id, conversation => conversation.Close(conversation.Employee, Visits.Monday));
        await house.Run<Forgetting>(EraseOn.AddDays(-15).Nine());
        var before = (await house.Post()).Count;

        await house.Run<Forgetting>(EraseOn.AddDays(-14).Nine().AddMinutes(-1));
        (await house.Post()).Count.ShouldBe(before, "nobody is written to by night");
        foreach (var day in Enumerable.Range(-14, 14))
            await house.Run<Forgetting>(EraseOn.AddDays(day).Nine());
        var told = (await house.Post()).Skip(before).ToList();
        told.Select(post => post.Letter.ToEmail).ShouldBe(["maja@fjordby.example", "henrik@fjordby.example"], ignoreOrder: true);
        told.ShouldAllBe(post => post.Text.Contains("slettet inden for to uger", StringComparison.Ordinal) && post.Text.Contains("https://localhost/me", StringComparison.Ordinal));
        (await (await house.As("maja")).Get($"/conversations/{id}")).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        await house.Run<Forgetting>(Clock.At(EraseOn, new TimeOnly(0, 10)));
        await ShouldBeGone(house, id, keys);
        (await (await house.As("maja")).Get($"/conversations/{id}")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Cut_off_in_the_middle_nothing_is_half_gone_and_the_next_time_it_goes_wholly_and_is_counted_once()
    {
        await using var house = await Visits.Open(cluster);
        var (id, keys) = await AWholeOne(house);
        await house.Turn(id, conversation => conversation.Close(conversation.Employee, Visits.Monday));
        await Given.Tampering(house, """
            create function stumble() returns trigger language plpgsql as $$ begin raise exception 'the power went'; end $$;
            create trigger stumbles before insert on conversation_tallies for each row execute function stumble()
            """);

        await Should.ThrowAsync<Exception>(() => house.Run<Forgetting>(EraseOn.Nine()));
        (await house.Ask(db => db.Conversations.CountAsync(found => found.Id == id), Acting.AtChores)).ShouldBe(1);
        (await house.Ask(db => db.DataKeys.CountAsync(key => keys.Contains(key.Id)))).ShouldBe(keys.Count);

        await Given.Tampering(house, "drop trigger stumbles on conversation_tallies");
        await house.Run<Forgetting>(EraseOn.Nine().AddMinutes(30));
        await house.Run<Forgetting>(EraseOn.Nine().AddMinutes(60));
        await ShouldBeGone(house, id, keys);
    }

    [Fact]
    public async Task A_preparation_dies_thirty_days_after_its_conversation_closed_and_the_lines_brought_along_stay()
    {
        await using var house = await Visits.Open(cluster);
        var (id, keys) = await AWholeOne(house);
        await house.Turn(id, conversation => conversation.Close(conversation.Employee, Visits.Monday));

        await house.Run<Forgetting>(Closed.AddDays(29).Nine());
        (await house.Ask(db => db.Preparations.CountAsync(), Acting.AtChores)).ShouldBe(2);
        await house.Run<Forgetting>(Clock.At(Closed.AddDays(30), new TimeOnly(0, 1)));

        (await house.Ask(db => db.Preparations.CountAsync(), Acting.AtChores)).ShouldBe(0);
        (await house.Ask(db => db.Lines.CountAsync(line => line.Conversation == id), Acting.AtChores)).ShouldBe(1);
        (await house.Ask(db => db.DataKeys.Where(key => keys.Contains(key.Id)).Select(key => key.Kind).ToListAsync())).ShouldBe([Kind.Shared]);
        (await house.Ask(db => db.Tombstones.CountAsync(stone => stone.Kind == "preparations"))).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_declined_or_taken_back_is_forgotten_after_thirty_days_whatever_was_chosen()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        await house.Turn(await Dated.Invited(house, maja, henrik, Visits.Monday), conversation => conversation.Decline(henrik, Visits.Monday));
        await house.Turn(await Dated.Invited(house, maja, henrik, Visits.Monday), conversation => conversation.Decline(henrik, Visits.Monday));
        await house.Turn(await Dated.Invited(house, maja, henrik, Visits.Monday), conversation => conversation.Withdraw(maja, Visits.Monday));
        var open = await Dated.Invited(house, maja, henrik, Visits.Monday);

        var gone = Clock.Day(Visits.Monday).AddDays(30);
        await house.Run<Forgetting>(gone.AddDays(-14).Nine());
        (await house.Post()).Count.ShouldBe(2, "one letter each, however much it is");
        await house.Run<Forgetting>(gone.AddDays(-1).Nine());
        (await house.Ask(db => db.Conversations.CountAsync(), Acting.AtChores)).ShouldBe(4);
        await house.Run<Forgetting>(gone.Nine());

        (await house.Ask(db => db.Conversations.Select(conversation => conversation.Id).ToListAsync(), Acting.AtChores)).ShouldBe([open]);
        (await house.Ask(db => db.Tallies.OrderBy(tally => tally.Ended).Select(tally => $"{tally.Year} {tally.Form} {tally.Ended} {tally.Count}").ToListAsync()))
            .ShouldBe(["2026 Care Declined 2", "2026 Care Withdrawn 1"]);
    }

    [Fact]
    public async Task The_day_both_were_told_is_kept_also_after_forty_days_asleep()
    {
        await using var house = await Visits.Open(cluster);
        var (id, keys) = await AWholeOne(house);
        await house.Turn(id, conversation => conversation.Close(conversation.Employee, Visits.Monday));
        await house.Run<Forgetting>(EraseOn.AddDays(20).Nine());
        await ShouldBeGone(house, id, keys);
    }

    [Fact]
    public async Task A_former_leader_is_not_told_of_what_they_may_no_longer_see()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Dated.Invited(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday);
        await house.Turn(id, conversation => conversation.Pause(Visits.Monday));
        await house.Turn(id, conversation => conversation.Close(conversation.Employee, Visits.Monday));
        await house.Run<Forgetting>(EraseOn.AddDays(-10).Nine());
        (await house.Post()).ShouldHaveSingleItem().Letter.ToEmail.ShouldBe("maja@fjordby.example");
    }

    private static async Task ShouldBeGone(Visits house, Guid id, List<Guid> keys)
    {
        await using var owner = new Npgsql.NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in (string[])["conversations", "conversation_events", "proposals", "preparations", "lines", "notes", "agreements", "confirmations", "outcomes", "reminders"])
        {
            await using var command = new Npgsql.NpgsqlCommand($"select count(*) from {table}", owner);
            (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L, table);
        }
        (await house.Ask(db => db.DataKeys.CountAsync(key => keys.Contains(key.Id)))).ShouldBe(0);
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.Contains(id.ToString())))).ShouldBe(0);
        (await house.Ask(db => db.Tombstones.SingleAsync(stone => stone.Record == id))).ShouldSatisfyAllConditions(stone => stone.Kind.ShouldBe("conversations"), stone => keys.ShouldContain(stone.Key!.Value));
        var stones = house.Services.GetRequiredService<TombstoneFile>().Read();
        keys.ShouldAllBe(key => stones.Any(stone => stone.Key == key));
        (await house.Ask(db => db.Tallies.SingleAsync())).ShouldSatisfyAllConditions(
            tally => tally.Year.ShouldBe(2026), tally => tally.Form.ShouldBe(Form.Care), tally => tally.Ended.ShouldBe(Stage.Closed), tally => tally.Count.ShouldBe(1));
    }

    /// <summary>A conversation with something in every table, and a letter on its way; gives its keys as well.</summary>
    private static async Task<(Guid Id, List<Guid> Keys)> AWholeOne(Visits house)
    {
        var (maja, henrik, now) = (await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday);
        var id = await Dated.Held(house, maja, henrik, now.AddDays(-60), null, (Doer.Both, Closed));
        var keys = new List<Guid>();
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            var agreement = await db.Agreements.SingleAsync(found => found.Conversation == id);
            var shared = await Given.AGrant(house, db, conversation.Key);
            keys.Add(conversation.Key);
            db.Add(Line.Bring(id, maja, shared, "En linje", now));
            db.Add(new Note { Id = Ids.New(), Conversation = id, Field = "T07.F2.1", Author = maja, Text = shared.SealAny("En note", "notes.text", id), Version = 1, SavedAt = now });
            db.Add(new Confirmation { Id = Ids.New(), Conversation = id, Person = maja, TextHash = new byte[32], At = now });
            db.Add(new Outcome { Id = Ids.New(), Agreement = agreement.Id, Conversation = id, Person = maja, Answer = Helped.Yes, Version = 1, At = now });
            db.Add(new Reminder { Id = Ids.New(), Conversation = id, Person = maja, What = "agreement", ForOn = Closed, SentAt = now });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        foreach (var author in (Guid[])[maja, henrik])
            await house.Do(async db =>
            {
                var (key, grant) = Given.AKey(house, db, Kind.Private, author);
                keys.Add(key);
                db.Add(Preparation.Begin(id, author, "E2.C", key, grant, Answer.Empty, now));
                await db.SaveChangesAsync();
            }, Acting.As(author));
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Outbox>().Write($"conversation {id} Invited {Ids.New()} {maja}", ("Maja Holm", "maja@fjordby.example"), "Nyt", new LetterBody("…"));
        return (id, keys);
    }
}
