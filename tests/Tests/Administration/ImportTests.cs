using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Administration.Import;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Administration;

/// <summary>Birgit of HR sends a file: she sees what would happen, says yes, and all of it happens, or nothing.</summary>
public sealed partial class ImportTests(TestCluster cluster)
{
    [Fact]
    public async Task A_preview_writes_nothing_and_a_yes_does_all_of_it_at_once()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var before = await house.Ask(db => db.People.CountAsync());

        var preview = await Send(birgit, """
            Navn;E-mail;Enhed;Roller;Leder af;Sprog;Stoppet
            Ny Nielsen;ny@fjordby.example;Fjordskolen;;;dansk;
            Maja Holm Jensen;MAJA@fjordby.example;Hjemmeplejen Vest;TR;;engelsk;
            Jonas Bech;jonas@fjordby.example;;;Genbrugspladsen;;
            Kurt Olesen;kurt.olesen@fjordby.example;;;;;ja
            Poul Nystrøm;poul.nystroem@fjordby.example;Park og vej;;;;
            Aldrig Her;aldrig@fjordby.example;;;;;01-02-2026
            """);
        Counts(preview).ShouldBe((0, 1, 4, 1));
        (await house.Ask(db => db.People.CountAsync())).ShouldBe(before);

        (await Confirm(birgit, preview)).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await house.Ask(db => db.People.CountAsync())).ShouldBe(before + 1);
        var maja = await house.Ask(db => db.WithEmail("maja@fjordby.example").AsNoTracking().SingleAsync());
        (maja.Name, maja.Language, maja.Email).ShouldBe(("Maja Holm Jensen", "en", "maja@fjordby.example"));
        (await house.Ask(db => db.LeaderOf(maja.Id)))!.Name.ShouldBe("Bente Ravn");
        (await house.Ask(db => db.Memberships.CountAsync(row => row.Person == maja.Id))).ShouldBe(2);
        var kurt = await house.Ask(db => db.WithEmail("kurt.olesen@fjordby.example").AsNoTracking().SingleAsync());
        kurt.LeftOn.ShouldBe(Clock.Day(Visits.Monday));
        (await house.Ask(db => db.WithEmail("poul.nystroem@fjordby.example").AsNoTracking().SingleAsync())).LeftOn.ShouldBeNull();
        var tina = await house.Ask(db => db.WithEmail("tina.nyborg@fjordby.example").Select(person => person.Id).SingleAsync());
        (await house.Ask(db => db.LeaderOf(tina)))!.Name.ShouldBe("Jonas Bech");
        // An empty cell says nothing: he is still the representative he was.
        var jonas = await house.IdOf("jonas");
        (await house.Ask(db => db.Roles.AnyAsync(row => row.Person == jonas && row.Role == Role.SafetyRepresentative && row.UntilOn == null))).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_so()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        const string File = "Navn;E-mail;Enhed;Roller;Leder af\nNy Nielsen;ny@fjordby.example;Fjordskolen;AMR;\nAnden Ny;anden@fjordby.example;Genbrugspladsen;leder;\n";
        await Confirm(birgit, await Send(birgit, File));

        var again = await Send(birgit, File);
        Counts(again).ShouldBe((0, 0, 0, 2));
        again.Text.ShouldNotContain("name=\"mark\"");
    }

    [Theory]
    [InlineData("Uden mail;;;;", "Der mangler en mailadresse.")]
    [InlineData(";navnloes@fjordby.example;;;", "Der mangler et navn.")]
    [InlineData("Skæv;skæv@;;;", "ligner ikke en mailadresse")]
    [InlineData("To Gange;ny@fjordby.example;;;", "ny@fjordby.example står også i linje 2.")]
    [InlineData("Intetsteds;x@fjordby.example;Månen;;", "findes ikke")]
    [InlineData("Pilot;x@fjordby.example;;pilot;", "ikke en rolle")]
    [InlineData("Klingon;x@fjordby.example;;;klingon", "ikke et af sprogene")]
    [InlineData("Chef;x@fjordby.example;;administrator;", "Kun en administrator")]
    [InlineData("Leder;x@fjordby.example;;leder;", "ikke af hvad")]
    public async Task One_line_that_is_wrong_is_named_with_its_number_and_nothing_of_the_file_is_done(string line, string says)
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var before = await house.Ask(db => db.People.CountAsync());

        var preview = await Send(birgit, $"Navn;E-mail;Enhed;Roller;Sprog\nNy Nielsen;ny@fjordby.example;Fjordskolen;;\n{line}\n");
        Counts(preview).ShouldBe((1, 1, 0, 0));
        WebUtility.HtmlDecode(preview.Text).ShouldContain(says);
        preview.Text.ShouldContain(">3</td>");
        preview.Text.ShouldNotContain("name=\"mark\"");
        // Whoever says yes all the same is shown the list again.
        (await birgit.Post(preview.Address + "/confirmation", ("mark", "x"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await house.Ask(db => db.People.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task Missing_units_are_made_when_wished_each_once_at_its_place()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var preview = await Send(birgit, """
            Navn;E-mail;Enhed
            Ny Nielsen;ny@fjordby.example;Sundhed og ældre / Rehabilitering / Team A
            Anden Ny;anden@fjordby.example;sundhed og ældre/rehabilitering/team a
            Tredje Ny;tredje@fjordby.example;Sundhed og ældre / Rehabilitering
            """);
        Counts(preview).ShouldBe((3, 0, 0, 0));

        var made = await birgit.Get(preview.Address + "?create=on");
        await Confirm(birgit, new(preview.Address, made.Text), ("create", "on"));

        var units = await house.Ask(db => db.UnitTree());
        units.Meant("Team A").Select(unit => units.Path(unit.Id)).ShouldBe(["Fjordby Kommune / Sundhed og ældre / Rehabilitering / Team A"]);
        var people = await house.Ask(db => db.Memberships.Where(row => row.Unit == units.Meant("Team A")[0].Id).CountAsync());
        people.ShouldBe(2);
    }

    [Fact]
    public async Task What_changed_meanwhile_is_shown_again_before_anything_is_done()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, admin) = (await house.As("birgit"), await house.As("admin"));
        var preview = await Send(birgit, "Navn;E-mail;Enhed\nNy Nielsen;ny@fjordby.example;Fjordskolen\n");
        await admin.Post("/administration/people", ("name", "Ny N."), ("email", "ny@fjordby.example"), ("language", "da"));

        var late = await Confirm(birgit, preview);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Noget er ændret");
        (await house.Ask(db => db.WithEmail("ny@fjordby.example").Select(person => person.Name).SingleAsync())).ShouldBe("Ny N.");
    }

    [Fact]
    public async Task Who_gets_a_new_leader_is_told_unit_by_unit_before_anything_is_done()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var preview = await Send(birgit, """
            Navn;E-mail;Enhed;Leder af
            Jonas Bech;jonas@fjordby.example;;Hjemmeplejen Øst
            Maja Holm;maja@fjordby.example;Hjemmeplejen Vest;
            """);
        var told = WebUtility.HtmlDecode(preview.Text);
        told.ShouldContain("Hjemmeplejen Øst får ny leder: Jonas Bech efter Henrik");
        told.ShouldContain("1 person flytter til Fjordby Kommune / Sundhed og ældre / Hjemmeplejen Vest og får ny leder: Bente Ravn");
        told.ShouldContain("holder åbne samtaler pause");
        // What is told is what comes to be.
        await Confirm(birgit, preview);
        var maja = await house.IdOf("maja");
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Bente Ravn");
        // Where nobody's leader is another, nothing is said of it.
        (await Send(birgit, "Navn;E-mail;Enhed\nNy Nielsen;ny@fjordby.example;Fjordskolen\n")).Text.ShouldNotContain("holder åbne samtaler pause");
    }

    [Fact]
    public async Task Cells_that_look_like_formulas_stay_text_and_script_does_not_run()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var preview = await Send(birgit, "Navn;E-mail\n=1+1;a@fjordby.example\n<script>alert(1)</script>;b@fjordby.example\n🌱 Grøn;c@fjordby.example\n");
        preview.Text.ShouldNotContain("<script>alert");
        await Confirm(birgit, preview);
        (await house.Ask(db => db.WithEmail("a@fjordby.example").Select(person => person.Name).SingleAsync())).ShouldBe("=1+1");
        (await house.Ask(db => db.WithEmail("c@fjordby.example").Select(person => person.Name).SingleAsync())).ShouldBe("🌱 Grøn");
    }

    [Fact]
    public async Task Ten_thousand_lines_are_previewed_and_carried_out_without_a_question_per_line()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var file = new StringBuilder("Navn;E-mail;Enhed\n");
        for (var index = 0; index < 10_000; index++)
            file.Append("Person ").Append(index).Append(";p").Append(index).Append("@fjordby.example;").Append(index % 2 == 0 ? "Fjordskolen" : "Park og vej").Append('\n');
        var watch = Stopwatch.StartNew();
        var preview = await Send(birgit, file.ToString());
        Counts(preview).ShouldBe((0, 10_000, 0, 0));
        await Confirm(birgit, preview);
        TestContext.Current.SendDiagnosticMessage($"10,000 lines: {watch.Elapsed}");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "about four seconds on a quiet machine");
        (await house.Ask(db => db.Memberships.CountAsync(row => row.UntilOn == null))).ShouldBeGreaterThan(10_000);
        (await birgit.Get("/administration/people?q=p9999@")).Text.ShouldContain("Person 9999");
    }

    [Fact]
    public async Task What_is_too_large_or_no_file_is_told_on_the_page()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        (await Upload(birgit, new byte[ImportPage.LargestFile + 1])).ShouldSatisfyAllConditions(
            reply => reply.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge), reply => reply.Text.ShouldContain("Filen er for stor"));
        (await Upload(birgit, [])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await birgit.Post("/administration/import")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Only_who_sent_a_file_sees_it_and_only_for_an_hour()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, admin) = (await house.As("birgit"), await house.As("admin"));
        var preview = await Send(birgit, "Navn;E-mail\nNy Nielsen;ny@fjordby.example\n");
        (await admin.Get(preview.Address)).Status.ShouldBe(HttpStatusCode.NotFound);

        house.Clock.Offset += Omtanke.Administration.Import.Upload.Life;
        var later = await house.As("birgit");
        (await later.Get(preview.Address)).Status.ShouldBe(HttpStatusCode.NotFound);
        await house.DoChores();
        (await house.Ask(db => db.Set<Upload>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_administrator_leaves_by_no_file_and_is_unmade_by_none()
    {
        await using var house = await Visits.Open(cluster);
        var admin = await house.As("admin");
        Counts(await Send(admin, "Navn;E-mail;Stoppet\nSofie Krogh;admin@fjordby.example;ja\n")).ShouldBe((1, 0, 0, 0));
        Counts(await Send(admin, "Navn;E-mail;Roller\nSofie Krogh;admin@fjordby.example;ingen\n")).ShouldBe((0, 0, 0, 1));
        await Confirm(admin, await Send(admin, "Navn;E-mail;Roller\nBirgit Dam;birgit@fjordby.example;HR, administrator\n"));
        (await house.Ask(db => db.HoldersOf(Role.Administrator))).ShouldBe(2);
    }

    private sealed record Shown(string Address, string Text);

    private static async Task<Shown> Send(Visitor visitor, string file)
    {
        var sent = await Upload(visitor, Encoding.UTF8.GetBytes(file));
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Text);
        return new(sent.Location!, (await visitor.Get(sent.Location!)).Text);
    }

    private static Task<Reply> Upload(Visitor visitor, byte[] file) =>
        visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/administration/import") { Content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "personer.csv" } } });

    private static Task<Reply> Confirm(Visitor visitor, Shown preview, params (string, string?)[] more) =>
        visitor.Post(preview.Address + "/confirmation", [("mark", Mark().Match(preview.Text).Groups["mark"].Value), .. more]);

    /// <summary>Wrong, new, changed, unchanged.</summary>
    private static (int, int, int, int) Counts(Shown preview)
    {
        var numbers = Number().Matches(preview.Text).Select(match => int.Parse(match.Groups["n"].Value.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    [GeneratedRegex("name=\"mark\" value=\"(?<mark>[0-9a-f]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();

    [GeneratedRegex("<li[^>]*><strong>(?<n>[0-9.]+)</strong> <span>(Fejl|Nye|Ændrede|Uændrede)</span>", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
