using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;
using Omtanke.Tests.Assessments;

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
        (await Where(house, all)).Count.ShouldBeGreaterThan(12, "the search finds what is there");
        (await house.TheCase(gone))!.NoticeSentAt.ShouldNotBeNull("the employee was told two weeks before");
        await house.Wait(TimeSpan.FromDays(3));

        (await house.TheCase(gone)).ShouldBeNull();
        (await house.Ask(db => db.DataKeys.CountAsync(one => one.Id == key))).ShouldBe(0, "what was said opens nowhere, old backups included");
        (await house.Ask(db => db.Tombstones.CountAsync(one => one.Record == gone && one.Kind == "cases"))).ShouldBe(1);
        // Its id stands nowhere any more but on the tombstone and beside the log of openings, nor does that of anything below it; neither in a letter's key.
        (await Where(house, all)).ShouldBe(["public.opening_owners.record", "public.tombstones.record"]);
        (await house.AsOwner($"select unique_key from letters where unique_key like '%{gone}%'", row => row.GetString(0))).ShouldBeEmpty();
        (await house.TheCase(kept)).ShouldNotBeNull();

        // A disk that is copied back from before brings the row along: at the next start it goes again.
        var stone = await house.Ask(db => db.Tombstones.AsNoTracking().SingleAsync(one => one.Record == gone));
        await Tests.Given.Tampering(house, $"set omtanke.chores = 'on'; delete from tombstones where record = '{gone}'; insert into cases (id, employee, source, registered_by, state, urgency, language, key, registered_at) select '{gone}', employee, 'Employee', employee, 'Closed', urgency, language, key, registered_at from cases where id = '{kept}'");
        (await house.TheCase(gone)).ShouldNotBeNull();
        await Replay.Run(house.Connection, TombstoneFile.In(Scratch.Folder("replayed")), CancellationToken.None, new Gravestone(stone.Record, stone.Kind, null, stone.ErasedAt));
        (await house.TheCase(gone)).ShouldBeNull();
        (await house.TheCase(kept)).ShouldNotBeNull();
    }

    /// <summary>Every column of the database in which one of these ids stands.</summary>
    private static async Task<List<string>> Where(Visits house, Guid[] ids)
    {
        var columns = await house.AsOwner(
            "select format('%I.%I.%I', c.table_schema, c.table_name, c.column_name) from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.udt_name = 'uuid' and t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'keys')",
            row => row.GetString(0));
        var any = string.Join(',', ids.Select(id => $"'{id}'"));
        return await house.AsOwner(
            string.Join(" union all ", columns.Select(column => column.Split('.')).Select(part => $"select '{part[0]}.{part[1]}.{part[2]}' where exists (select from {part[0]}.{part[1]} where {part[2]} in ({any}))")) + " order by 1",
            row => row.GetString(0));
    }
}
