using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;

namespace Omtanke.Tests.Cases;

/// <summary>What is over is kept for the time that was promised, and then it is gone for good.</summary>
public sealed class ForgettingTests(TestCluster cluster)
{
    [Fact]
    public async Task Two_years_after_its_end_all_of_it_goes_keys_first_and_no_restore_brings_it_back()
    {
        await using var house = await Visits.Open(cluster);
        var (kept, gone) = (await house.ACase(), await house.ACase(closed: true, more: (db, one) =>
        {
            db.Add(Contact.Plan(one.Id, ContactKind.Talk, new DateOnly(2026, 11, 20), Visits.Monday));
            db.Add(Consent.Give(one.Id, Topic.LeaderContact, one.Leader!.Value, one.Employee, Visits.Monday));
            db.Add(new GuideDone { CaseId = one.Id, Person = one.Psychologist!.Value, Card = "I5.1.1", DoneOn = new DateOnly(2026, 11, 20) });
        }));
        await house.AMessage(gone, "Et ord til Henrik");
        await house.APlan(gone, shared: true);
        var key = (await house.TheCase(gone))!.Key;
        await house.Wait(TimeSpan.FromDays(729));
        (await house.TheCase(gone)).ShouldNotBeNull();
        (await house.TheCase(gone))!.NoticeSentAt.ShouldNotBeNull("the employee was told two weeks before");
        await house.Wait(TimeSpan.FromDays(3));

        (await house.TheCase(gone)).ShouldBeNull();
        (await house.Ask(db => db.DataKeys.CountAsync(one => one.Id == key))).ShouldBe(0, "what was said opens nowhere, old backups included");
        (await house.Ask(db => db.Tombstones.CountAsync(one => one.Record == gone && one.Kind == "cases"))).ShouldBe(1);
        (await Left(house, gone)).ShouldBeEmpty();
        (await house.TheCase(kept)).ShouldNotBeNull();

        // A disk that is copied back from before brings the row along: at the next start it goes again.
        var stone = await house.Ask(db => db.Tombstones.AsNoTracking().SingleAsync(one => one.Record == gone));
        await Tests.Given.Tampering(house, $"set omtanke.chores = 'on'; delete from tombstones where record = '{gone}'; insert into cases (id, employee, source, registered_by, state, urgency, language, key, registered_at) select '{gone}', employee, 'Employee', employee, 'Closed', urgency, language, key, registered_at from cases where id = '{kept}'");
        (await house.TheCase(gone)).ShouldNotBeNull();
        await Replay.Run(house.Connection, TombstoneFile.In(Scratch.Folder("replayed")), CancellationToken.None, new Gravestone(stone.Record, stone.Kind, null, stone.ErasedAt));
        (await house.TheCase(gone)).ShouldBeNull();
        (await house.TheCase(kept)).ShouldNotBeNull();
    }

    private static Task<List<string>> Left(Visits house, Guid id) => house.Ask(
        db => db.Database.SqlQuery<string>($"""
            select 'said' as "Value" from case_registrations where id = {id} union all select 'event' from case_events where case_id = {id} union all select 'contact' from case_contacts where case_id = {id}
            union all select 'guide' from case_guides where case_id = {id} union all select 'consent' from case_consents where case_id = {id}
            union all select 'message' from case_messages where case_id = {id} union all select 'plan' from case_plans where case_id = {id}
            union all select 'text' from case_plan_texts t where not exists (select from case_plans p where p.id = t.plan)
            """).ToListAsync(),
        Acting.AtChores);
}
