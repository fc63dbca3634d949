using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;

namespace Omtanke.Tests.Actions;

/// <summary>The plan's own pages: an action is shown to those it says and to nobody else, nobody's text is written over, it changes hands only with a yes, and nothing goes silently.</summary>
public sealed class PlanTests(TestCluster cluster)
{
    private static readonly (string, string?)[] Small = [("shown", "Few"), ("what", "Ringe til kanarieburet"), ("due", "2026-12-10"), ("measure", "Kanarien synger")];

    private static readonly string[] Lists = ["/actions", "/actions?whose=group&status=all", "/actions?whose=workplace&status=all"];

    [Fact]
    public async Task What_is_for_those_named_is_seen_by_nobody_else_until_it_is_shown_to_more_by_hand()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        (await maja.Get("/actions")).Text.ShouldContain("Du har ingen handlinger");
        (await maja.Get("/actions/new")).Text.ShouldContain("Kun de nævnte");
        var made = await maja.Post("/actions", [.. Small, ("helpers", "line.ostergaard@fjordby.example")]);
        made.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        made.Text.ShouldContain("Ringe til kanarieburet");
        var line = await house.Ask(db => db.People.Where(person => person.Name == "Line Østergaard").Select(person => person.Id).SingleAsync());
        var home = (await maja.Post("/actions", [.. Small, ("helpers", "Line Østergaard")])).Location.ShouldNotBeNull();
        using var helper = await house.As(line);
        (await helper.Get("/actions?helps=1")).Text.ShouldContain("kanarieburet");
        var read = (await helper.Get(home)).Text;
        read.ShouldContain("Kun disse:");
        read.ShouldContain("Maja Holm skrev den.");
        read.ShouldNotContain("Giv den videre");
        await MeetNothing(home, "henrik", "birgit", "karen", "admin", "jonas", "aisha");

