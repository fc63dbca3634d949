using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Conversations;
using Omtanke.Tests.Security;

namespace Omtanke.Tests.Cases;

/// <summary>What is over is kept for the time that was promised, and then it is gone for good.</summary>
public sealed class ForgettingTests(TestCluster cluster)
{
    [Fact]
    public async Task Two_years_after_its_end_all_of_it_goes_keys_first_and_no_restore_brings_it_back()
    {
        await using var house = await Visits.Open(cluster);
        var (kept, gone) = (await house.ACase(), await house.ACase(more: (db, one) =>
        {
            db.Add(Contact.Plan(one.Id, ContactKind.Talk, new DateOnly(2026, 11, 20), Visits.Monday));
            db.Add(Consent.Give(one.Id, Topic.LeaderContact, one.Leader!.Value, one.Employee, Visits.Monday));
            db.Add(new GuideDone { CaseId = one.Id, Person = one.Psychologist!.Value, Card = "I5.1.1", DoneOn = new DateOnly(2026, 11, 20) });
        }));
        Guid[] all = [gone, await house.AMessage(gone, "Et ord til Henrik"), await house.APlan(gone, shared: true), await house.AThree(gone, "Lokale 4")];
        await house.Within(async (db, services) =>
        {
            var one = await db.FoundCase(gone);
            (await db.BeginEnding(gone)).Say(new(Omtanke.Cases.Outcome.Better, false), await Tests.Given.AGrant(house, db, one.Key));
            db.AddRange(one.Begin(one.Psychologist!.Value, house.Clock.GetUtcNow())!, one.Close(one.Psychologist!.Value, house.Clock.GetUtcNow()), new PlanReview { Plan = all[2], OnDay = new DateOnly(2026, 12, 1) }, new PlanConfirmation { Plan = all[2], Version = 1, Person = one.Employee, At = house.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
            await services.GetRequiredService<CaseLetters>().Tell(gone, "closed", one.Employee);
            await db.SaveChangesAsync();
            return true;
        }, Acting.AtChores);
        var key = (await house.TheCase(gone))!.Key;
        await house.Wait(TimeSpan.FromDays(729));
        (await Traces.Of(house, all)).Count.ShouldBeGreaterThan(12, "the search finds what is there");
        (await house.TheCase(gone))!.NoticeSentAt.ShouldNotBeNull("the employee was told two weeks before");
        await house.Wait(TimeSpan.FromDays(3));

        (await house.TheCase(gone)).ShouldBeNull();
        (await house.Ask(db => db.DataKeys.CountAsync(one => one.Id == key))).ShouldBe(0, "what was said opens nowhere, old backups included");
        (await house.Ask(db => db.Tombstones.CountAsync(one => one.Record == gone && one.Kind == "cases"))).ShouldBe(1);
        // Its id stands nowhere any more but on the tombstone, nor does that of anything below it; neither in a letter's key.
        (await Traces.Of(house, all)).ShouldBe(["public.tombstones.record"]);
        (await house.TheCase(kept)).ShouldNotBeNull();

        // A disk that is copied back from before brings the row along: at the next start it goes again.
        var stone = await house.Ask(db => db.Tombstones.AsNoTracking().SingleAsync(one => one.Record == gone));
        await Tests.Given.Tampering(house, $"set omtanke.chores = 'on'; delete from tombstones where record = '{gone}'; insert into cases (id, employee, source, registered_by, state, urgency, language, key, registered_at) select '{gone}', employee, 'Employee', employee, 'Closed', urgency, language, key, registered_at from cases where id = '{kept}'");
        (await house.TheCase(gone)).ShouldNotBeNull();
        await Replay.Run(house.Connection, TombstoneFile.In(Scratch.Folder("replayed")), CancellationToken.None, new Gravestone(stone.Record, stone.Kind, null, stone.ErasedAt));
        (await house.TheCase(gone)).ShouldBeNull();
        (await house.TheCase(kept)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_weeks_before_it_is_erased_the_employee_is_told_once_by_a_letter_that_says_nothing_and_finds_the_day_on_their_own_page()
    {
        await using var house = await Visits.Open(cluster);
        var (id, word) = (await house.ACase(closed: true), Visits.Library.In("da").Words["cases.desk.erased-soon"]);
        await house.Wait(TimeSpan.FromDays(716));
        (await Reminders()).ShouldBeEmpty();
        (await (await house.As("maja")).Get("/me")).Text.ShouldNotContain(word);
        await house.Wait(TimeSpan.FromDays(1));
        await house.Wait(TimeSpan.FromDays(1));
        var letter = (await Reminders()).ShouldHaveSingleItem();
        letter.To.ShouldBe("maja", "and nobody else: not her leader, nor her psychologist");
        $"{letter.Subject} {letter.Body.Text}".ShouldNotContain("forløb");
        var page = (await (await house.As("maja")).Get("/me")).Text;
        page.ShouldContain(word);
        page.ShouldContain($"/cases/{id}");
        (await (await house.As("henrik")).Get("/me")).Text.ShouldNotContain($"/cases/{id}");

        async Task<List<Conversations.Written>> Reminders() => (await house.Letters()).FindAll(letter => letter.Key.StartsWith("desk Reminder", StringComparison.Ordinal));
    }
}
