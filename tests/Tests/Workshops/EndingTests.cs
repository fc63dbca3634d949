using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>What happens by itself: one left open is closed and written up, single texts go on the day that was promised, and all of it is forgotten in the end.</summary>
public sealed class EndingTests(TestCluster cluster)
{
    private const string Canary = "kanariefugl-på-tavlen";

    [Fact]
    public async Task One_left_open_closes_by_itself_with_its_minutes_and_nothing_is_lost()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AWorkshop([await house.IdOf("jonas")]);
        var board = await house.ItemOf(id, "T04.S4");
        await house.Write((await house.Join(id, "Ida"))[0], board, "T04.S4.L1", "Kaffe", chosen: true);
        await house.GoTo(board, Stage.Shown);
        await Touched(house, id);
        await house.Wait(TimeSpan.FromHours(11));
        (await Closed(house, id)).ShouldBeFalse();
        await Touched(house, id);
        await house.Wait(TimeSpan.FromHours(11.5));
        (await Closed(house, id)).ShouldBeFalse("something changed in it meanwhile");
        await house.Wait(TimeSpan.FromHours(1));
        (await Closed(house, id)).ShouldBeTrue();
        await house.DoChores();
        (await house.PartsOf(id)).Count(part => part.Text.Contains("- Kaffe", StringComparison.Ordinal)).ShouldBe(1);