        // To more people only with one's own hand on it; then it is theirs to read, and the leader of the unit keeps the plan along with her.
        var unit = (await house.UnitOf("Hjemmeplejen Øst")).ToString();
        (await maja.Post($"{home}/readers", ("version", "1"), ("shown", "Units"), ("unit", unit))).Text.ShouldContain("Sæt kryds, hvis flere");
        (await maja.Post($"{home}/readers", ("version", "1"), ("shown", "Workplace"), ("wider", "1"))).Text.ShouldContain("Vælg, hvem der kan se den");
        (await maja.Post($"{home}/readers", ("version", "1"), ("shown", "Units"), ("unit", (await house.UnitOf("Fjordskolen")).ToString()), ("wider", "1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post($"{home}/readers", ("version", "1"), ("shown", "Units"), ("unit", unit), ("wider", "1"))).Location.ShouldBe(home);
        using var jonas = await house.As("jonas");
        (await jonas.Get(home)).Text.ShouldContain("Alle i Hjemmeplejen Øst");
        (await jonas.Get("/actions?whose=group")).Text.ShouldContain("kanarieburet");
        (await jonas.Post($"{home}/outcome", ("status", "Done"), ("version", "2"))).Status.ShouldBe(HttpStatusCode.NotFound);
        await MeetNothing(home, "birgit", "admin", "aisha");
        using var henrik = await house.As("henrik");
        (await henrik.Get(home)).Text.ShouldContain("Giv den videre");
        // He gives it out of his own sight, and is told where he stands.
        (await henrik.Post($"{home}/readers", ("version", "2"), ("shown", "Few"))).Location.ShouldBe("/actions");
        await MeetNothing(home, "henrik", "jonas", "birgit", "karen", "admin");
        (await maja.Get(home)).Text.ShouldContain("Henrik Lund ændrede, hvem der kan se den.");
        // What is put aside is no way in either.
        (await maja.Post($"{home}/removal", ("why", "Det kan vente"))).Location.ShouldBe(home);
        await MeetNothing(home, "henrik", "jonas", "birgit", "karen", "admin");

        async Task MeetNothing(string at, params string[] people)
        {
            foreach (var persona in people)
            {
                // Not even the database says that there is something, or whom it reaches.
                (await house.Ask(db => db.Database.SqlQuery<int>($"""select (select count(*) from actions where what like '%kanarie%')::int + (select count(*) from action_events where about like '%anarie%')::int + (select count(*) from action_reach where reached = {line})::int as "Value" """).SingleAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
                using var other = await house.As(persona);
                var notTheirs = await other.Get(at);
                notTheirs.Status.ShouldBe(HttpStatusCode.NotFound, persona);
                notTheirs.Bytes.ShouldBe((await other.Get($"/actions/{Ids.New()}")).Bytes);
                var mine = (await other.Post("/actions", ("shown", "Few"), ("what", "Noget andet"))).Location;
                foreach (var page in Lists.Concat(["/me", "/actions?text=kanarie&status=all", "/actions?whose=group&text=kanarie&status=out", "/actions?whose=workplace&status=out", mine!]))
                    (await other.Get(page)).Text.ShouldNotContain("kanarieb", Case.Insensitive, $"{persona} {page}");
            }
        }
    }

    [Theory]
    [InlineData("what", "", "Skriv, hvad der skal ske")]
    [InlineData("due", "2026-11-01", "Den dag er gået")]
    [InlineData("due", "2027-02-29", "Skriv datoen som")]
    [InlineData("due", "2199-01-01", "mellem 2000 og 2099")]
    [InlineData("start", "2026-12-11", "før den begynder")]
    [InlineData("shown", "Workplace", "Vælg, hvem der kan se den")]
    [InlineData("owner", "Holger Danske", "kan ikke finde den person")]
    [InlineData("level", "99", "Vælg et af niveauerne")]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(string field, string value, string said)
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var reply = await maja.Post("/actions", [.. Small.Where(one => one.Item1 != field), (field, value)]);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(said);
        reply.Text.ShouldContain("Kanarien synger");
        (await maja.Post("/actions", [.. Small.Where(one => one.Item1 != "due"), ("due", "2028-02-29")])).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task It_changes_hands_only_with_a_yes_and_never_in_a_circle()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, henriks, jonass) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("jonas"));
        var home = $"/actions/{await house.AnAction(majas)}";
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        using var jonas = await house.As("jonas");
        (await maja.Post($"{home}/offer", ("to", "Maja Holm"))).Text.ShouldContain("Du står allerede for den");
        (await maja.Post($"{home}/offer", ("to", ""))).Text.ShouldContain("Skriv, hvem du spørger");
        await house.Do(db => db.Leave(jonass, new DateOnly(2026, 11, 20)), Acting.AtChores);
        (await maja.Post($"{home}/offer", ("to", "Jonas Bech"))).Text.ShouldContain("kan ikke finde den person");
        (await henrik.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post($"{home}/offer", ("to", "Henrik Lund"))).Location.ShouldBe(home);
        (await maja.Post($"{home}/offer", ("to", "Henrik Lund"))).Location.ShouldBe(home);
        (await maja.Post($"{home}/offer", ("to", "Birgit Dam"))).Text.ShouldContain("En anden er allerede spurgt");
        // He sees it now, may say yes or no, and nothing else: not hand it back before he has taken it.
        var asked = (await henrik.Get(home)).Text;
        asked.ShouldContain("Maja Holm spørger, om du tager den");
        asked.ShouldNotContain("Giv den videre");
        (await henrik.Post($"{home}/offer", ("to", "Maja Holm"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Post($"{home}/refusal", ("answer", "Jeg er på kursus"))).Location.ShouldBe("/actions");
        (await henrik.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get(home)).Text.ShouldContain("Jeg er på kursus");
        await maja.Post($"{home}/offer", ("to", "Henrik Lund"));
        await maja.Post($"{home}/offer/withdrawal");
        (await henrik.Post($"{home}/acceptance")).Status.ShouldBe(HttpStatusCode.NotFound);
        await maja.Post($"{home}/offer", ("to", "Henrik Lund"));
        (await henrik.Post($"{home}/acceptance")).Location.ShouldBe(home);
        (await henrik.Post($"{home}/acceptance")).Location.ShouldBe("/actions");
        (await maja.Post($"{home}/offer", ("to", "Henrik Lund"))).Text.ShouldContain("står allerede for den");
        var history = (await maja.Get(home)).Text;
        history.ShouldContain("Maja Holm bad Henrik Lund om at tage den.");
        history.ShouldContain("Henrik Lund sagde nej.");
        history.ShouldContain("Maja Holm tog spørgsmålet til Henrik Lund tilbage.");
        history.ShouldContain("Henrik Lund tog den.");
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ByDay && letter.UniqueKey.StartsWith("desk Asked ")))).ShouldBe(1, "however often they are asked, it is one letter a day");
    }

