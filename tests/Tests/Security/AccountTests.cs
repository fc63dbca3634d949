using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>One's own account: the ways in, the places one is signed in, and what of it stands in the database.</summary>
public sealed class AccountTests(TestCluster cluster)
{
    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_its_next_request()
    {
        await using var house = await Visits.Open(cluster);
        using var phone = await house.As("maja");
        using var laptop = await house.As("maja");
        using var henrik = await house.As("henrik");
        var gone = await laptop.Post("/account/sessions/ending-of-all");
        gone.Headers.GetValues("Clear-Site-Data").ShouldHaveSingleItem().ShouldContain("storage");
        (await phone.Get("/me")).Location.ShouldStartWith("/sign-in?to=");
        (await laptop.Get("/me")).Location.ShouldStartWith("/sign-in?to=");
        (await henrik.Get("/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Windows_that_come_for_the_first_time_at_once_all_get_in_and_to_one_account()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.IdOf("maja");
        await house.Ask(db => db.Accounts.Where(account => account.Id == maja).ExecuteDeleteAsync());
        var windows = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.As("maja")));
        (await Task.WhenAll(windows.Select(async window => (await window.Get("/account")).Status))).ShouldAllBe(status => status == HttpStatusCode.OK);
        (await house.Ask(db => db.Accounts.CountAsync(account => account.Id == maja))).ShouldBe(1);
        foreach (var window in windows)
            window.Dispose();
    }

    [Fact]
    public async Task One_session_can_be_ended_but_not_anothers()
    {
        await using var house = await Visits.Open(cluster);
        using var phone = await house.As("maja");
        using var laptop = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (maja, his) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var (oldest, henriks) = (
            await house.Ask(db => db.Sessions.Where(session => session.Person == maja).OrderBy(session => session.SignedInAt).Select(session => session.Id).FirstAsync()),
            await house.Ask(db => db.Sessions.Where(session => session.Person == his).Select(session => session.Id).SingleAsync()));
        await laptop.Post("/account/sessions/ending", ("session", henriks.ToString()));
        (await henrik.Get("/me")).Status.ShouldBe(HttpStatusCode.OK);
        await laptop.Post("/account/sessions/ending", ("session", oldest.ToString()));
        (await house.Ask(db => db.Sessions.CountAsync(session => session.Person == maja))).ShouldBe(1);
    }

    [Fact]
    public async Task Ways_to_sign_in_are_changed_only_by_somebody_who_has_just_shown_who_they_are()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        for (var minutes = 0; minutes < 20; minutes += 5)
        {
            house.Clock.Offset += TimeSpan.FromMinutes(5);
            (await maja.Get("/account")).Status.ShouldBe(HttpStatusCode.OK);
        }
        (await maja.Get("/account/password")).Location.ShouldBe("/sign-in/again?to=%2Faccount%2Fpassword", "active all along, but the screen may have been left open");
        (await maja.Post("/account/recovery-codes")).Location.ShouldStartWith("/sign-in/again?to=");
        await maja.Post("/sign-in/again/demo", ("to", "/account/password"));
        (await maja.Get("/account/password")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_puts_the_others_out_and_tells_the_owner_by_letter()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var here = await maja.AtHome();
        using var there = await maja.AtHome();
        await here.Post("/sign-in/again", ("password", Newcomer.Password), ("code", maja.Digits));
        var form = await here.Get("/account/password");
        const string New = "fire røde heste på taget";
        (await here.Post("/account/password", ("password", New), ("again", New), ("app", Newcomer.App(form.Text)), ("digits", Totp.Code(Newcomer.Key(form.Text), Totp.StepAt(house.Clock.GetUtcNow())))))
            .Location.ShouldBe("/account");
        (await here.Get("/me")).Status.ShouldBe(HttpStatusCode.OK);
        (await there.Get("/me")).Location.ShouldStartWith("/sign-in?to=");
        (await maja.SignIn(house.Browser())).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ToEmail == maja.Email && letter.UniqueKey.StartsWith("ways")))).ShouldBe(2);
    }

    [Fact]
    public async Task That_text_waits_is_said_when_a_session_ran_out_and_never_to_whoever_signed_out()
    {
        await using var house = await Visits.Open(cluster);
        var waits = Visits.Library.In("da").Words["sign-in.text-waits"];
        using var away = await house.As("maja");
        house.Clock.Offset += Session.Life + TimeSpan.FromMinutes(1);
        (await away.Get((await away.Get("/conversations")).Location!)).Text.ShouldContain(waits);

        using var leaving = await house.As("maja");
        await leaving.Post("/sign-out");
        var door = await leaving.Get((await leaving.Get("/conversations")).Location!);
        door.Text.ShouldNotContain(waits);
        door.Text.ShouldContain(Visits.Library.In("da").Words["sign-in.then-back"]);
    }

    [Fact]
    public async Task The_last_way_in_cannot_be_removed()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var home = await maja.AtHome();
        await home.Post("/sign-in/again", ("password", Newcomer.Password), ("code", maja.Digits));
        await home.Post("/account/password/removal");
        house.Clock.Offset += TimeSpan.FromSeconds(30);
        (await maja.SignIn(house.Browser())).Location.ShouldBe("/me");
    }

    [Fact]
    public async Task Neither_password_nor_code_app_nor_recovery_codes_nor_cookies_can_be_read_in_the_database()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var home = await maja.AtHome();
        var cookies = home.Cookies.GetCookies(new Uri("https://localhost")).Select(cookie => cookie.Value);
        string[] secrets =
        [
            Newcomer.Password, maja.Secret, .. maja.RecoveryCodes, .. maja.RecoveryCodes.Select(RecoveryCodes.Plain), .. cookies,
        ];
        var rows = await Dump(house.Connection);
        rows.ShouldContain("authenticator", customMessage: "the dump does hold the table");
        rows.ShouldContain("protectionkey", Case.Insensitive);
        foreach (var secret in secrets.Where(secret => secret.Length > 8))
            rows.ShouldNotContain(secret, Case.Insensitive);
        rows.ShouldNotContain("<masterKey", Case.Insensitive, "Data Protection's keys are sealed");
        house.Log.Text.ShouldNotContain(Newcomer.Password);
    }

    /// <summary>Every row of every table, as text.</summary>
    private static async Task<string> Dump(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var tables = new List<string>();
        await using (var command = source.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys')"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"select coalesce(string_agg(t::text, E'\\n'), '') from {table} t");
            text.Append(table).Append('\n').Append(await command.ExecuteScalarAsync()).Append('\n');
        }
        return text.ToString();
    }
}