        var busy = await house.AWorkshop([await house.IdOf("jonas")]);
        await house.Wait(TimeSpan.FromHours(9));
        await Touched(house, busy);
        await house.Wait(TimeSpan.FromHours(9));
        await Touched(house, busy);
        await house.Wait(TimeSpan.FromHours(7));
        (await Closed(house, busy)).ShouldBeTrue("a whole day is enough for any workshop");
    }

    [Fact]
    public async Task On_the_promised_day_no_single_text_is_left_in_any_table_and_minutes_and_actions_stay()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")]);
        var board = await house.ItemOf(id, "T04.S4");
        var phones = await house.Join(id, Canary, "Bo");
        var chosen = await house.Write(phones[0], board, "T04.S4.L1", "Kaffe sammen", chosen: true);
        await house.VoteFor(phones[0], board, await house.Write(phones[0], board, "T04.S4.L2", Canary));
        await house.AnswerTo(phones[1], board, ("T04.S4.L1", Canary));
        await house.Do(async db =>
        {
            db.Add(new Seat { Workshop = id, Item = board.Id, Round = 1, Participant = phones[0].Id, AtTable = 1 });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.GoTo(board, Stage.Shown);
        await jonas.Post($"/workshops/{id}/actions", ("idea", chosen.ToString()));
        await house.Close(id);
        await jonas.Post($"/workshops/{id}/minutes");
        await jonas.Post($"/workshops/{id}/minutes/handing-out", ("room", "yes"));
        (await jonas.Get($"/workshops/{id}/minutes")).Text.ShouldContain(Canary);
        (await phones[1].Browser(house).Get($"/workshops/{id}/hand/minutes")).Text.ShouldContain(Canary);

        await house.Wait(TimeSpan.FromDays(29));
        (await house.RowsWith("workshop_ideas", Canary)).ShouldBe(1);
        await house.Wait(TimeSpan.FromDays(1));
        await house.DoChores();
        foreach (var table in await house.WorkshopTables())
            foreach (var trace in (string[])[Canary, phones[0].Id.ToString(), Convert.ToHexStringLower(Participant.HashOf(phones[0].Secret))])
                (await house.RowsWith(table, trace)).ShouldBe(0, table);
        (await house.Ask(async db => await db.Ideas.CountAsync() + await db.Votes.CountAsync() + await db.Ballots.CountAsync() + await db.Seats.CountAsync() + await db.Participants.CountAsync(), Acting.AtChores)).ShouldBe(0);

        jonas = await house.As("jonas");
        var page = (await jonas.Get($"/workshops/{id}/minutes")).Text;
        page.ShouldContain("Kaffe sammen");
        page.ShouldContain("som det blev lovet");
        page.ShouldNotContain(Canary);
        (await jonas.Get($"/workshops/{id}/actions")).Text.ShouldContain("Kaffe sammen");
        (await house.RowsWith("actions", chosen.ToString())).ShouldBe(0, "nor which text it was made of");
        (await phones[1].Browser(house).Get($"/workshops/{id}/hand/minutes")).Location.ShouldBe("/join");
    }

    [Fact]
    public async Task What_never_took_place_goes_after_three_months_and_what_did_after_six_years()
    {
        await using var house = await Visits.Open(cluster);
        var me = await house.IdOf("jonas");
        var (never, past) = (await house.AWorkshop([me], opened: false), await house.AWorkshop([me], closed: true));
        var next = await house.AWorkshop([me], closed: true, previous: past);
        await (await house.As("jonas")).Post($"/workshops/{past}/actions", ("what", "Kaffe"));
        var shared = await house.AWorkshop([me], closed: true, more: (workshop, _) => workshop.Shown = Shown.Workplace);
        await (await house.As("jonas")).Post($"/workshops/{shared}/actions", ("what", "Te til alle"), ("due", "2032-10-01"));
        await house.Wait(TimeSpan.FromDays(89));
        (await There(house)).ShouldBe(4);
        await house.Wait(TimeSpan.FromDays(2));
        (await There(house)).ShouldBe(3);
        await house.Do(db => db.Workshops.Where(workshop => workshop.Id == next).ExecuteUpdateAsync(set => set.SetProperty(workshop => workshop.ClosedAt, house.Clock.GetUtcNow())), Acting.AtChores);
        await house.Wait(TimeSpan.FromDays((6 * 365) - 80));
        (await There(house)).ShouldBe(1);
        (await house.Ask(db => db.Actions.Select(action => new { action.What, action.OriginId }).ToListAsync(), Acting.AtChores)).ShouldHaveSingleItem().ShouldBe(new { What = "Te til alle", OriginId = (Guid?)null }, "what stands in the plan of the whole workplace stays there");
        (await house.Ask(db => db.Workshops.Where(workshop => workshop.Id == next).Select(workshop => workshop.Previous).SingleAsync(), Acting.AtChores)).ShouldBeNull();
        (await house.Ask(db => db.Set<Omtanke.Security.Tombstone>().CountAsync(stone => stone.Record == past || stone.Record == never))).ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_erased_runs_and_reads_nothing_any_longer_and_their_name_as_a_participant_stands_nowhere_by_id()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.IdOf("jonas"), await house.IdOf("birgit"));
        var both = await house.AWorkshop([birgit, jonas], closed: true, more: (workshop, _) => workshop.Readers = [birgit]);
        var alone = await house.AWorkshop([birgit], closed: true);
        await house.Do(async db =>
        {
            db.Add(new Participant { Id = Ids.New(), Workshop = both, SecretHash = Participant.HashOf("b"), Name = "B", Person = birgit, JoinedAt = house.Clock.GetUtcNow(), SeenAt = house.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.Do(async db =>
        {
            foreach (var table in (string[])["sessions", "memberships", "roles"])
#pragma warning disable EF1002 // names of our own tables
                await db.Database.ExecuteSqlRawAsync($"delete from {table} where person = {{0}}", birgit);
#pragma warning restore EF1002
            await db.Database.ExecuteSqlAsync($"delete from people where id = {birgit}");
        }, Acting.As(await house.IdOf("admin")));

        var left = await house.Ask(db => db.Workshops.AsNoTracking().ToDictionaryAsync(workshop => workshop.Id), Acting.AtChores);
        left[both].Facilitators.ShouldBe([jonas]);
        left[both].Readers.ShouldBeEmpty();
        left[alone].Facilitators.ShouldBe([birgit], "the last id stays, which names nobody");
        (await house.RowsWith("workshop_participants", birgit.ToString())).ShouldBe(0);
        (await (await house.As("jonas")).Get($"/workshops/{both}/minutes")).Text.ShouldContain("Torsdagsmødet");
    }

    private static Task<int> There(Visits house) => house.Ask(db => db.Workshops.CountAsync(), Acting.AtChores);

    private static Task<bool> Closed(Visits house, Guid id) => house.Ask(db => db.Workshops.AnyAsync(workshop => workshop.Id == id && workshop.ClosedAt != null), Acting.AtChores);

    // The database's own clock does not move with the house's.
    private static Task Touched(Visits house, Guid id) =>
        house.Do(db => db.Database.ExecuteSqlAsync($"update workshop_versions set at = {house.Clock.GetUtcNow()} where workshop = {id}"), Acting.AtChores);
}