    [Theory]
    [InlineData("Done", "", true)]
    [InlineData("Dropped", "Vi gør noget andet", true)]
    [InlineData("UnderWay", "", false)]
    public async Task Whoever_was_asked_to_take_on_what_is_done_or_given_up_meanwhile_is_asked_no_longer(string status, string note, bool falls)
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AnAction(await house.IdOf("maja"));
        var home = $"/actions/{id}";
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        await maja.Post($"{home}/offer", ("to", "Henrik Lund"));
        (await henrik.Get("/me")).Text.ShouldContain(home);
        (await maja.Post($"{home}/outcome", ("version", "2"), ("status", status), ("note", note))).Location.ShouldBe(home);

        (await henrik.Get("/me")).Text.Contains(home, StringComparison.Ordinal).ShouldBe(!falls);
        (await henrik.Get(home)).Status.ShouldBe(falls ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        (await maja.Get(home)).Text.Contains("Giv den videre", StringComparison.Ordinal).ShouldBe(!falls);
        if (falls)
        {
            (await henrik.Post($"{home}/acceptance")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await maja.Post($"{home}/offer", ("to", "Henrik Lund"))).Text.ShouldContain("Der er ikke mere at gøre ved den");
        }
        (await house.TheAction(id)).OfferedTo.ShouldBe(falls ? null : await house.IdOf("henrik"));
        (await house.TheAction(id)).Owner.ShouldBe(await house.IdOf("maja"));
    }

    [Fact]
    public async Task Of_what_is_split_while_somebody_is_asked_only_what_stays_is_offered()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AnAction(await house.IdOf("maja"), "Møde og kaffe");
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        await maja.Post($"/actions/{id}/offer", ("to", "Henrik Lund"));
        (await maja.Post($"/actions/{id}/parts", ("version", "2"), ("parts", "Møde om morgenen\nKaffe til alle"))).Location.ShouldBe($"/actions/{id}");

