using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Meetings;

/// <summary>Going out, handing on, ending, and what is left afterwards: nothing.</summary>
public sealed class EndTests(TestCluster cluster)
{
    [Fact]
    public async Task Of_a_meeting_on_Monday_its_members_are_reminded_on_Friday_once_and_nobody_in_the_weekend()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        await house.AMeeting(henrik, await house.ANetwork(henrik, ("Aisha Rahman", aisha)), Visits.Monday.AddDays(7));
        await house.Wait(TimeSpan.FromDays(3));
        (await Reminded()).ShouldBeEmpty("it is Thursday");
        await house.Wait(TimeSpan.FromDays(1));
        (await Reminded()).ShouldBe(["2026-11-27 aisha", "2026-11-27 henrik"]);
        for (var day = 0; day < 3; day++)
            await house.Wait(TimeSpan.FromDays(1));
        (await Reminded()).Count.ShouldBe(2);

        async Task<List<string>> Reminded() => [.. (await house.Letters()).Where(letter => letter.Key.StartsWith("desk Reminder", StringComparison.Ordinal)).Select(letter => $"{letter.Key.Split(' ')[2]} {letter.To}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Handing_on_waits_for_a_yes_one_keeps_it_at_a_time_and_whoever_goes_opens_nothing_any_more()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha, karen) = (await house.As("henrik"), await house.As("aisha"), await house.As("karen"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha), ("Karen Friis", karen));
        var (aishas, karens) = (await house.IdOf("aisha"), await house.IdOf("karen"));
        await henrik.Post($"/meetings/{series}/contract", ("version", "0"), ("L10.F1.1", "Undulater"));
        await henrik.Post($"/meetings/{series}/contract", ("version", "1"), ("L10.F1.1", "Kanariefugle"));
        (await henrik.Post($"/meetings/{series}/keeping", ("to", Ids.New().ToString()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await henrik.Post($"/meetings/{series}/keeping", ("to", aishas.ToString()));
        (await house.TheSeries(series))!.Keeper.ShouldBe(await house.IdOf("henrik"), "until she has said yes it is still him");
        (await aisha.Get("/me")).Text.ShouldContain(SeriesTests.Say("meetings.desk.offered", ("name", "Torsdagsgruppen")));
        // He offers it to somebody else meanwhile: her yes comes too late, and there are never two.
        await henrik.Post($"/meetings/{series}/keeping", ("to", karens.ToString()));
        (await aisha.Post($"/meetings/{series}/keeping/acceptance")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await karen.Post($"/meetings/{series}/keeping/acceptance")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.TheSeries(series))!.Keeper.ShouldBe(karens);
        (await henrik.Post($"/meetings/{series}/next", [.. house.Row(1, Visits.Monday.AddDays(3)), ("minutes", "60")])).Status.ShouldBe(HttpStatusCode.NotFound);
        var meeting = await house.AMeeting(karen, series, Visits.Monday.AddDays(5));
        (await house.TheMeeting(meeting)).Facilitator.ShouldBe(await house.IdOf("henrik"));

        // Henrik goes: what he was to run is somebody else's turn, and he opens nothing any more; the others see that he went.
        await henrik.Post($"/meetings/{series}/leaving");
        foreach (var page in new[] { "", "/contract", "/contract/versions", "/people", $"/{meeting}" })
            (await henrik.Get($"/meetings/{series}{page}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get("/meetings")).Text.ShouldNotContain("Torsdagsgruppen");
        (await house.TheMeeting(meeting)).Facilitator.ShouldBe(aishas);
        (await aisha.Get($"/meetings/{series}/people")).Text.ShouldContain(SeriesTests.Say("meetings.event.Left", ("name", "Henrik Lund")));
        (await aisha.Get($"/meetings/{series}/contract")).Text.ShouldContain("Kanariefugle", Case.Sensitive, "what the group wrote stays with the group");
        // Karen keeps it and goes as well: Aisha has been in it longest of those who are left.
        await karen.Post($"/meetings/{series}/leaving");
        (await house.TheSeries(series))!.Keeper.ShouldBe(aishas);
        // The last one takes all of it along.
        var key = (await house.TheSeries(series))!.Key;
        await aisha.Post($"/meetings/{series}/leaving");
        await ShouldBeGone(house, series, key);
    }

    [Fact]
    public async Task It_ends_with_what_each_takes_along_can_be_read_and_not_written_and_after_two_years_all_of_it_goes_keys_first()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var meeting = await house.AMeeting(henrik, series, Visits.Monday.AddDays(5));
        var last = await henrik.Post($"/meetings/{series}/next", [.. house.Row(1, Visits.Monday.AddDays(9)), ("minutes", "60"), ("last", "yes"), ("settled", "yes")]);
        (await aisha.Get(last.Location!)).Text.ShouldContain(SeriesTests.Say("meetings.fixed.along"));
        await aisha.Post($"/meetings/{series}/farewell", ("text", "Modet til at sige nej"));
        (await aisha.Post($"/meetings/{series}/ending")).Status.ShouldBe(HttpStatusCode.NotFound, "whoever keeps it ends it");
        await henrik.Post($"/meetings/{series}/people", ("person", "Karen Friis"));
        await henrik.Post($"/meetings/{series}/ending");

        (await (await house.As("karen")).Get($"/meetings/{series}/invitation")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await aisha.Get($"/meetings/{series}/ending")).Text.ShouldContain("Modet til at sige nej");
        (await aisha.Get($"/meetings/{series}/{meeting}")).Text.ShouldContain(SeriesTests.Say("meetings.see.cancelled"));
        foreach (var (page, field) in new[] { ("farewell", "text"), ("contract", "L10.F1.1"), ("look", "x"), ($"{meeting}/actions", "what"), ($"{meeting}/agenda", "version") })
            (await aisha.Post($"/meetings/{series}/{page}", (field, "1"))).Status.ShouldBe(HttpStatusCode.NotFound, page);
        (await house.Letters()).Count(letter => letter.Body.Calendar?.Contains("METHOD:CANCEL", StringComparison.Ordinal) is true).ShouldBe(4);

        var key = (await house.TheSeries(series))!.Key;
        await house.Wait(TimeSpan.FromDays(730 - 15));
        (await aisha.Get($"/meetings/{series}")).Status.ShouldBe(HttpStatusCode.SeeOther, "the session is over by now");
        await house.Wait(TimeSpan.FromDays(2));
        using (var again = await house.As("aisha"))
            (await again.Get("/me")).Text.ShouldContain(SeriesTests.Say("meetings.desk.erased", ("name", "Torsdagsgruppen")));
        await house.Wait(TimeSpan.FromDays(14));
        await ShouldBeGone(house, series, key);
    }

    [Fact]
    public async Task Whoever_leaves_the_workplace_leaves_the_series_and_when_all_have_it_is_gone()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var key = (await house.TheSeries(series))!.Key;
        await Leave("henrik");
        await house.Wait(TimeSpan.FromDays(2));
        var found = (await house.TheSeries(series))!;
        found.Members.ShouldBe([await house.IdOf("aisha")]);
        found.Keeper.ShouldBe(await house.IdOf("aisha"));
        await Leave("aisha");
        await house.Wait(TimeSpan.FromDays(2));
        await ShouldBeGone(house, series, key);

        async Task Leave(string who)
        {
            var today = Clock.Day(house.Clock.GetUtcNow());
            await house.Do(db => db.People.Where(person => person.Email == who + "@fjordby.example").ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, today)));
        }
    }

    [Fact]
    public async Task Somebody_who_is_erased_goes_out_and_a_series_nobody_uses_ends_by_itself()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha, karen) = (await house.As("henrik"), await house.As("aisha"), await house.As("karen"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha), ("Karen Friis", karen));
        await house.Do(async db => await db.Database.ExecuteSqlAsync($"select leave_series({series}, {await house.IdOf("karen")})"), Acting.As(await house.IdOf("aisha")));
        (await house.TheSeries(series))!.Members.Length.ShouldBe(3, "nobody takes somebody else out");
        await house.Wait(TimeSpan.FromDays(540));
        (await house.TheSeries(series))!.EndedAt.ShouldBeNull();
        await house.Wait(TimeSpan.FromDays(30));
        (await house.TheSeries(series))!.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_year_holds_the_meetings_and_the_yearly_look_of_those_who_are_in_it_and_of_nobody_else()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        await house.AMeeting(henrik, series, Visits.Monday.AddDays(5));
        var (meeting, look) = (SeriesTests.Say("meetings.occasion.meeting", ("name", "Torsdagsgruppen")), SeriesTests.Say("meetings.occasion.look", ("name", "Torsdagsgruppen")));
        (await aisha.Get("/year")).Text.ShouldContain(meeting);
        (await aisha.Get("/year?year=2027")).Text.ShouldContain(look);
        foreach (var other in new[] { "birgit", "karen", "maja", "admin" })
            foreach (var year in new[] { "/year", "/year?year=2027" })
                (await (await house.As(other)).Get(year)).Text.ShouldNotContain("Torsdagsgruppen");

        // After a year they are asked whether it is still worth the time; once they have talked, it is a year again.
        (await henrik.Get($"/meetings/{series}")).Text.ShouldNotContain(SeriesTests.Say("meetings.track.year"));
        await house.Wait(TimeSpan.FromDays(366));
        henrik = await house.As("henrik");
        (await henrik.Get($"/meetings/{series}")).Text.ShouldContain(SeriesTests.Say("meetings.track.year"));
        await henrik.Post($"/meetings/{series}/look");
        (await henrik.Get($"/meetings/{series}")).Text.ShouldNotContain(SeriesTests.Say("meetings.track.year"));
    }

