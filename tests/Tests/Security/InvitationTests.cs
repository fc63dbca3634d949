using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>Coming in for the first time: by an invitation, or by the code on the console.</summary>
public sealed class InvitationTests(TestCluster cluster)
{
    [Fact]
    public async Task An_invitation_lets_in_once_and_a_newer_one_takes_the_place_of_an_older()
    {
        await using var house = await Visits.Open(cluster);
        var older = await Newcomer.Invited(house, "maja");
        house.Clock.Offset += TimeSpan.FromMinutes(1);
        var newer = await Newcomer.Invited(house, "maja");
        (await house.Browser().Get(older)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Browser().Get(newer)).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Browser().Get(newer.ToUpperInvariant().Replace("/INVITATION", "/invitation", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK, "people copy codes as they like");

        using var browser = house.Browser();
        var form = await browser.Get($"{newer}/password");
        (string, string?)[] answer =
        [
            ("password", Newcomer.Password), ("again", Newcomer.Password), ("app", Newcomer.App(form.Text)),
            ("digits", Totp.Code(Newcomer.Key(form.Text), Totp.StepAt(house.Clock.GetUtcNow()))),
        ];
        (await browser.Post($"{newer}/password", answer)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.Get("/me")).Status.ShouldBe(HttpStatusCode.OK, "she is in");

        (await house.Browser().Post($"{newer}/password", answer)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Browser().Get(newer)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_who_use_one_invitation_at_once_do_not_both_come_in()
    {
        await using var house = await Visits.Open(cluster);
        var link = await Newcomer.Invited(house, "maja");
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var browser = house.Browser();
            var form = await browser.Get($"{link}/password");
            return await browser.Post($"{link}/password", ("password", Newcomer.Password), ("again", Newcomer.Password), ("app", Newcomer.App(form.Text)),
                ("digits", Totp.Code(Newcomer.Key(form.Text), Totp.StepAt(house.Clock.GetUtcNow()))));
        }));
        replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task After_fourteen_days_it_has_ended()
    {
        await using var house = await Visits.Open(cluster);
        var link = await Newcomer.Invited(house, "maja");
        house.Clock.Offset += TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1);
        (await house.Browser().Get(link)).Status.ShouldBe(HttpStatusCode.OK);
        house.Clock.Offset += TimeSpan.FromMinutes(2);
        (await house.Browser().Get(link)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_filled_in_wrong_is_said_beside_the_field_and_the_code_app_stays_the_same()
    {
        await using var house = await Visits.Open(cluster);
        var link = await Newcomer.Invited(house, "maja");
        using var browser = house.Browser();
        var form = await browser.Get($"{link}/password");
        var words = Visits.Library.In("da").Words;
        var reply = await browser.Post($"{link}/password", ("password", "for kort"), ("again", "noget andet"), ("app", Newcomer.App(form.Text)), ("digits", "12"));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var key in (string[])["account.password.too-short", "account.password.differ", "account.code-app.wrong"])
            reply.Text.ShouldContain(words[key]);
        Newcomer.Key(reply.Text).ShouldBe(Newcomer.Key(form.Text));

        house.Clock.Offset += TimeSpan.FromHours(2);
        var late = await browser.Post($"{link}/password", ("password", Newcomer.Password), ("again", Newcomer.Password), ("app", Newcomer.App(form.Text)), ("digits", "123456"));
        late.Text.ShouldContain(words["account.code-app.too-late"]);
        Newcomer.Key(late.Text).ShouldNotBe(Newcomer.Key(form.Text));
    }

    [Fact]
    public async Task Whoever_changes_anothers_address_does_not_get_the_letter_that_lets_in_again()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        await house.Do(async db => await db.People.Where(person => person.Id == maja.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.Email, "sofie.private@example.org")));
        house.Clock.Offset += TimeSpan.FromMinutes(1);

        await Newcomer.Invited(house, "maja", maja.Id);
        (await house.Ask(db => db.Letters.Where(letter => letter.ToEmail == "sofie.private@example.org").ToListAsync())).ShouldBeEmpty();
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ToEmail == "maja@fjordby.example" && letter.UniqueKey.StartsWith("invitation")))).ShouldBe(2);
    }

    [Fact]
    public async Task Coming_in_again_by_invitation_ends_the_old_ways_and_the_old_sessions()
    {
        await using var house = await Visits.Open(cluster);
        var before = await Newcomer.Comes(house);
        using var home = await before.AtHome();
        house.Clock.Offset += TimeSpan.FromMinutes(1);
        var after = await Newcomer.Comes(house);
        (await home.Get("/me")).Location.ShouldStartWith("/sign-in?to=");
        (await before.SignIn(house.Browser())).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the old code app shows other digits");
        (await before.SignIn(house.Browser(), digits: before.RecoveryCodes[0])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await after.SignIn(house.Browser())).Location.ShouldBe("/me");
    }

    [Fact]
    public async Task The_first_administrator_comes_in_by_the_code_on_the_console_and_the_page_is_gone_afterwards()
    {
        await using var house = await Visits.Open(cluster, empty: true, demo: false);
        using var browser = house.Browser();
        (await browser.Get("/set-up")).Status.ShouldBe(HttpStatusCode.NotFound, "no code has been given");
        var first = (await Issue(house))!;
        var code = (await Issue(house))!;
        (await browser.Get("/set-up")).Status.ShouldBe(HttpStatusCode.OK);

        (string, string?)[] about = [("workplace", "Værftet A/S"), ("name", "Sara Skov"), ("email", "sara@vaerftet.example")];
        (await browser.Post("/set-up", [("code", first), .. about])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a newer one has taken its place");
        (await browser.Post("/set-up", ("code", code), ("workplace", ""), ("name", ""), ("email", "sara"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var link = (await browser.Post("/set-up", [("code", code), .. about])).Location!;

        // Left half-way: the same code leads on to the same place, and makes nobody twice.
        (await browser.Post("/set-up", ("code", code))).Location.ShouldBe($"/invitation/{code}");
        var again = (await Issue(house))!;
        link = (await browser.Post("/set-up", ("code", again))).Location!;
        var form = await browser.Get($"{link}/password");
        var codes = await browser.Post($"{link}/password", ("password", Newcomer.Password), ("again", Newcomer.Password), ("app", Newcomer.App(form.Text)),
            ("digits", Totp.Code(Newcomer.Key(form.Text), Totp.StepAt(house.Clock.GetUtcNow()))));
        codes.Text.ShouldContain("href=\"/administration\"");
        (await browser.Get("/administration")).Status.ShouldBe(HttpStatusCode.OK);

        (await browser.Get("/set-up")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Post("/set-up", [("code", again), .. about])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Issue(house)).ShouldBeNull();
        (await house.Ask(db => db.People.Select(person => person.Email).ToListAsync())).ShouldBe(["sara@vaerftet.example"]);
        (await house.Ask(db => db.Workplaces.Select(workplace => workplace.Name).SingleAsync())).ShouldBe("Værftet A/S");
    }

    private static async Task<string?> Issue(Visits house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await SetUpCode.Issue(scope.ServiceProvider.GetRequiredService<Database>(), house.Clock);
    }
}
