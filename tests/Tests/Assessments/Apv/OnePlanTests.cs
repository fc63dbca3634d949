using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Actions;
using Omtanke.Assessments.Apv;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Conversations;
using Omtanke.Web;

namespace Omtanke.Tests.Assessments.Apv;

/// <summary>What is done about a problem stands in the one plan: the assessment's door writes the same rows and the same history, a problem takes its actions along, and an older workplace loses none of them.</summary>
public sealed class OnePlanTests(TestCluster cluster)
{
    [Fact]
    public async Task An_action_planned_here_is_an_action_of_the_plan_and_whoever_answers_for_it_tells_of_that_one_only()
    {
        await using var house = await Visits.Open(cluster);
        var (apv, problem, other, _) = await Given.AnApv(house, await house.IdOf("jonas"));
        using var jonas = await house.As("jonas");
        using var maja = await house.As("maja");
        (string, string?)[] typed = [("problem", problem.ToString()), ("what", "Ti minutter mellem besøgene"), ("person", "maja@fjordby.example"), ("measure", "Ny rundgang")];
        (await jonas.Post($"/apv/{apv}/actions", [.. typed, ("due", "2026-12-10")])).Text.ShouldContain("Skriv, hvem der står for det");
        (await jonas.Post($"/apv/{apv}/actions", [.. typed, ("responsible", "Lederen af Øst")])).Text.ShouldContain("Skriv, hvornår det senest er gjort");
        var id = Ids.New();
        for (var pressed = 0; pressed < 2; pressed++)
            await jonas.Post($"/apv/{apv}/actions", [.. typed, ("id", id.ToString()), ("responsible", "Lederen af Øst"), ("due", "2026-12-10")]);

        var made = await The(house, id);
        (made.Origin, made.OriginId, made.OriginName, made.Part, made.Issue).ShouldBe((Origin.Apv, apv, "APV i hjemmeplejen", problem, "Ruterne er lagt for tæt"));
        (made.Severity, made.Extent, made.Shown, made.Language).ShouldBe(((short?)3, (short?)2, Shown.Workplace, "da"));
        made.Units.ShouldBe([await house.UnitOf("Hjemmeplejen Øst")]);
        (made.Who, made.Owner, made.DueOn).ShouldBe(("Lederen af Øst", await house.IdOf("maja"), new DateOnly(2026, 12, 10)));

        (await maja.Post($"/apv/{apv}/actions/{id}/outcome", ("status", "Done"), ("effect", "Partly"), ("note", "Om formiddagen"), ("version", "1"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"/apv/{apv}/actions/{other}/outcome", ("status", "Done"), ("version", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await The(house, id)).DoneOn.ShouldBe(new DateOnly(2026, 11, 23));
        (await HistoryOf(house, id)).ShouldBe([(ActionMoment.Made, "jonas", ""), (ActionMoment.LookedAt, "maja", "Om formiddagen")]);
        // The plan's own door leads to the same action: it says where it came from, and what is told there stands with the assessment too.
        (await maja.Get($"/apv/{apv}/follow-up")).Text.ShouldContain($"/actions/{id}\"");
        var page = (await maja.Get($"/actions/{id}")).Text;
        page.ShouldContain($"<a href=\"/apv/{apv}\"");
        page.ShouldContain("Ruterne er lagt for tæt");
        (await maja.Post($"/actions/{id}/outcome", ("status", "UnderWay"), ("version", "2"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"/actions/{id}/postponement", ("day", "2027-01-10"), ("reason", "Vi venter på den nye vagtplan"), ("version", "3"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        // Two who write at once through two doors: nobody is written over.
        (await jonas.Post($"/apv/{apv}/actions/{id}/outcome", ("status", "UnderWay"), ("version", "2"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/actions/{id}/outcome", ("status", "Done"), ("effect", "Worked"), ("note", "Nu også om aftenen"), ("version", "4"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Get($"/apv/{apv}/follow-up")).Text.ShouldContain("Nu også om aftenen");
        var history = (await jonas.Get($"/apv/{apv}")).Text;
        history.ShouldContain("En handling kom til: Ti minutter mellem besøgene");
        history.ShouldContain("Nogen så efter, om det hjalp: Ti minutter mellem besøgene: Om formiddagen");
        history.ShouldContain("En handling fik en ny dato: Ti minutter mellem besøgene: Vi venter på den nye vagtplan");
        history.ShouldContain("Ti minutter mellem besøgene: Nu også om aftenen <span class=\"om-muted\">(Maja Holm)");
        // What the law wants of a plan holds at both: somebody, a day, and everybody may read it. Somebody else at the workplace reads, and no more.
        (await jonas.Post($"/actions/{id}/wording", ("what", "Ti minutter"), ("who", ""), ("due", ""), ("version", "5"))).Text.ShouldContain("Skriv, hvem der står for det.");
        (await maja.Post($"/actions/{id}/readers", ("shown", "Few"), ("version", "5"))).Location.ShouldBe($"/actions/{id}");
        using var aisha = await house.As("aisha");
        (await aisha.Get($"/actions/{id}")).Text.ShouldNotContain("Giv den videre");
        (await aisha.Post($"/actions/{id}/outcome", ("status", "Planned"), ("version", "5"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await The(house, id)).Shown.ShouldBe(Shown.Workplace);
    }

    [Fact]
    public async Task What_somebody_answers_for_is_offered_to_another_and_a_later_day_is_given_with_a_reason()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, aishas) = (await house.IdOf("maja"), await house.IdOf("aisha"));
        var (apv, _, action, _) = await Given.AnApv(house, await house.IdOf("jonas"), majas);
        var before = await The(house, action);
        var page = $"/apv/{apv}/actions/{action}";
        using var jonas = await house.As("jonas");
        using var aisha = await house.As("aisha");
        (await jonas.Post(page, Typed(""))).Text.ShouldContain("Nogen står allerede for den");
        (await jonas.Post(page, Typed("maja@fjordby.example", new(2026, 1, 5)))).Text.ShouldContain("Den dag er gået");
        (await jonas.Post(page, Typed("maja@fjordby.example", before.DueOn!.Value.AddDays(40)))).Text.ShouldContain("hvorfor den får mere tid");
        (await jonas.Post(page, Typed("aisha@fjordby.example"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var asked = await The(house, action);
        (asked.Owner, asked.Who, asked.OfferedTo).ShouldBe((majas, before.Who, aishas));
        (await jonas.Get(page)).Text.ShouldContain("En anden er spurgt, om de tager den");
        (await aisha.Get($"/actions/{action}")).Text.ShouldContain("Jonas Bech spørger, om du tager den");
        (await aisha.Post($"/actions/{action}/refusal")).Location.ShouldBe("/actions");
        var refused = await The(house, action);
        (refused.Owner, refused.OfferedTo).ShouldBe((majas, null));

        (await jonas.Post(page, [.. Typed("maja@fjordby.example", before.DueOn!.Value.AddDays(40), refused.Version), ("reason", "Vi venter på vagtplanen")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await The(house, action)).DueOn.ShouldBe(before.DueOn!.Value.AddDays(40));
        (await aisha.Get($"/actions/{action}")).Text.ShouldContain("Vi venter på vagtplanen");

        (string, string?)[] Typed(string person, DateOnly? due = null, int version = 1) =>
            [("version", $"{version}"), ("what", before.What), ("responsible", "Nogen andre"), ("person", person), ("due", Dates.Write(due ?? before.DueOn!.Value)), ("measure", before.Measure), ("check", before.CheckOn is { } check ? Dates.Write(check) : "")];
    }

    [Fact]
    public async Task A_problem_that_is_solved_or_put_aside_takes_its_actions_along_and_brings_back_those_it_took()
    {
        await using var house = await Visits.Open(cluster);
        var (apv, problem, action, topic) = await Given.AnApv(house, await house.IdOf("jonas"), await house.IdOf("maja"), due: -3);
        using var jonas = await house.As("jonas");
        using var maja = await house.As("maja");
        var aside = Ids.New();
        await jonas.Post($"/apv/{apv}/actions", ("id", aside.ToString()), ("problem", problem.ToString()), ("what", "Lagt til side af sig selv"), ("responsible", "HR"), ("due", "2026-12-10"));
        (await jonas.Post($"/apv/{apv}/actions/{aside}/removal")).Text.ShouldContain("hvorfor den bliver lagt til side");
        await jonas.Post($"/apv/{apv}/actions/{aside}/removal", ("why", "Det klarer sig selv"));
        (await maja.Get("/me")).Text.ShouldContain("Vi lægger ti minutter ind");

        (string, string?)[] told = [("topic", topic.ToString()), ("severity", "1"), ("extent", "1"), ("what", "Ruterne er for tætte")];
        (await jonas.Post($"/apv/{apv}/problems/{problem}", [.. told, ("solved", "2026-11-20"), ("version", "1")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        var resting = await The(house, action);
        (resting.IsOut, resting.IsOutWithPart, resting.Issue, resting.Severity).ShouldBe((true, true, "Ruterne er for tætte", (short?)1));
        (await HistoryOf(house, action)).ShouldBe([(ActionMoment.Made, "jonas", ""), (ActionMoment.PutAside, "jonas", "Problemet er løst.")]);
        (await maja.Get("/me")).Text.ShouldNotContain("Vi lægger ti minutter ind");
        using var karen = await house.As("karen");
        (await karen.Get("/learning")).Text.ShouldNotContain("<th scope=\"row\">APV</th>");
        // While the problem rests nothing of it is taken up on its own, and nothing new is planned for it.
        await jonas.Post($"/apv/{apv}/actions/{action}/return");
        await maja.Post($"/actions/{action}/return");
        (await The(house, action)).IsOut.ShouldBeTrue();
        (await maja.Get($"/actions/{action}")).Text.ShouldContain("kommer den med");
        (await jonas.Get($"/apv/{apv}/actions/new?problem={problem}")).Location.ShouldBe($"/apv/{apv}/plan");

        await jonas.Post($"/apv/{apv}/problems/{problem}", [.. told, ("version", "2")]);
        (await The(house, action)).IsOut.ShouldBeFalse();
        (await The(house, aside)).IsOut.ShouldBeTrue("what somebody put aside by itself waits until somebody takes it up");
        await jonas.Post($"/apv/{apv}/problems/{problem}/removal");
        (await The(house, action)).IsOut.ShouldBeTrue();
        await jonas.Post($"/apv/{apv}/problems/{problem}/return");
        (await The(house, action)).IsOut.ShouldBeFalse();
        var plan = (await jonas.Get($"/apv/{apv}/plan")).Text;
        plan.ShouldContain("Tag frem igen");
        (await jonas.Post($"/apv/{apv}/actions/{aside}/return")).Location.ShouldBe($"/apv/{apv}/plan");
        (await The(house, aside)).IsOut.ShouldBeFalse();
    }

    [Fact]
    public async Task The_paper_for_others_names_nobody_also_when_somebody_took_the_action_on_by_name()
    {
        await using var house = await Visits.Open(cluster);
        var (apv, _, action, _) = await Given.AnApv(house, await house.IdOf("jonas"));
        using var jonas = await house.As("jonas");
        using var maja = await house.As("maja");
        (await jonas.Post($"/actions/{action}/offer", ("to", "maja@fjordby.example"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"/actions/{action}/acceptance")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var birgit = await house.As("birgit");
        var plan = (await birgit.Get($"/apv/{apv}/plan")).Text;
        plan.ShouldContain("Maja Holm");
        plan.ShouldNotContain("Maja Holm (Maja Holm)");
        var paper = (await birgit.Get($"/apv/{apv}/paper")).Text;
        paper = paper[paper.IndexOf("<article", StringComparison.Ordinal)..];
        paper.ShouldContain("En person på arbejdspladsen");
        paper.ShouldNotContain("Maja");
        ApvTests.Text(await birgit.Get($"/apv/{apv}/paper.docx")).ShouldNotContain("Maja");
    }

    [Fact]
    public async Task When_an_assessment_is_forgotten_its_finished_actions_go_and_what_is_not_finished_stays_in_the_plan()
    {
        await using var house = await Visits.Open(cluster);
        var (apv, problem, open, _) = await Given.AnApv(house, await house.IdOf("jonas"), closed: true);
        var done = await house.Ask(async db =>
        {
            var (of, about) = (await db.Apvs.SingleAsync(one => one.Id == apv), await db.ApvProblems.SingleAsync(one => one.Id == problem));
            var action = of.Plan(about, Ids.New(), 1, "Gjort og set efter", house.Clock.GetUtcNow());
            db.AddRange(action, action.Tell(Status.Done, Outcome.Worked, "", null, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
            return action.Id;
        }, Acting.AtChores);
        var later = Visits.Monday.AddYears(6).AddDays(1);
        await house.Run<Clearing>(later);
        await house.Run<Clearing>(later);

        (await house.AsOwner("select count(*) from apvs", row => row.GetInt64(0))).ShouldBe([0L]);
        (await house.AsOwner("select id, origin_id is null, origin_name, keeper from actions where origin = 'Apv'", row => (row.GetGuid(0), row.GetBoolean(1), row.GetString(2), row.GetGuid(3))))
            .ShouldBe([(open, true, "APV i hjemmeplejen", await house.IdOf("jonas"))]);
        (await house.AsOwner($"select kind from tombstones where record in ('{apv}', '{done}', '{open}') order by kind", row => row.GetString(0))).ShouldBe(["actions", "apvs"]);
    }

    [Fact]
    public async Task An_older_workplace_keeps_its_actions_with_what_happened_to_them()
    {
        var connection = await cluster.NewDatabase();
        var before = Migrations.Names.Where(name => string.CompareOrdinal(name, "0024") < 0).ToList();
        await Migrations.Run(connection, House.AppPassword(Visits.Keys), before, TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(connection);
        await Do(source, """
            select set_config('omtanke.keeping', 'on', false);
            insert into people (id, name, email, joined_on) values ('00000000-0000-0000-0000-0000000000a1', 'Jonas', 'j@x', '2020-01-01'), ('00000000-0000-0000-0000-0000000000a2', 'Maja', 'm@x', '2020-01-01');
            insert into units (id, name) values ('00000000-0000-0000-0000-0000000000b1', 'Øst');
            insert into apvs (id, title, language, units, part, keepers, begun_at) values ('00000000-0000-0000-0000-0000000000c1', 'APV i Øst', 'da', '{00000000-0000-0000-0000-0000000000b1}', 'Staff', '{00000000-0000-0000-0000-0000000000a1}', '2026-01-01');
            insert into apv_topics (id, apv, position, key, name) values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000c1', 0, 'noise', '');
            insert into apv_problems (id, apv, topic, what, severity, extent, solved_on, version, found_at) values
                ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000d1', 'Støj', 3, 2, null, 1, '2026-01-02'),
                ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000d1', 'Lys', 1, 1, '2026-01-03', 1, '2026-01-02');
            insert into apv_actions (id, apv, problem, what, responsible, person, planned_at, start_on, due_on, measure, check_on, status, effect, effect_note, told_on, is_out, version, needs, "with") values
                ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000e1', 'Tæpper', 'Lederen', '00000000-0000-0000-0000-0000000000a2', '2026-01-04', '2026-01-05', '2026-02-01', 'Vi lytter', '2026-03-01', 'Done', 'Partly', 'Lidt', '2026-03-02', false, 4, 'Penge', 'Alle'),
                ('00000000-0000-0000-0000-0000000000f2', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000e2', 'Pærer', 'Pedellen', null, '2026-01-05', '2026-03-05', '2026-02-01', '', null, 'Planned', null, '', null, false, 1, '', ''),
                ('00000000-0000-0000-0000-0000000000f3', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000e1', 'Tæpper', 'HR', null, '2026-01-06', null, '2026-02-01', '', null, 'Planned', null, '', null, true, 2, '', '');
            insert into apv_events (id, apv, what, about, person, at) values
                (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c1', 'Begun', '', '00000000-0000-0000-0000-0000000000a1', '2026-01-01'),
                (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c1', 'ActionPlanned', 'Noget, der hed noget andet', '00000000-0000-0000-0000-0000000000a1', '2026-01-04'),
                (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c1', 'ActionPlanned', 'Tæpper', '00000000-0000-0000-0000-0000000000a1', '2026-01-06'),
                (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c1', 'ActionTold', 'Tæpper', '00000000-0000-0000-0000-0000000000a2', '2026-03-02'),
                (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c1', 'ActionTold', 'Et navn fra før', '00000000-0000-0000-0000-0000000000a2', '2026-02-02');
            """);
        await Migrations.Run(connection, House.AppPassword(Visits.Keys), TestContext.Current.CancellationToken);

        (await Read(source, """select concat_ws('|', right(id::text, 2), origin, origin_name, issue, what, who, right(owner::text, 2), needs, "with", start_on, due_on, measure, check_on, status, done_on, effect, effect_note, told_on, severity, extent, cardinality(units), shown, is_out, is_out_with_part, version, made_at::date) from actions order by id"""))
            .ShouldBe([
                "f1|Apv|APV i Øst|Støj|Tæpper|Lederen|a2|Penge|Alle|2026-01-05|2026-02-01|Vi lytter|2026-03-01|Done|2026-03-02|Partly|Lidt|2026-03-02|3|2|1|Workplace|f|f|4|2026-01-04",
                "f2|Apv|APV i Øst|Lys|Pærer|Pedellen|||2026-02-01||Planned||1|1|1|Workplace|t|t|1|2026-01-05",
                "f3|Apv|APV i Øst|Støj|Tæpper|HR|||2026-02-01||Planned||3|2|1|Workplace|t|f|2|2026-01-06",
            ]);
        (await Read(source, "select concat_ws('|', right(action::text, 2), what, right(person::text, 2), at::date) from action_events order by action, at"))
            .ShouldBe(["f1|Made|a1|2026-01-04", "f1|Told|a2|2026-03-02", "f2|Made|2026-01-05", "f3|Made|a1|2026-01-06"]);
        (await Read(source, "select concat_ws('|', what, about) from apv_events order by at")).ShouldBe(["Begun|", "ActionTold|Et navn fra før"]);
        (await Read(source, "select coalesce(to_regclass('apv_actions')::text, 'gone')")).ShouldBe(["gone"]);
    }

    private static Task<PlannedAction> The(Visits house, Guid action) => house.Ask(db => db.Actions.AsNoTracking().SingleAsync(one => one.Id == action), Acting.AtChores);

    private static Task<List<(ActionMoment, string, string)>> HistoryOf(Visits house, Guid action) => house.Ask(async db =>
        (await db.ActionEvents.Where(one => one.Action == action).OrderBy(one => one.At).ThenBy(one => one.Id).Join(db.People, one => one.Person, person => person.Id, (one, person) => new { one.What, person.Email, one.About }).ToListAsync())
            .ConvertAll(one => (one.What, one.Email[..one.Email.IndexOf('@', StringComparison.Ordinal)], one.About)), Acting.AtChores);

    private static async Task Do(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<string>> Read(NpgsqlDataSource source, string sql)
    {
        var (read, batch) = (new List<string>(), source.CreateBatch());
        await using var asking = batch;
        batch.BatchCommands.Add(new("select set_config('omtanke.keeping', 'on', false)"));
        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            read.Add(reader.GetString(0));
        return read;
    }
}
