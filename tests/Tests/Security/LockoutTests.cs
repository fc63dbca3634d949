using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>Guessing is slow, and nobody is shut out by another's guessing.</summary>
public sealed class LockoutTests(TestCluster cluster)
{
    [Fact]
    public void Waiting_doubles_and_ends_at_an_hour()
    {
        Enumerable.Range(0, 13).Select(tries => Tries.Wait(tries, free: 5).TotalMinutes).ShouldBe([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
        Tries.Wait(int.MaxValue, 5).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_stranger_who_guesses_is_told_to_wait_and_the_right_password_does_not_help_either()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var stranger = house.Browser();
        for (var tries = 0; tries < 5; tries++)
            (await maja.SignIn(stranger, password: $"wrong password {tries}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var waits = await maja.SignIn(stranger);
        waits.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        waits.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(30, 60);
        waits.Text.ShouldContain("12.0");

        house.Clock.Offset += TimeSpan.FromMinutes(1);
        (await maja.SignIn(stranger, password: "wrong once more")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        house.Clock.Offset += TimeSpan.FromMinutes(1);
        (await maja.SignIn(stranger)).Status.ShouldBe(HttpStatusCode.TooManyRequests, "now it is two minutes");
    }

    [Fact]
    public async Task The_owner_at_a_known_device_comes_in_while_strangers_hammer()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var home = await maja.AtHome();
        await home.Post("/sign-out");
        using var stranger = house.Browser();
        for (var tries = 0; tries < 30; tries++)
            await maja.SignIn(stranger, password: $"wrong password {tries}");
        (await maja.SignIn(house.Browser())).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await maja.SignIn(home)).Location.ShouldBe("/me");
    }

    [Fact]
    public async Task A_device_known_to_one_account_is_a_stranger_to_another()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await Newcomer.Comes(house), await Newcomer.Comes(house, "henrik"));
        using var majas = await maja.AtHome();
        for (var tries = 0; tries < 5; tries++)
            await henrik.SignIn(majas, password: $"wrong password {tries}");
        (await henrik.SignIn(majas)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await maja.SignIn(majas)).Location.ShouldBe("/me");
    }

    [Fact]
    public async Task Digits_cannot_be_guessed_one_after_another_by_somebody_who_has_the_password()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        using var thief = house.Browser();
        await thief.Post("/sign-in", ("email", maja.Email), ("password", Newcomer.Password));
        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess < 10; guess++)
            answers.Add((await thief.Post("/sign-in/code", ("code", $"{guess:D6}"))).Status);
        answers.Count(status => status == HttpStatusCode.UnprocessableEntity).ShouldBe(5);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(5);
    }

    [Fact]
    public async Task An_unknown_address_is_counted_like_a_known_one_and_no_address_stands_in_the_table()
    {
        await using var house = await Visits.Open(cluster);
        using var stranger = house.Browser();
        for (var tries = 0; tries < 5; tries++)
            (await stranger.Post("/sign-in", ("email", "nobody@fjordby.example"), ("password", "wrong password"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await stranger.Post("/sign-in", ("email", "nobody@fjordby.example"), ("password", "wrong password"))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        var buckets = await house.Ask(db => db.Database.SqlQuery<string>($"select bucket as \"Value\" from sign_in_tries").ToListAsync());
        buckets.ShouldNotBeEmpty();
        buckets.ShouldAllBe(bucket => !bucket.Contains("nobody"));
    }

    [Fact]
    public async Task What_is_in_order_costs_no_tries()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await Newcomer.Comes(house);
        for (var day = 0; day < 8; day++)
        {
            (await maja.SignIn(house.Browser())).Location.ShouldBe("/me");
            house.Clock.Offset += TimeSpan.FromSeconds(30);
        }
    }
}