        var desk = (await henrik.Get("/me")).Text;
        desk.ShouldContain("Møde om morgenen");
        desk.ShouldNotContain("Kaffe");
        (await henrik.Post($"/actions/{id}/acceptance")).Location.ShouldBe($"/actions/{id}");
        var part = await house.Ask(db => db.Actions.AsNoTracking().SingleAsync(action => action.SplitFrom == id), Acting.AtChores);
        (part.Owner, part.OfferedTo).ShouldBe((await house.IdOf("maja"), null));
        (await henrik.Get($"/actions/{part.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_who_write_at_once_both_see_both_texts_and_history_tells_all_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, east) = (await house.IdOf("maja"), await house.UnitOf("Hjemmeplejen Øst"));
        var home = $"/actions/{await house.AnAction(majas, more: action => (action.Shown, action.Units) = (Shown.Units, [east]))}";
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        (await maja.Get($"{home}/wording")).Text.ShouldContain("Alle i gruppen ser det, du skriver");
        (await maja.Post($"{home}/wording", ("version", "1"), ("what", "Makkere hver aften"), ("due", "2026-12-07"))).Location.ShouldBe(home);
        var late = await henrik.Post($"{home}/wording", ("version", "1"), ("what", "Makkere om mandagen"), ("due", "2026-12-07"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Makkere hver aften");
        late.Text.ShouldContain("Makkere om mandagen");
        (await henrik.Post($"{home}/wording", ("version", "2"), ("what", "Makkere mandag og tirsdag"), ("due", "2026-12-07"))).Location.ShouldBe(home);
        (await maja.Post($"{home}/outcome", ("version", "1"), ("status", "UnderWay"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"{home}/outcome", ("version", "3"), ("status", "Planned"), ("effect", "Worked"))).Text.ShouldContain("skal være gjort, før");
        (await maja.Post($"{home}/outcome", ("version", "3"), ("status", "Dropped"))).Text.ShouldContain("hvorfor I dropper den");
        (await maja.Post($"{home}/outcome", ("version", "3"), ("status", "Done"), ("effect", "TooEarly"))).Text.ShouldContain("hvor I ser efter igen");
        (await maja.Post($"{home}/postponement", ("version", "3"), ("day", "2026-12-01"), ("reason", "Sne"))).Text.ShouldContain("efter den gamle");
        (await maja.Post($"{home}/postponement", ("version", "3"), ("day", "2026-12-20"))).Text.ShouldContain("hvorfor den får mere tid");
        (await maja.Post($"{home}/postponement", ("version", "3"), ("day", "2026-12-20"), ("reason", "To er syge"))).Location.ShouldBe(home);
        (await maja.Post($"{home}/outcome", ("version", "4"), ("status", "Done"), ("effect", "TooEarly"), ("look", "2027-02-01"), ("note", "Vi venter"))).Location.ShouldBe(home);
        var read = (await henrik.Get(home)).Text;
        foreach (var said in (string[])["Vi prøver faste makkere om aftenen", "Makkere hver aften", "gav den en senere dato: 20. dec. 2026", "To er syge", "at den er gjort, og at det er for tidligt", "mandag den 1. februar 2027"])
            read.ShouldContain(said);
    }

    [Fact]
    public async Task What_a_change_writes_over_stays_in_the_history_and_a_later_day_is_given_with_a_reason_while_there_is_something_to_do()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, jonass) = (await house.IdOf("maja"), await house.IdOf("jonas"));
        var id = await house.AnAction(majas, "Faste makkere", action => (action.Measure, action.Cause, action.Helpers, action.CheckOn) = ("Vi spørger igen", "For få hænder", [jonass], new(2026, 12, 21)));
        var home = $"/actions/{id}";
        using var maja = await house.As("maja");
        (string, string?)[] typed = [("version", "1"), ("what", "Faste makkere"), ("due", "2027-12-01"), ("check", "2026-12-21")];
        (await maja.Post($"{home}/wording", typed)).Text.ShouldContain("hvorfor den får mere tid");
        (await house.TheAction(id)).DueOn.ShouldBe(new DateOnly(2026, 12, 7));
        (await maja.Post($"{home}/wording", [.. typed, ("reason", "To er syge")])).Location.ShouldBe(home);
        var now = await house.TheAction(id);
        (now.DueOn, now.CheckOn, now.Measure, now.Helpers).ShouldBeEquivalentTo(((DateOnly?)new DateOnly(2027, 12, 1), (DateOnly?)new DateOnly(2027, 12, 15), "", Array.Empty<Guid>()));
        var history = (await maja.Get(home)).Text;
        foreach (var said in (string[])["gav den en senere dato: 1. dec. 2027", "To er syge", "Før stod der", "7. dec. 2026", "Vi spørger igen", "For få hænder", "Jonas Bech"])
            history.ShouldContain(said);
        // What is typed behind the fold is shown with what is wrong about it.
        (await maja.Post($"{home}/wording", ("version", $"{now.Version}"), ("what", "Faste makkere"), ("due", "2027-12-01"), ("start", "2028-01-01"))).Text.ShouldContain("<details class=\"om-more\" open");

        await maja.Post($"{home}/outcome", ("version", $"{now.Version}"), ("status", "Done"), ("effect", "Worked"));
        (await maja.Get(home)).Text.ShouldNotContain("Giv den en senere dato");
        var over = await maja.Post($"{home}/postponement", ("version", $"{now.Version + 1}"), ("day", "2028-03-01"), ("reason", "Mere tid"));
        over.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        over.Text.ShouldContain("behøver ingen ny dato");
    }

    [Fact]
    public async Task One_becomes_several_and_several_become_one_and_nothing_goes_silently()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, henriks) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var (first, others) = (await house.AnAction(majas, "Møde og kaffe"), await house.AnAction(henriks, "Henriks egen", action => action.Helpers = [majas]));
        using var maja = await house.As("maja");
        var home = $"/actions/{first}";
        (await maja.Post($"{home}/parts", ("version", "1"), ("parts", "Kun møde"))).Text.ShouldContain("mindst to linjer");
        (string, string?)[] parts = [("version", "1"), ("id", Ids.New().ToString()), ("parts", "Møde\nKaffe\nKage")];
        (await maja.Post($"{home}/parts", parts)).Location.ShouldBe(home);
        (await maja.Post($"{home}/parts", parts)).Location.ShouldBe(home);
        var all = await house.Ask(db => db.Actions.OrderBy(action => action.What).Select(action => action.What).ToListAsync(), Acting.As(majas));
        all.ShouldBe(["Henriks egen", "Kaffe", "Kage", "Møde"]);
        (await maja.Get(home)).Text.ShouldContain("Møde og kaffe");
        var cake = await house.Ask(db => db.Actions.SingleAsync(action => action.What == "Kage"), Acting.As(majas));
        cake.DueOn.ShouldNotBeNull();
        // Its history says what it was a part of, and the parts stand in the order they were typed.
        var made = (await maja.Get($"/actions/{cake.Id}")).Text;
        made.ShouldContain("Maja Holm delte den ud fra en anden handling.");
        made[made.IndexOf("Det er der sket", StringComparison.Ordinal)..].ShouldContain($"href=\"{home}\"");
        var told = (await maja.Get(home)).Text;
        told = told[told.IndexOf("Det er der sket", StringComparison.Ordinal)..];
        told.IndexOf(">Kaffe<", StringComparison.Ordinal).ShouldBeInRange(0, told.IndexOf(">Kage<", StringComparison.Ordinal));
        // Into what one may not change, nothing goes; and it is not even told of.
        (await maja.Get($"/actions/{cake.Id}")).Text.ShouldNotContain("Henriks egen");
        (await maja.Post($"/actions/{cake.Id}/merger", ("into", others.ToString()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post($"/actions/{cake.Id}/merger", ("into", cake.Id.ToString()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post($"/actions/{cake.Id}/merger", ("into", first.ToString()))).Location.ShouldBe(home);
        (await maja.Get($"/actions/{cake.Id}")).Text.ShouldContain("Den er lagt ind i en anden handling");
        (await maja.Get("/actions")).Text.ShouldNotContain("Kage");
        (await maja.Get("/actions?status=out")).Text.ShouldContain("Kage");
        (await maja.Post($"/actions/{cake.Id}/return")).Location.ShouldBe($"/actions/{cake.Id}");
        (await maja.Post($"/actions/{cake.Id}/removal")).Text.ShouldContain("hvorfor den bliver lagt til side");
        (await maja.Post($"/actions/{cake.Id}/removal", ("why", "Ingen vil bage"))).Location.ShouldBe($"/actions/{cake.Id}");
        (await maja.Post($"/actions/{cake.Id}/outcome", ("version", "4"), ("status", "Done"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get($"/actions/{cake.Id}")).Text.ShouldContain("Ingen vil bage");
    }

    [Fact]
    public async Task Whoever_answers_for_what_a_workshop_or_an_apv_agreed_may_split_it_and_the_parts_are_agreed_there_and_seen_by_the_same()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, henriks, jonass) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("jonas"));
        var workshop = await Tests.Workshops.Given.AWorkshop(house, [henriks], closed: true);
        var (apv, problem, open, _) = await Assessments.Apv.Given.AnApv(house, jonass, majas);
        var few = await house.AnAction(majas, "Møde og kaffe", action => (action.Keeper, action.Level) = (henriks, Level.Leader), Origin.Workshop, workshop, "Torsdagsmødet");
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        foreach (var (id, origin, of) in new[] { (few, Origin.Workshop, workshop), (open, Origin.Apv, apv) })
        {
            var whole = await house.TheAction(id);
            (await maja.Get($"/actions/{id}")).Text.ShouldContain("Del den i flere");
            (await maja.Post($"/actions/{id}/parts", ("version", "1"), ("parts", "Første halvdel\nAnden halvdel"))).Location.ShouldBe($"/actions/{id}");
            var part = await house.Ask(db => db.Actions.AsNoTracking().SingleAsync(action => action.SplitFrom == id), Acting.AtChores);
            (part.What, part.Origin, part.OriginId, part.Part, part.Level, part.Owner, part.DueOn).ShouldBe(("Anden halvdel", origin, of, whole.Part, whole.Level, majas, whole.DueOn));
            foreach (var persona in (string[])["maja", "henrik", "jonas", "aisha", "birgit", "admin"])
            {
                using var other = await house.As(persona);
                (await other.Get($"/actions/{part.Id}")).Status.ShouldBe((await other.Get($"/actions/{id}")).Status, persona);
            }
        }
        (await henrik.Get($"/workshops/{workshop}/actions")).Text.ShouldContain("Anden halvdel", customMessage: "the workshop it came of has it too");
        (await maja.Get($"/apv/{apv}")).Text.ShouldContain("Anden halvdel");
        // Whoever reads it only may not.
        using var aisha = await house.As("aisha");
        (await aisha.Post($"/actions/{open}/parts", ("version", "3"), ("parts", "En\nTo"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task From_an_agreement_nothing_comes_along_and_whoever_is_asked_answers_only_after_a_yes()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var empty = (await maja.Get("/actions/new?origin=agreement&what=Aftalt%20i%20fortrolighed")).Text;
        empty.ShouldContain("bliver mellem jer");
        empty.ShouldNotContain(">Aftalt i");
        // What one may not read gives neither its name nor its units away.
        var secret = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"], closed: true, more: one => one.Title = "Kanariefuglen");
        (await maja.Get($"/actions/new?origin=collection&of={secret}&what=Pauser")).Text.ShouldNotContain("Kanariefuglen");
        var home = (await maja.Post("/actions", [.. Small, ("owner", "henrik@fjordby.example"), ("origin", "collection"), ("of", secret.ToString())])).Location!;
        var id = Guid.Parse(home.Split('/')[^1]);
        var action = await house.Ask(db => db.Actions.SingleAsync(one => one.Id == id), Acting.As(await house.IdOf("maja")));
        (action.Owner, action.OfferedTo, action.Origin, action.OriginName).ShouldBe((await house.IdOf("maja"), await house.IdOf("henrik"), Origin.Own, ""));
        (await house.Ask(db => db.Letters.Where(letter => letter.UniqueKey.StartsWith("desk Asked ")).Select(letter => letter.ToEmail).ToListAsync())).ShouldBe(["henrik@fjordby.example"]);
    }
}
