using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Cases;
using Omtanke.Data;

namespace Omtanke.Tests.Cases;

/// <summary>A yes is one's own, holds until it is taken back, and leaves its trace; both locks know the same rules.</summary>
public sealed class ConsentsTests(TestCluster cluster)
{
    [Fact]
    public async Task Nobody_speaks_for_somebody_else_nothing_said_is_changed_and_what_was_taken_back_stays_so()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars, now) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("lars"), house.Clock.GetUtcNow());
        var id = await house.ACase();
        await Refused(Consent.Give(id, Topic.LeaderContact, henrik, maja, now), henrik);
        await Refused(Consent.Give(id, Topic.LeaderContact, henrik, maja, now), lars);
        await Refused(Consent.Give(id, Topic.LeaderContact, henrik, henrik, now), henrik);
        await Refused(Consent.Give(id, Topic.SharePlan, Ids.New(), lars, now), lars);
        await Refused(Consent.Give(id, Topic.ThreeParty, Ids.New(), await house.IdOf("birgit"), now), await house.IdOf("birgit"));

        await Say(Consent.Give(id, Topic.LeaderContact, henrik, maja, now), maja);
        await Change("update case_consents set withdrawn_at = given_at where case_id = {0}", maja);
        (await Should.ThrowAsync<PostgresException>(() => Change("update case_consents set withdrawn_at = null where case_id = {0}", maja))).SqlState.ShouldBe("P0001");
        (await Should.ThrowAsync<PostgresException>(() => Change("update case_consents set given_at = now() where case_id = {0}", maja))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => Change("delete from case_consents where case_id = {0}", maja))).SqlState.ShouldBe("42501");
        // A new yes is a new row, and there is one at a time.
        await Say(Consent.Give(id, Topic.LeaderContact, henrik, maja, now), maja);
        await Should.ThrowAsync<DbUpdateException>(() => Say(Consent.Give(id, Topic.LeaderContact, henrik, maja, now), maja));
        (await house.TheCase(id))!.Consents.Count.ShouldBe(2);

        Task Say(Consent consent, Guid by) => house.Do(async db =>
        {
            db.Add(consent);
            await db.SaveChangesAsync();
        }, Acting.As(by));

        async Task Refused(Consent consent, Guid by) => (await Should.ThrowAsync<DbUpdateException>(() => Say(consent, by))).InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe("42501");

        Task Change(string sql, Guid by) => house.Do(db => db.Database.ExecuteSqlRawAsync(sql, id), Acting.As(by));
    }

    [Fact]
    public async Task Three_yeses_agree_upon_a_meeting_and_nobody_learns_from_whom_one_is_missing()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        var (meeting, now) = (await house.AThree(id), house.Clock.GetUtcNow());
        var people = new[] { await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("lars") };
        foreach (var person in people)
            await house.Do(async db =>
            {
                db.Add(Consent.Give(id, Topic.ThreeParty, meeting, person, now));
                await db.SaveChangesAsync();
            }, Acting.As(person));
        foreach (var person in people)
        {
            (await house.Ask(db => db.ThreeAgree(meeting), Acting.As(person))).ShouldBeTrue();
            (await house.Ask(db => db.CaseConsents.Where(one => one.Topic == Topic.ThreeParty).Select(one => one.Person).ToListAsync(), Acting.As(person))).ShouldBe([person]);
        }
        (await house.Ask(db => db.ThreeAgree(meeting), Acting.As(await house.IdOf("birgit")))).ShouldBeFalse();
        await house.Do(db => db.CaseConsents.Where(one => one.Person == people[1]).ExecuteUpdateAsync(set => set.SetProperty(one => one.WithdrawnAt, now)), Acting.As(people[1]));
        (await house.Ask(db => db.ThreeAgree(meeting), Acting.As(people[2]))).ShouldBeFalse();
    }

    [Fact]
    public void Each_part_of_a_yes_counts_by_itself_whose_it_is_what_it_is_to_to_which_text_for_which_leader_and_since_when()
    {
        var (employee, leader, other, thing, text, later) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new byte[] { 1 }, Visits.Monday.AddDays(1));
        Yes(Topic.PassOn, thing, employee, leader, text, later).ShouldBeTrue();
        Yes(Topic.SharePlan, thing, employee, leader, text, later).ShouldBeFalse("to something else of the same id");
        Yes(Topic.PassOn, Guid.NewGuid(), employee, leader, text, later).ShouldBeFalse("to another thing");
        Yes(Topic.PassOn, thing, leader, leader, text, later).ShouldBeFalse("the leader's own");
        Yes(Topic.PassOn, thing, employee, other, text, later).ShouldBeFalse("for another leader, whenever it was given");
        Yes(Topic.PassOn, thing, employee, leader, [2], later).ShouldBeFalse("to another text");
        Yes(Topic.PassOn, thing, employee, leader, text, Visits.Monday.AddDays(-1)).ShouldBeFalse("from before this leader came");

        bool Yes(Topic topic, Guid about, Guid person, Guid names, byte[] print, DateTimeOffset at)
        {
            var (one, _) = Omtanke.Cases.Case.ByLeader(Guid.NewGuid(), Guid.NewGuid(), leader, employee, null, "da", Urgency.Ordinary, Visits.Monday);
            one.Consents.Add(Consent.Give(one.Id, topic, about, person, at, names, print));
            return one.SharedSince(Topic.PassOn, thing, text) is not null;
        }
    }

    [Fact]
    public void Of_everything_that_can_be_said_in_turn_the_last_word_decides()
    {
        var (employee, leader, other, about) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        for (var length = 0; length <= 7; length++)
            for (var turns = 0; turns < 1 << length; turns++)
            {
                var (said, last) = (new List<Consent>(), (bool?)null);
                for (var turn = 0; turn < length; turn++)
                {
                    var yes = (turns >> turn & 1) == 1;
                    if (yes && said.Live(Topic.LeaderContact, leader, employee) is null)
                        said.Add(Consent.Give(about, Topic.LeaderContact, leader, employee, Visits.Monday.AddMinutes(turn)));
                    else if (!yes && said.Live(Topic.LeaderContact, leader, employee) is { } live)
                        live.Withdraw(Visits.Monday.AddMinutes(turn));
                    else if (!yes)
                        said.Add(Consent.Refuse(about, Topic.LeaderContact, leader, employee, Visits.Monday.AddMinutes(turn)));
                    last = yes;
                }
                said.MayContact(employee, leader, registeredBy: employee).ShouldBe(last ?? false);
                said.MayContact(employee, leader, registeredBy: leader).ShouldBe(last ?? true);
                said.MayContact(employee, other, registeredBy: leader).ShouldBeFalse("a yes to one leader is none to the next");
            }
    }
}
