using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Data.Jobs;
using Omtanke.Demo;

namespace Omtanke.Tests.Demo;

public sealed class DemoTests(TestCluster cluster)
{
    [Fact]
    public async Task A_letter_to_Maja_lies_in_the_mailbox_with_its_calendar_file_and_leads_to_her_page()
    {
        await using var house = await Visits.Open(cluster);
        await Write(house, "maja", "Kære Maja\n\nSe her: https://localhost/me.\n", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        await Write(house, "henrik", "Kære Henrik <script>");
        await house.DoChores();
        var visitor = house.Browser();

        var all = await visitor.Get("/demo/mailbox");
        all.Text.ShouldContain("<a href=\"/me\">https://localhost/me</a>.");
        all.Text.ShouldContain("Kære Henrik &lt;script&gt;");
        var hers = await visitor.Get("/demo/mailbox?to=maja@fjordby.example");
        hers.Text.ShouldContain("Kære Maja");
        hers.Text.ShouldNotContain("Kære Henrik");

        var letter = await house.Ask(db => db.Letters.SingleAsync(letter => letter.UniqueKey == "maja"));
        letter.SentAt.ShouldNotBeNull();
        (await visitor.Get($"/demo/mailbox/{letter.Id}")).Text.ShouldStartWith("BEGIN:VCALENDAR");
        var seated = await visitor.Post("/demo/sign-in", ("persona", "maja"), ("to", "/me?x=1"));
        seated.Location.ShouldBe("/me?x=1");
        (await visitor.Post("/demo/sign-in", ("persona", "maja"), ("to", "https://elsewhere.example"))).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Whoever_was_going_somewhere_comes_there_by_choosing_who_to_be()
    {
        await using var house = await Visits.Open(cluster);
        var visitor = house.Browser();
        var signIn = (await visitor.Get("/conversations/new?with=x")).Location!;
        (await visitor.Get(signIn)).Text.ShouldContain("href=\"/demo?to=%2Fconversations%2Fnew%3Fwith%3Dx\"");

        (await visitor.Get("/demo?to=%2Fconversations%2Fnew%3Fwith%3Dx")).Text.ShouldContain("name=\"to\" value=\"/conversations/new?with=x\"");
        (await visitor.Post("/demo/clock", ("hours", "1"), ("to", "/conversations/new?with=x"))).Location.ShouldBe("/demo?to=%2Fconversations%2Fnew%3Fwith%3Dx");
        (await visitor.Post("/demo/sign-in", ("persona", "maja"), ("to", "/conversations/new?with=x"))).Location.ShouldBe("/conversations/new?with=x");
        (await visitor.Get("/demo")).Text.ShouldNotContain("name=\"to\"");
    }

    [Fact]
    public async Task When_the_clock_moves_days_pass_one_by_one_people_stay_seated_and_a_restart_goes_on_from_there()
    {
        var days = new Days();
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Services.AddSingleton(days).AddScoped<IChore, Diary>());
        var maja = await house.As("maja");
        var before = house.Clock.GetUtcNow();

        var moved = await maja.Post("/demo/clock", ("days", "45"));

        moved.Location.ShouldBe("/demo");
        (house.Clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromDays(45), TimeSpan.FromMinutes(1));
        days.All.Distinct().Count().ShouldBe(45);
        (await maja.Get("/me")).Text.ShouldContain("Hej Maja");
        (await maja.Get("/demo")).Text.ShouldContain("7. januar 2027");

        var offset = house.Clock.Offset;
        house.Clock.Offset = TimeSpan.Zero;
        await using (var scope = house.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DemoClock>().GoOn();
        house.Clock.Offset.ShouldBe(offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1000")]
    [InlineData("tre")]
    [InlineData("99999999999999999999")]
    public async Task A_number_of_days_that_makes_no_sense_is_said_and_kept(string typed)
    {
        await using var house = await Visits.Open(cluster);
        var offset = house.Clock.Offset;

        var reply = await house.Browser().Post("/demo/clock", ("days", typed));

        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain($"value=\"{typed}\"");
        reply.Text.ShouldContain("Skriv et helt antal dage");
        house.Clock.Offset.ShouldBe(offset);
    }

    [Fact]
    public async Task Outside_a_demo_there_is_no_mailbox_and_no_clock()
    {
        await using var house = await Visits.Open(cluster, demo: false);
        (await house.Browser().Get("/demo/mailbox")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Browser().Post("/demo/clock", ("days", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task Write(Visits house, string persona, string text, string? calendar = null)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Outbox>().Write(persona, (persona, $"{persona}@fjordby.example"), "Nyt på Omtanke", new LetterBody(text, calendar));
    }

    private sealed class Days
    {
        public List<DateOnly> All { get; } = [];
    }

    private sealed class Diary(Days days) : IChore
    {
        public string Name => "diary";

        public TimeSpan Every => TimeSpan.FromHours(1);

        public Task Do(DateTimeOffset now, CancellationToken stop)
        {
            days.All.Add(Clock.Day(now));
            return Task.CompletedTask;
        }
    }
}
