using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Assessments;

namespace Omtanke.Tests.Cases;

/// <summary>Who sees what of a case, by both locks: what the gate finds, and what the database shows. Each of the eleven of issue 7, part 6.</summary>
public sealed class WhoSeesTests(TestCluster cluster)
{
    [Fact]
    public async Task The_employee_and_their_psychologist_see_all_of_it_the_leader_the_rail_and_all_others_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("lars"));
        var id = await house.ACase(more: Everything(henrik));

        (await house.Seen(id, maja)).ShouldBe(["case", "consent LeaderContact", "contact LeaderStart", "contact Talk", "event", "said"]);
        (await house.Seen(id, lars)).ShouldBe(["case", "consent LeaderContact", "contact LeaderStart", "contact Talk", "event", "guide", "said"]);
        // That she talks with a psychologist, and when, is hers; so is what was said of why.
        (await house.Seen(id, henrik)).ShouldBe(["case", "consent LeaderContact", "contact LeaderStart", "event"]);
        await NobodyElse(house, id);
        (await RelationTo(house, id, maja), await RelationTo(house, id, lars), await RelationTo(house, id, henrik)).ShouldBe((Relation.Employee, Relation.Keeper, Relation.Leader));
    }

    [Fact]
    public async Task Where_the_employee_registered_the_leader_sees_nothing_until_they_say_so_and_nothing_from_the_moment_they_take_it_back()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var id = await house.ACase(byEmployee: true);
        (await house.Seen(id, henrik)).ShouldBeEmpty();

        await house.Do(async db =>
        {
            var one = await db.ClaimCase(id);
            db.Add(Consent.Give(id, Topic.LeaderContact, henrik, maja, house.Clock.GetUtcNow()));
            db.Add(one.LetLeaderIn(henrik, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(maja));
        (await house.Seen(id, henrik)).ShouldBe(["case", "consent LeaderContact", "event"]);
        (await RelationTo(house, id, henrik)).ShouldBe(Relation.Leader);

        await Withdraw(house, id, maja);
        (await house.Seen(id, henrik)).ShouldBeEmpty("not even that she was asked");
        (await RelationTo(house, id, henrik)).ShouldBeNull();
        // The first lock alone says no as well.
        (await house.TheCase(id))!.RelationOf(henrik).ShouldBe(Relation.FormerLeader);
    }

    [Fact]
    public async Task A_leader_who_registered_loses_it_too_when_the_employee_says_no_and_when_they_lead_them_no_longer()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var id = await house.ACase();
        (await house.Seen(id, henrik)).ShouldContain("case");
        await house.Do(async db =>
        {
            db.Add(Consent.Refuse(id, Topic.LeaderContact, henrik, maja, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(maja));
        (await house.Seen(id, henrik)).ShouldNotContain("case");
        (await RelationTo(house, id, henrik)).ShouldBeNull();

        var other = await house.ACase(more: (db, one) => db.Add(one.LoseLeader(house.Clock.GetUtcNow())));
        (await house.Seen(other, henrik)).ShouldBeEmpty();
        (await RelationTo(house, other, henrik)).ShouldBeNull();
        // Whoever leads her now has inherited nothing.
        (await house.Seen(other, await house.IdOf("aisha"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("the leader's duty ends")]
    [InlineData("the employee leaves")]
    public async Task A_leader_who_leads_them_no_longer_sees_nothing_at_the_very_next_request_also_when_chores_stand_still(string what)
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, today) = (await house.IdOf("maja"), await house.IdOf("henrik"), Clock.Day(house.Clock.GetUtcNow()));
        var id = await house.ACase();
        var (meeting, _) = (await house.AThree(id), await house.AMessage(id, "Et ord"));
        foreach (var person in (Guid[])[maja, henrik, await house.IdOf("lars")])
            await house.Do(async db => { db.Add(Consent.Give(id, Topic.ThreeParty, meeting, person, house.Clock.GetUtcNow())); await db.SaveChangesAsync(); }, Acting.As(person));
        var plan = await house.APlan(id, shared: true);
        using var visitor = await house.As("henrik");
        (await visitor.Get($"/cases/{id}/plans/{plan}")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await Agreed("lars")).ShouldBeTrue();

        await house.Do(async db =>
        {
            var led = await db.Roles.Where(role => role.Person == henrik && role.Role == Role.Leader).Select(role => role.Id).ToListAsync();
            switch (what)
            {
                case "moved":
                    await db.Move(maja, await db.Units.Where(unit => unit.Name == "Genbrugspladsen").Select(unit => unit.Id).SingleAsync(), today);
                    break;
                case "the employee leaves":
                    await db.Leave(maja, today);
                    break;
                default:
                    foreach (var one in led)
                        await db.End(one, today);
                    break;
            }
        });
        (await house.Seen(id, henrik)).ShouldBe(["consent ThreeParty"], "his own word is his own");
        foreach (var page in (string[])["", "/plans", $"/plans/{plan}", "/messages", "/three", "/consents"])
            (await visitor.Get($"/cases/{id}{page}")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound, page);
        (await visitor.Get("/cases")).Text.ShouldNotContain($"{id}");
        (await Agreed("lars")).ShouldBeFalse("one of the three is out of it");
        (await house.Seen(id, await house.IdOf("lars"))).ShouldContain("case");

        async Task<bool> Agreed(string persona) =>
            await house.Ask(db => db.Database.SqlQuery<bool>($"select three_agree({meeting}) as \"Value\"").SingleAsync(), Acting.As(await house.IdOf(persona)));
    }

    [Fact]
    public async Task A_psychologist_sees_a_case_as_long_as_it_is_theirs_and_they_are_a_psychologist()
    {
        await using var house = await Visits.Open(cluster);
        var (lars, other) = (await house.IdOf("lars"), await house.Somebody("Nanna Toft", Role.Psychologist));
        var id = await house.ACase();
        (await house.Seen(id, other)).ShouldBeEmpty();
        var version = (await house.TheCase(id))!.Version;
        (await house.Ask(db => db.HandBack(id, version - 1, house.Clock.GetUtcNow()), Acting.As(lars))).ShouldBeFalse("an old page");
        (await house.Ask(db => db.HandBack(id, version, house.Clock.GetUtcNow()), Acting.As(other))).ShouldBeFalse("nobody gives away what is somebody else's");
        (await house.Ask(db => db.HandBack(id, version, house.Clock.GetUtcNow()), Acting.As(lars))).ShouldBeTrue();
        (await house.Seen(id, lars)).ShouldBeEmpty("it is not theirs any more");

        (await Assign(house, id, other, Acting.As(other))).ShouldNotBeNull();
        (await house.Seen(id, other)).ShouldContain("said");
        await house.Do(db => db.Roles.Where(role => role.Person == other).ExecuteUpdateAsync(set => set.SetProperty(role => role.UntilOn, Clock.Day(house.Clock.GetUtcNow()))));
        (await house.Seen(id, other)).ShouldBeEmpty("no longer a psychologist");
    }

    [Fact]
    public async Task The_team_sees_when_and_how_urgent_never_whose_and_nobody_finds_a_case_there_that_they_are_in()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("lars"));
        var (lead, other) = (await house.Somebody("Merete Holt", Role.TeamLead), await house.Somebody("Nanna Toft", Role.Psychologist));
        var (free, taken, over) = (await house.ACase(assigned: false), await house.ACase(), await house.ACase(closed: true));

        (await Listed(lead)).ShouldBe([free]);
        (await house.Ask(db => db.CasesOf(lars), Acting.As(lead))).ConvertAll(one => one.Id).ShouldBe([taken]);
        (await house.Ask(db => db.CasesOf(lars), Acting.As(other))).ShouldBeEmpty("how much a colleague has is for whoever leads them");
        (await Loads(lead)).OrderBy(one => one.Name).Select(one => (one.Name, one.Waiting, one.UnderWay)).ShouldBe([("Amir Haddad", 0, 0), ("Lars Vestergaard", 1, 0), ("Nanna Toft", 0, 0), ("Rasmus Bay", 0, 0)]);
        (await Loads(other)).ShouldBeEmpty();
        (await Listed(other)).ShouldBe([free]);
        (await house.Seen(free, lead)).ShouldBeEmpty("a list is all there is");
        (await house.Seen(free, other)).ShouldBeEmpty();
        foreach (var nobody in (Guid[])[maja, henrik, await house.IdOf("birgit"), await house.IdOf("admin"), await house.IdOf("karen"), await house.IdOf("jonas")])
            (await Listed(nobody)).ShouldBeEmpty();
        // The columns that go out name nobody but the team.
        typeof(Listed).GetProperties().Select(property => property.Name).ShouldBe(
            ["Id", "Source", "Urgency", "Language", "RegisteredAt", "AssignedAt", "BegunAt", "Psychologist", "Version", "OfAll", "Hurry"]);

        // A psychologist's own case is for the others to take, and not to be given to them, or to whoever registered it.
        var own = await house.ACase(lars, henrik, null);
        (await Listed(lars)).ShouldBe([free]);
        (await Assign(house, own, lars, Acting.As(lead))).ShouldBeNull();
        (await Assign(house, own, lars, Acting.As(lars))).ShouldBeNull();
        (await Assign(house, own, henrik, Acting.As(lead))).ShouldBeNull("no psychologist");
        (await Assign(house, own, other, Acting.As(lead))).ShouldNotBeNull();

        Task<List<Load>> Loads(Guid person) => house.Ask(db => db.CaseLoad(Clock.Day(house.Clock.GetUtcNow())), Acting.As(person));

        async Task<List<Guid>> Listed(Guid person) => [.. (await house.Ask(db => db.FreeCases(), Acting.As(person))).Select(one => one.Id)];
    }

    [Fact]
    public async Task Two_who_give_out_the_same_case_do_not_overwrite_each_other_and_what_is_planned_first_comes_with_it_once()
    {
        await using var house = await Visits.Open(cluster);
        var (lead, nanna, lars) = (await house.Somebody("Merete Holt", Role.TeamLead), await house.Somebody("Nanna Toft", Role.Psychologist), await house.IdOf("lars"));
        var id = await house.ACase(assigned: false);
        var version = (await house.TheCase(id))!.Version;
        (await Assign(house, id, nanna, Acting.As(lead), version)).ShouldBe(new TeamData.Given(await house.IdOf("maja"), null));
        (await Assign(house, id, lars, Acting.As(lead), version)).ShouldBeNull("somebody else was first");
        (await Assign(house, id, lars, Acting.As(lars))).ShouldBeNull("a psychologist takes what nobody has");
        (await house.TheCase(id))!.Psychologist.ShouldBe(nanna);

        // Nanna falls ill: whoever leads the team gives it to Lars, and the employee is whom to tell.
        (await Assign(house, id, lars, Acting.As(lead)))!.Earlier.ShouldBe(nanna);
        (await house.Seen(id, nanna)).ShouldBeEmpty();
        (await house.Ask(db => db.CaseContacts.Where(contact => contact.CaseId == id).Select(contact => contact.Kind).ToListAsync(), Acting.AtChores)).ShouldBe([ContactKind.Talk, ContactKind.LeaderStart], ignoreOrder: true);
        (await house.Ask(db => db.CaseEvents.Where(one => one.CaseId == id).OrderBy(one => one.At).Select(one => one.What).ToListAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(
            [Moment.Registered, Moment.Assigned, Moment.HandedOver], ignoreOrder: true);
        // Where the employee has said yes to no leader, no call is planned.
        var alone = await house.ACase(byEmployee: true, assigned: false);
        await Assign(house, alone, nanna, Acting.As(nanna));
        (await house.Ask(db => db.CaseContacts.Where(contact => contact.CaseId == alone).Select(contact => contact.Kind).ToListAsync(), Acting.AtChores)).ShouldBe([ContactKind.Talk]);
    }

    [Fact]
    public async Task How_much_each_has_is_right_whatever_happens_to_a_case()
    {
        await using var house = await Visits.Open(cluster);
        var (lead, nanna, lars) = (await house.Somebody("Merete Holt", Role.TeamLead), await house.Somebody("Nanna Toft", Role.Psychologist), await house.IdOf("lars"));
        var id = await house.ACase(assigned: false);
        await Assign(house, id, nanna, Acting.As(lead));
        (await Of(nanna), await Of(lars)).ShouldBe(((1, 0), (0, 0)));
        await Assign(house, id, lars, Acting.As(lead));
        (await Of(nanna), await Of(lars)).ShouldBe(((0, 0), (1, 0)));
        await Changed(id, one => one.Begin(lars, house.Clock.GetUtcNow())!);
        (await Of(lars)).ShouldBe((0, 1));
        var version = (await house.TheCase(id))!.Version;
        (await house.Ask(db => db.HandBack(id, version, house.Clock.GetUtcNow()), Acting.As(lars))).ShouldBeTrue();
        (await Of(lars)).ShouldBe((0, 0));
        await Assign(house, id, nanna, Acting.As(nanna));
        (await Of(nanna)).ShouldBe((0, 1), "it had begun, with whomever");
        var (over, gone) = (await house.ACase(), await house.ACase());
        (await Of(lars)).ShouldBe((2, 0));
        await Changed(over, one => one.Begin(lars, house.Clock.GetUtcNow())!);
        await Changed(over, one => one.Close(lars, house.Clock.GetUtcNow()));
        await house.Do(db => db.Cases.Where(one => one.Id == gone).ExecuteDeleteAsync(), Acting.AtChores);
        (await Of(lars)).ShouldBe((0, 0));
        // What is over is counted no more, also when it is deleted.
        await house.Do(db => db.Cases.Where(one => one.Id == over).ExecuteDeleteAsync(), Acting.AtChores);
        (await Of(lars)).ShouldBe((0, 0));
        // Nobody but whoever leads the team reads the numbers, past the question or by it.
        foreach (var person in (Guid[])[lead, nanna, lars])
            (await house.Ask(db => db.Database.SqlQuery<int>($"select waiting as \"Value\" from case_loads").ToListAsync(), Acting.As(person))).ShouldBeEmpty();

        Task Changed(Guid which, Func<Omtanke.Cases.Case, Happening> change) => house.Do(async db =>
        {
            db.Add(change(await db.FoundCase(which)));
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        async Task<(int Waiting, int UnderWay)> Of(Guid psychologist) =>
            (await house.Ask(db => db.CaseLoad(Clock.Day(house.Clock.GetUtcNow()), 0, 0, psychologist), Acting.As(lead))).ConvertAll(one => (one.Waiting, one.UnderWay)).Single();
    }

    [Fact]
    public async Task However_many_psychologists_there_are_a_page_has_those_with_room_the_first_who_speak_each_language_and_whoever_is_asked_for()
    {
        await using var house = await Visits.Open(cluster);
        var (lead, today) = (await house.Somebody("Merete Holt", Role.TeamLead), Clock.Day(house.Clock.GetUtcNow()));
        var (idle, busy, away) = (await house.Somebody("Nanna Toft", Role.Psychologist), await house.Somebody("Bo Bang", Role.Psychologist), await house.Somebody("Ane Ask", Role.Psychologist));
        await house.Do(db =>
        {
            db.AddRange(new Staff { Person = busy, Languages = ["da", "tr"] }, new Staff { Person = away, Languages = ["tr", "ar"], AwayFrom = today });
            return db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.ACase(await house.IdOf("maja"), await house.IdOf("henrik"), busy);
        var all = await Ask();
        all[^1].Name.ShouldBe("Ane Ask", "away comes last");
        all[^2].Name.ShouldBe("Bo Bang", "and then whoever has most");
        var before = all.Count;
        (await Ask(before - 2)).Select(one => one.Person).ShouldBe(all.Take(before - 2).Select(one => one.Person));
        var few = (await Ask(0, 1)).ConvertAll(one => one.Name);
        few.ShouldContain("Bo Bang", "the first who is here and speaks Turkish");
        few.ShouldContain("Ane Ask", "nobody else speaks Arabic");
        few.ShouldNotContain("Nanna Toft");
        (await Ask(0, 0, idle)).Select(one => one.Person).ShouldBe([idle]);

        Task<List<Load>> Ask(int? most = null, int few = 0, Guid? asked = null) => house.Ask(db => db.CaseLoad(today, most, few, asked), Acting.As(lead));
    }

    [Fact]
    public async Task Whoever_opens_it_stands_in_the_log_that_the_employee_reads_and_a_wrong_person_opens_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, lars) = (await house.IdOf("maja"), await house.IdOf("lars"));
        var id = await house.ACase();
        (await Open(house, id, lars)).ShouldBe(Tests.Cases.Given.Said.Reason);
        (await Open(house, id, await house.IdOf("birgit"))).ShouldBeNull();
        var page = (await (await house.As("maja")).Get("/openings")).Text;
        page.ShouldContain("Lars Vestergaard");
        page.ShouldContain(Visits.Library.In("da").Words["openings.kind.Case"]);
        page.ShouldNotContain("Birgit");
        (await (await house.As("henrik")).Get("/openings")).Text.ShouldNotContain("Lars Vestergaard", Shouldly.Case.Sensitive, "who opened her case is hers to know");
        (await house.Ask(db => db.Openings.CountAsync(one => one.Record == id && one.Person == lars), Acting.As(maja))).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_begins_something_else_by_the_id_of_a_case_learns_nothing_of_it_and_erasing_that_leaves_the_case_its_own_stone()
    {
        await using var house = await Visits.Open(cluster);
        var (id, nanna) = (await house.ACase(), await house.Somebody("Nanna Toft", Role.Psychologist));
        (await Open(house, id, await house.IdOf("lars"))).ShouldNotBeNull();
        using var hers = await house.As(nanna);
        (await hers.Post("/meetings", ("id", $"{id}"), ("kind", "Own"), ("name", "Gruppen"), ("with1", "Aisha Rahman"))).Location.ShouldBe($"/meetings/{id}");
        var page = (await hers.Get("/openings")).Text;
        page.ShouldContain("Gruppen</a>");
        page.ShouldNotContain($"· {Visits.Library.In("da").Words["openings.kind.Case"]}");
        page.ShouldNotContain("Lars Vestergaard");
        (await house.Ask(db => db.Openings.CountAsync(one => one.Record == id && one.Kind == Kind.Case), Acting.As(nanna))).ShouldBe(0);

        foreach (var table in (string[])["series", "cases"])
            await house.Within(async (_, services) => { await services.GetRequiredService<Erasure>().Note(id, table, null); return 0; }, Acting.AtChores);
        (await house.AsOwner($"select kind from tombstones where record = '{id}' order by 1", row => row.GetString(0))).ShouldBe(["cases", "series"]);
    }

    [Fact]
    public async Task Who_led_somebody_sees_nothing_of_their_case_afterwards_also_when_it_was_over_by_then()
    {
        await using var house = await Visits.Open(cluster);
        var henrik = await house.IdOf("henrik");
        var over = await house.ACase(closed: true);
        (await house.Seen(over, henrik)).ShouldContain("case");
        await house.Do(db => db.Roles.Where(role => role.Person == henrik && role.Role == Role.Leader).ExecuteUpdateAsync(set => set.SetProperty(role => role.UntilOn, Clock.Day(house.Clock.GetUtcNow()))));
        await house.DoChores();
        (await house.Seen(over, henrik)).ShouldBeEmpty();
        (await (await house.As("henrik")).Get($"/cases/{over}")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.Contains($"{over}")), Acting.AtChores)).ShouldBe(0, "of what is over there is nothing to ask");
    }

    [Fact]
    public async Task The_leader_learns_neither_when_the_first_talk_was_nor_who_ended_it()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("lars"));
        var id = await house.ACase();
        using var his = await house.As("henrik");
        var before = await Both();
        await house.Do(async db =>
        {
            var one = await db.ClaimCase(id);
            var talk = Contact.Unplanned(id, ContactKind.Talk, house.Clock.GetUtcNow());
            talk.Hold(one, Clock.Day(house.Clock.GetUtcNow()), 50, Present.Employee, lars);
            db.AddRange(talk, one.Begin(lars, house.Clock.GetUtcNow())!);
            await db.SaveChangesAsync();
        }, Acting.As(lars));
        (await Both()).ShouldBe(before, "the same bytes, before and after she has been there");
        await house.Do(async db =>
        {
            db.Add((await db.ClaimCase(id)).Close(maja, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(maja));
        var page = (await his.Get($"/cases/{id}")).Text;
        page.ShouldContain(Visits.Library.In("da").Words["cases.lead-closed"]);
        page.ShouldNotContain("afsluttede");
        (await house.Ask(db => db.CaseEvents.Where(one => one.CaseId == id).Select(one => one.What).ToListAsync(), Acting.As(henrik))).ShouldBe([Moment.Registered]);
        (await house.Ask(db => db.CaseEvents.Where(one => one.CaseId == id).Select(one => one.What).ToListAsync(), Acting.As(maja))).ShouldBe([Moment.Registered, Moment.Begun, Moment.Closed], ignoreOrder: true);

        // The case counts its changes, and a form carries the count; what is read is the same.
        async Task<string> Both() => System.Text.RegularExpressions.Regex.Replace((await his.Get("/cases")).Text + (await his.Get($"/cases/{id}")).Text, "name=\"version\" value=\"\\d+\"", "");
    }

    [Fact]
    public async Task By_the_database_alone_nobody_makes_a_case_their_own_or_lets_it_vanish()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        foreach (var persona in (string[])["henrik", "lars", "maja"])
        {
            var me = await house.IdOf(persona);
            foreach (var theft in (string[])["employee = acting_person()", "source = 'Employee', registered_by = acting_person()", "key = gen_random_uuid()", "psychologist = acting_person()", "leader = acting_person()", "leader_since = now()"])
                if ((persona, theft) is not (("maja", "leader_since = now()") or ("lars", "psychologist = acting_person()") or ("henrik", "leader = acting_person()")))
                    await Should.ThrowAsync<Npgsql.PostgresException>(() => house.Do(db => Sql(db, $"update cases set {theft} where id = '{id}'"), Acting.As(me)), $"{persona}: {theft}");
            await house.Do(db => Sql(db, $"delete from cases where id = '{id}'"), Acting.As(me));
            (await house.TheCase(id)).ShouldNotBeNull(persona);
        }

        static Task Sql(Database db, string statement) => db.Database.ExecuteSqlRawAsync(statement);
    }

    [Fact]
    public async Task A_new_leader_sees_nothing_of_what_was_held_with_the_one_before()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, aisha, lars) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("aisha"), await house.IdOf("lars"));
        var id = await house.ACase(more: (db, one) =>
        {
            var call = Contact.Unplanned(one.Id, ContactKind.LeaderStart, Visits.Monday);
            call.Hold(one, Clock.Day(Visits.Monday), 20, Present.Leader, lars);
            db.Add(call);
        });
        (await house.Seen(id, henrik)).ShouldContain("contact LeaderStart");
        await house.Wait(TimeSpan.FromDays(3));
        await house.Do(async db =>
        {
            var one = await db.ClaimCase(id);
            db.Add(one.LoseLeader(house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.Leads(aisha, maja);
        await house.Do(async db =>
        {
            var one = await db.ClaimCase(id);
            db.AddRange(Consent.Give(id, Topic.LeaderContact, aisha, maja, house.Clock.GetUtcNow()), one.LetLeaderIn(aisha, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(maja));
        (await house.Seen(id, aisha)).ShouldBe(["case", "consent LeaderContact", "event"]);
        (await house.Ask(db => db.CaseEvents.Where(one => one.CaseId == id).Select(one => one.What).ToListAsync(), Acting.As(aisha))).ShouldBe([Moment.LeaderIn]);
        (await house.Seen(id, lars)).ShouldContain("contact LeaderStart");
    }

    [Fact]
    public async Task Whoever_leads_somebody_is_not_their_psychologist_and_does_not_find_them_in_the_queue()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, lead) = (await house.IdOf("henrik"), await house.Somebody("Merete Holt", Role.TeamLead));
        await house.Do(db => db.Give(henrik, Role.Psychologist, null, new DateOnly(2026, 1, 1)));
        var own = await house.ACase(byEmployee: true, assigned: false);
        (await house.Ask(db => db.FreeCases(), Acting.As(henrik))).ShouldBeEmpty("he leads her, and she told no leader");
        (await Assign(house, own, henrik, Acting.As(henrik))).ShouldBeNull();
        (await Assign(house, own, henrik, Acting.As(lead))).ShouldBeNull();
        (await Assign(house, own, await house.IdOf("lars"), Acting.As(lead))).ShouldNotBeNull();
    }

    private static Action<Database, Omtanke.Cases.Case> Everything(Guid henrik) => (db, one) =>
    {
        var now = Visits.Monday;
        db.Add(Contact.Plan(one.Id, ContactKind.LeaderStart, Clock.Day(now), now));
        db.Add(Contact.Plan(one.Id, ContactKind.Talk, Clock.Day(now), now));
        db.Add(Consent.Give(one.Id, Topic.LeaderContact, henrik, one.Employee, now));
        db.Add(new GuideDone { CaseId = one.Id, Person = one.Psychologist!.Value, Card = "I5.1.1", DoneOn = Clock.Day(now) });
    };

    private static async Task NobodyElse(Visits house, Guid id)
    {
        foreach (var persona in (string[])["aisha", "jonas", "birgit", "karen", "admin"])
            (await house.Seen(id, await house.IdOf(persona))).ShouldBeEmpty(persona);
        var others = new Dictionary<string, Guid>
        {
            ["psychologist not on it"] = await house.Somebody("Nanna Toft", Role.Psychologist), ["team lead"] = await house.Somebody("Merete Holt", Role.TeamLead),
            ["leader's leader"] = (await house.Ask(async db => await db.LeaderOf(await house.IdOf("henrik"))))!.Id, ["every role"] = await house.Somebody("Alle Roller", [.. Enum.GetValues<Role>().Where(role => role != Role.Leader)]),
        };
        foreach (var (who, person) in others)
        {
            (await house.Seen(id, person)).ShouldBeEmpty(who);
            (await RelationTo(house, id, person)).ShouldBeNull(who);
        }
    }

    private static async Task Withdraw(Visits house, Guid id, Guid maja) => await house.Do(async db =>
    {
        (await db.CaseConsents.SingleAsync(one => one.CaseId == id && one.Topic == Topic.LeaderContact)).Withdraw(house.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }, Acting.As(maja));

    private static async Task<TeamData.Given?> Assign(Visits house, Guid id, Guid to, Acting acting, int? version = null)
    {
        var expected = version ?? (await house.TheCase(id))!.Version;
        var now = house.Clock.GetUtcNow();
        return await house.Ask(db => db.Assign(id, to, expected, Rail.First(Urgency.Ordinary, Clock.Day(now)), now), acting);
    }

    private static Task<Relation?> RelationTo(Visits house, Guid id, Guid person) => house.Ask(
        async db => (await new CaseData.AllCases(db).Find(id, person, toWrite: false, CancellationToken.None))?.Relation, Acting.As(person));

    /// <summary>What the gate lets somebody read of why it was registered.</summary>
    private static async Task<Reason?> Open(Visits house, Guid id, Guid person)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var (db, gate) = (scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider.GetRequiredService<Gate>());
        await using var transaction = await db.Begin(Acting.As(person));
        var roles = await db.Roles.Where(role => role.Person == person && role.UntilOn == null).Select(role => role.Role).ToListAsync();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(person, Guid.NewGuid(), Standing.Fresh, RoleSet.Of(roles), transaction);
        var answered = await gate.Ask<Omtanke.Cases.Case>(id, Kind.Case, Operation.Read);
        var said = answered.Verdict == Verdict.Yes ? (await db.CaseRegistrations.SingleAsync(one => one.Id == id)).Read(answered.Grant!).Reason : (Reason?)null;
        await transaction.CommitAsync();
        return said;
    }
}
