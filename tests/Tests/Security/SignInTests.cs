using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>How people come in, and how they do not.</summary>
public sealed class SignInTests(TestCluster cluster)
{
    [Fact]
    public async Task Maja_comes_in_with_her_password_and_the_digits_of_her_code_app_and_back_to_where_she_was_going()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var browser = house.Browser();

        (await browser.Get("/openings?page=2")).Location.ShouldBe("/sign-in?to=%2Fopenings%3Fpage%3D2");
        var halfWay = await browser.Post("/sign-in", ("email", " MAJA@fjordby.example "), ("password", Newcomer.Password), ("to", "/openings?page=2"));
        halfWay.Location.ShouldBe("/sign-in/code?to=%2Fopenings%3Fpage%3D2");
        (await browser.Get("/me")).Location.ShouldStartWith("/sign-in?to=", customMessage: "a right password alone opens nothing");

        (await browser.Post("/sign-in/code", ("code", maja.Digits.Insert(3, " ")), ("to", "/openings?page=2"))).Location.ShouldBe("/openings?page=2");
        (await browser.Get("/openings?page=2")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_digits_and_digits_used_before_are_refused()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        var digits = maja.Digits;
        var wrong = digits == "000000" ? "000001" : "000000";
        using var first = house.Browser();
        (await maja.SignIn(first, digits: wrong)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.SignIn(first, digits: digits)).Location.ShouldBe("/me");

        using var listener = house.Browser();
        var replayed = await maja.SignIn(listener, digits: digits);
        replayed.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        replayed.Text.ShouldContain(Visits.Library.In("da").Words["sign-in.code.wrong"]);
    }

