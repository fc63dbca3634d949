using System.Net;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests;

/// <summary>
/// What makes a page slow is how often it goes to the database before it can answer. Each of the pages people use most has its measure here;
/// whoever adds a question sends it along with the others (<see cref="Database.InOneTrip(IEnumerable{Func{Task}})"/>).
/// </summary>
public sealed class RoundTripsTests(TestCluster cluster)
{
    private static readonly (string Who, string Page, int Most)[] Measures =
    [
        ("maja", "/me", 3),
        ("maja", "/conversations", 2),
        ("maja", "/conversations/{id}", 3),
        ("maja", "/conversations/{id}/preparation", 3),
        ("maja", "/conversations/{id}/talk", 3),
        ("maja", "/conversations/{id}/agreements", 3),
        ("maja", "/conversations/{id}/record", 3),
        ("maja", "/conversations/{id}/follow-up", 3),
        ("maja", "/openings", 3),
        ("maja", "/account", 3),
        ("maja", "/account/reminders", 2),
        ("maja", "/account/calendar", 2),
        ("maja", "/tools", 2),
        ("karen", "/learning", 4),
        ("maja", "/year", 3),
        ("jonas", "/year", 3),
        ("jonas", "/year/entries/new", 2),
        ("jonas", "/me", 4),
        ("maja", "/meetings", 2),
        ("maja", "/meetings/{series}", 3),
        ("maja", "/meetings/{series}/people", 4),
        ("maja", "/meetings/{series}/contract", 3),
        ("maja", "/meetings/{series}/ending", 3),
        ("maja", "/meetings/{series}/next", 3),
        ("maja", "/meetings/{series}/{meeting}", 4),
        ("maja", "/meetings/{series}/{meeting}/times", 4),
        ("maja", "/meetings/{series}/{meeting}/agenda", 4),
        ("maja", "/cases", 2),
        ("maja", "/cases/new", 4),
        ("maja", "/cases/{case}", 3),
        ("maja", "/cases/{case}/consents", 3),
        ("henrik", "/cases/{case}/consents", 3),
        ("maja", "/cases/{case}/messages", 3),
        ("henrik", "/cases/{case}/messages", 3),
        ("maja", "/cases/{case}/three", 2),
        ("lars", "/cases/{case}/plans", 3),
        ("maja", "/cases/{case}/plans/{plan}", 3),
        ("henrik", "/cases/{case}/plans/{plan}/paper", 3),
        ("henrik", "/cases/{case}/plans/{plan}/versions/1", 3),
        ("maja", "/cases/{case}/plans/{plan}/text", 3),
        ("lars", "/cases", 2),
        ("lars", "/cases/calls", 2),
        ("lars", "/cases/intake", 2),
        ("lars", "/cases/about-me", 2),
        ("lars", "/cases/{case}", 3),
        ("lars", "/me", 4),
        ("lead", "/cases/team", 2),
        ("lead", "/cases/{case}/psychologist", 3),
        ("maja", "/apv", 3),
        ("jonas", "/apv/{apv}", 3),
        ("maja", "/apv/{apv}/problems", 2),
        ("maja", "/apv/{apv}/absence", 2),
        ("maja", "/apv/{apv}/plan", 2),
        ("maja", "/apv/{apv}/follow-up", 2),
        ("maja", "/apv/{apv}/paper", 4),
        ("maja", "/apv/discussions", 2),
        ("jonas", "/apv/new", 3),
        ("jonas", "/apv/changes/new", 3),
        ("jonas", "/apv/{apv}/sources/new", 3),
        ("jonas", "/apv/{apv}/problems/new", 2),
        ("jonas", "/apv/{apv}/absence/figures", 3),
        ("jonas", "/collections/new", 4),
        ("jonas", "/collections/packs/WHO5", 4),
        ("jonas", "/collections/other-results", 2),
        ("jonas", "/workshops/{workshop}/actions", 4),
        ("maja", "/actions", 3),
        ("maja", "/actions?form=board", 3),
        ("maja", "/actions?form=calendar&whose=workplace", 3),
        ("maja", "/actions/{action}", 4),
        ("maja", "/actions/{action}/wording", 3),
        ("maja", "/actions/{action}/readers", 3),
        ("maja", "/actions/new", 2),
        ("lars", "/cases/{case}/closing", 3),
        ("lars", "/cases/points", 2),
        ("lars", "/cases/points/{point}", 3),
        ("karen", "/cases/report", 3),
        ("admin", "/administration/people", 3),
        ("admin", "/administration/units", 3),
    ];

    [Fact]
    public async Task No_page_goes_to_the_database_more_often_than_its_measure()
    {
        await using var house = await Visits.Open(cluster);
        var conversation = await Dated.Held(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday.AddDays(-7), null, (Doer.Both, Clock.Day(Visits.Monday).AddDays(7)));
        var (apv, _, _, _) = await Assessments.Apv.Given.AnApv(house, await house.IdOf("jonas"));
        var action = await Actions.Given.AnAction(house, await house.IdOf("maja"));
        var workshop = await Workshops.Given.AWorkshop(house, [await house.IdOf("jonas")], "T10");
        var (series, meeting, _) = await Meetings.Given.ASeries(house, [await house.IdOf("maja"), await house.IdOf("jonas")]);
        var (of, point) = (await Cases.Given.ACase(house), await Cases.Counted.APoint(house, await house.IdOf("lars")));
        var plan = await Cases.Given.APlan(house, of, shared: true);
        await Cases.Given.AMessage(house, of, "Et ord");
        await Cases.Given.AThree(house, of);
        var visitors = new Dictionary<string, Visitor> { ["lars"] = await house.As("lars"), ["henrik"] = await house.As("henrik"), ["lead"] = await house.As(await Cases.Given.Somebody(house, "Merete Holt", Omtanke.Organisation.Role.TeamLead)), ["maja"] = await house.As("maja"), ["jonas"] = await house.As("jonas"), ["karen"] = await house.As("karen"), ["admin"] = await house.As("admin") };
        using var trips = new RoundTrips(house);
        var told = new List<string>();
        foreach (var (who, page, most) in Measures)
        {
            var address = page.Replace("{id}", conversation.ToString(), StringComparison.Ordinal).Replace("{apv}", apv.ToString(), StringComparison.Ordinal).Replace("{workshop}", workshop.ToString(), StringComparison.Ordinal).Replace("{action}", action.ToString(), StringComparison.Ordinal)
                .Replace("{series}", series.ToString(), StringComparison.Ordinal).Replace("{meeting}", meeting.ToString(), StringComparison.Ordinal).Replace("{case}", of.ToString(), StringComparison.Ordinal).Replace("{plan}", plan.ToString(), StringComparison.Ordinal).Replace("{point}", point.ToString(), StringComparison.Ordinal);
            // The first visit may have something to remember or to note.
            (await visitors[who].Get(address)).Status.ShouldBe(HttpStatusCode.OK, page);
            trips.Take();
            await visitors[who].Get(address);
            if (trips.Take() is { } asked && asked.Count > most)
                told.Add($"{page}: {asked.Count} instead of {most}\n{string.Join("\n", asked.Select(question => "    " + question.ReplaceLineEndings(" ")))}");
        }
        told.ShouldBeEmpty();
    }
}