    private static async Task ShouldBeGone(Visits house, Guid series, Guid key)
    {
        (await house.TheSeries(series)).ShouldBeNull();
        (await house.Ask(db => db.DataKeys.CountAsync(one => one.Id == key))).ShouldBe(0, "what was written opens nowhere, old backups included");
        (await house.Ask(db => db.Tombstones.CountAsync(one => one.Record == series && one.Kind == "series"))).ShouldBe(1);
        (await house.Ask(
            db => db.Database.SqlQuery<string>($"""
                select 'events' as "Value" from series_events where series = {series} union all select 'invitations' from series_invitations where series = {series}
                union all select 'contracts' from series_contracts where series = {series} union all select 'earlier contracts' from series_contract_versions where series = {series} union all select 'signatures' from series_signatures where series = {series}
                union all select 'farewells' from series_farewells where series = {series} union all select 'meetings' from meetings where series = {series}
                union all select 'times' from meeting_times where series = {series} union all select 'votes' from meeting_votes where series = {series}
                union all select 'points' from meeting_points where series = {series} union all select 'evaluators' from meeting_evaluators where series = {series}
                union all select 'evaluations' from meeting_evaluations where series = {series}
                """).ToListAsync(),
            Acting.AtChores)).ShouldBeEmpty();
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.Contains(series.ToString())))).ShouldBe(0);
    }
}