    [Fact]
    public async Task Two_who_use_the_same_digits_at_once_do_not_both_come_in()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        var digits = maja.Digits;
        var browsers = Enumerable.Range(0, 4).Select(_ => house.Browser()).ToList();
        var replies = await Task.WhenAll(browsers.Select(browser => maja.SignIn(browser, digits: digits)));
        replies.Count(reply => reply.Location == "/me").ShouldBe(1);
    }

    [Fact]
    public async Task A_recovery_code_is_the_second_step_once()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        maja.RecoveryCodes.Count.ShouldBe(10);
        maja.RecoveryCodes.Distinct().Count().ShouldBe(10);
        using var browser = house.Browser();
        (await maja.SignIn(browser, digits: maja.RecoveryCodes[3].ToUpperInvariant().Replace('-', ' '))).Location.ShouldBe("/me");
        (await maja.SignIn(house.Browser(), digits: maja.RecoveryCodes[3])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.SignIn(house.Browser(), digits: maja.RecoveryCodes[4])).Location.ShouldBe("/me");
    }

    [Fact]
    public async Task With_a_password_a_recovery_code_alone_is_not_enough()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        (await house.Browser().Post("/sign-in/recovery", ("email", maja.Email), ("code", maja.RecoveryCodes[0]))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.SignIn(house.Browser(), digits: maja.RecoveryCodes[0])).Location.ShouldBe("/me", "and it has not been used up by that");
    }

    [Fact]
    public async Task An_unknown_address_gets_the_answer_of_a_wrong_password_byte_for_byte()
    {
        await using var house = await Visits.Open(cluster);
        await Newcomer.Comes(house);
        var wrong = await house.Browser().Post("/sign-in", ("email", "maja@fjordby.example"), ("password", "not this one at all"));
        var withoutAccount = await house.Browser().Post("/sign-in", ("email", "lars@fjordby.example"), ("password", "not this one at all"));
        var unknown = await house.Browser().Post("/sign-in", ("email", "nobody@fjordby.example"), ("password", "not this one at all"));
        withoutAccount.Text.Replace("lars@", "maja@", StringComparison.Ordinal).ShouldBe(wrong.Text);
        unknown.Text.Replace("nobody@", "maja@", StringComparison.Ordinal).ShouldBe(wrong.Text);
        new[] { wrong, withoutAccount, unknown }.Select(reply => string.Join('|', reply.Headers.Select(header => header.Key).Order())).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_has_left_the_workplace_does_not_come_in()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var browser = await maja.AtHome();
        await house.Do(async db => await db.People.Where(person => person.Id == maja.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, new DateOnly(2026, 11, 22))));
        (await browser.Get("/me")).Location.ShouldStartWith("/sign-in?to=");
        (await maja.SignIn(house.Browser())).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("https://evil.example/"), InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("/\t/evil.example"), InlineData("javascript:alert(1)"), InlineData("evil")]
    public async Task Nobody_is_sent_on_to_another_site(string to)
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        (await maja.SignIn(house.Browser(), to: to)).Location.ShouldBe("/");
        using var signedIn = await house.As("henrik");
        (await signedIn.Get($"/sign-in?to={Uri.EscapeDataString(to)}")).Location.ShouldBe("/");
        (await signedIn.Post("/sign-in/again/demo", ("to", to))).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Signing_in_gives_a_new_cookie_and_the_old_one_is_worth_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var browser = await maja.AtHome();
        var old = browser.Cookies.GetCookies(new Uri("https://localhost"))["__Host-omtanke"]!.Value;
        (await browser.Post("/sign-in/again", ("password", Newcomer.Password), ("code", maja.Digits), ("to", "/me"))).Location.ShouldBe("/me");

        using var thief = house.Browser();
        thief.Cookies.Add(new Uri("https://localhost"), new Cookie("__Host-omtanke", old) { Secure = true });
        (await thief.Get("/me")).Location.ShouldStartWith("/sign-in?to=");
        (await browser.Get("/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_away_the_private_asks_again_and_the_shared_does_not()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var conversation = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        house.Clock.Offset += TimeSpan.FromMinutes(16);

        var asked = await maja.Get($"/conversations/{conversation}/preparation");
        asked.Location.ShouldBe($"/sign-in/again?to={Uri.EscapeDataString($"/conversations/{conversation}/preparation")}");
        (await maja.Get("/me")).Status.ShouldBe(HttpStatusCode.OK);
        (await maja.Get($"/conversations/{conversation}/preparation")).Location.ShouldStartWith("/sign-in/again", customMessage: "looking at other pages does not make it fresh");

        (await maja.Post("/sign-in/again/demo", ("to", "/me"))).Location.ShouldBe("/me");
        (await maja.Get($"/conversations/{conversation}/preparation")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, "/sign-in"), InlineData(false, "/sign-in/again")]
    public async Task Who_was_signed_out_or_away_while_typing_is_shown_the_way_back_to_the_page_they_typed_on(bool signedOut, string door)
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var id = await house.IdOf("maja");
        if (signedOut)
            await house.Do(async db => await db.Sessions.Where(session => session.Person == id).ExecuteDeleteAsync());
        else
            house.Clock.Offset += TimeSpan.FromMinutes(16);

        var way = $"{door}?to=%2Faccount%3Fa%3D1";
        var byHand = await maja.Send(Form(script: false));
        (byHand.Status, byHand.Location).ShouldBe((HttpStatusCode.SeeOther, way));
        var byScript = await maja.Send(Form(script: true));
        byScript.Status.ShouldBe(HttpStatusCode.Unauthorized);
        byScript.Text.ShouldBe($$"""{"signIn":"{{way}}"}""");
        (await maja.Get(way)).Text.ShouldContain("name=\"omtanke-kept\" content=\"hold\"", customMessage: "the browser lets go of nothing meanwhile");

        static HttpRequestMessage Form(bool script)
        {
            var form = new HttpRequestMessage(HttpMethod.Post, "/account/language") { Content = new FormUrlEncodedContent([KeyValuePair.Create("language", "en")]) };
            form.Headers.Referrer = new Uri("https://localhost/account?a=1");
            if (script)
                form.Headers.Add("X-Omtanke", "autosave");
            return form;
        }
    }

    [Fact]
    public async Task Again_asks_for_the_password_and_the_digits_of_the_one_who_is_signed_in()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await Newcomer.Comes(house), await Newcomer.Comes(house, "henrik"));
        using var browser = await maja.AtHome();
        (await browser.Post("/sign-in/again", ("password", "something else here"), ("code", maja.Digits))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/sign-in/again", ("password", Newcomer.Password), ("code", henrik.Digits))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/sign-in/again/demo", ("to", "/me"))).Location.ShouldBe("/sign-in/again", "one press is for demo sessions");
        (await browser.Post("/sign-in/again", ("password", Newcomer.Password), ("code", maja.Digits), ("to", "/account"))).Location.ShouldBe("/account");
    }
}
