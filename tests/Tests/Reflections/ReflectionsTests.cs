using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Reflections;
using Omtanke.Security;

namespace Omtanke.Tests.Reflections;

/// <summary>One's own room: what is written is there again, and nobody else learns that there is anything.</summary>
public sealed class ReflectionsTests(TestCluster cluster)
{
    private const string Canary = "kanariefugl-i-eget-rum";

    [Fact]
    public async Task What_maja_writes_is_saved_while_she_writes_and_there_again_and_hers_to_take_along()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        (await maja.Get("/reflections")).Text.ShouldContain("Her er tomt endnu");

        var address = await Begin(maja, "E2.C");
        (await maja.Autosave(address, ("version", "0"), ("E2.C1", Canary))).Text.ShouldContain("\"version\":1");

        (await maja.Get(address)).Text.ShouldContain(Canary);
        (await maja.Get(address + "/json")).Text.ShouldContain(Canary);
        (await maja.Get("/reflections/mine.json")).Text.ShouldContain(Canary);
        (await maja.Get(address + "/word")).Bytes.Length.ShouldBeGreaterThan(1000);
        (await maja.Get("/reflections")).Text.ShouldContain("Min huskeliste");
    }

    [Fact]
    public async Task Beginning_the_same_step_twice_without_writing_is_one()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        (await Begin(maja, "T07.P")).ShouldBe(await Begin(maja, "T07.P"));
        (await maja.Post("/reflections", ("step", "no-such-step"))).Location.ShouldBe("/reflections/new");
        // The form that two fill in together is not for one alone.
        (await maja.Post("/reflections", ("step", "T07.F2"))).Location.ShouldBe("/reflections/new");
    }

    [Fact]
    public async Task A_number_is_told_as_the_page_spells_it_and_a_wrong_one_by_the_name_of_its_field()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var (address, row) = (await Begin(maja, "L05.F"), "L05.F1.hours");
        (await maja.Autosave(address, ("version", "0"), (row, "7,5"))).Status.ShouldBe(HttpStatusCode.OK);

        (await maja.Autosave(address, ("version", "0"), (row, "8"))).Text.ShouldContain("\"L05.F1.hours\":\"7,5\"");
        var refused = await maja.Autosave(address, ("version", "1"), (row, "1000"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        System.Text.Json.JsonDocument.Parse(refused.Text).RootElement.GetProperty("error").GetString()!.ShouldStartWith(Visits.Library.In("da").Text("L05.F1", "title") + ": ");
    }

    [Fact]
    public async Task On_paper_stands_what_was_written()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, "E2.C");
        await maja.Autosave(address, ("version", "0"), ("E2.C1", Canary));
        (await maja.Get(address + "/paper")).Text.ShouldContain(Canary);
    }

    [Fact]
    public async Task Two_windows_overwrite_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, "E2.C");
        await maja.Autosave(address, ("version", "0"), ("E2.C1", "fra det ene vindue"));

        var late = await maja.Autosave(address, ("version", "0"), ("E2.C1", "fra det andet vindue"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("fra det ene vindue");
        var page = await maja.Post(address, ("version", "0"), ("E2.C1", "fra det andet vindue"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("fra det ene vindue");
        page.Text.ShouldContain("fra det andet vindue");
        page.Text.ShouldContain("name=\"omtanke-kept\" content=\"hold\"", customMessage: "what waits in the window waits on");
        (await maja.Get(address)).Text.ShouldNotContain("fra det andet vindue");
    }

    [Fact]
    public async Task A_text_too_long_is_told_and_kept_on_the_page()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, "E2.C");
        var reply = await maja.Post(address, ("version", "0"), ("E2.C1", Canary + new string('x', 10_001)));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(Canary);
    }

    [Theory]
    [InlineData("henrik")]
    [InlineData("jonas")]
    [InlineData("birgit")]
    [InlineData("karen")]
    [InlineData("lars")]
    [InlineData("admin")]
    public async Task Nobody_else_learns_that_it_exists(string other)
    {
        await using var house = await Visits.Open(cluster);
        var (maja, stranger) = (await house.As("maja"), await house.As(other));
        var address = await Begin(maja, "E2.C");
        await maja.Autosave(address, ("version", "0"), ("E2.C1", Canary));

        foreach (var path in (string[])["", "/json", "/word", "/paper", "/drawing.svg"])
        {
            var (theirs, nothing) = (await stranger.Get(address + path), await stranger.Get($"/reflections/{Ids.New()}{path}"));
            theirs.Status.ShouldBe(HttpStatusCode.NotFound);
            theirs.Bytes.ShouldBe(nothing.Bytes);
        }
        foreach (var page in (string[])["/reflections", "/reflections/mine.json", "/me", "/openings"])
            (await stranger.Get(page)).Text.ShouldNotContain(address);
        (await stranger.Get("/reflections/mine.json")).Text.ShouldBe("[]");
        var person = await house.IdOf(other);
        (await house.Ask(db => db.Reflections.CountAsync(), Acting.As(person))).ShouldBe(0);
        (await house.Ask(db => db.Openings.CountAsync(opening => opening.Kind == Kind.Private), Acting.As(person))).ShouldBe(0);
        house.Log.Text.ShouldNotContain(Canary);
    }

    [Fact]
    public async Task Erased_it_is_gone_with_its_key_and_a_stone_is_left()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, "E2.C");
        await maja.Autosave(address, ("version", "0"), ("E2.C1", Canary));
        var id = Guid.Parse(address.Split('/')[^1]);

        (await maja.Post(address + "/erasure")).Location.ShouldBe("/reflections");

        (await maja.Get(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Count(house, $"select count(*) from reflections where id = '{id}'")).ShouldBe(0);
        (await Count(house, $"select count(*) from keys.data_keys k join tombstones t on t.key = k.id where t.record = '{id}'")).ShouldBe(0);
        (await Count(house, $"select count(*) from tombstones where record = '{id}' and kind = 'reflections'")).ShouldBe(1);
    }

    [Fact]
    public async Task In_the_database_there_is_no_word_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var address = await Begin(maja, "E2.C");
        await maja.Autosave(address, ("version", "0"), ("E2.C1", Canary));

        await using var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select answer from reflections", owner);
        var stored = (byte[]?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        Encoding.UTF8.GetString(stored!).ShouldNotContain("kanarie");
    }

    private static async Task<string> Begin(Visitor visitor, string step)
    {
        var reply = await visitor.Post("/reflections", ("step", step));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther);
        return reply.Location!;
    }

    private static async Task<long> Count(Visits house, string sql)
    {
        await using var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, owner);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
