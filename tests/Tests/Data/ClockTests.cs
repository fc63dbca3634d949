using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Data.Mail;

namespace Omtanke.Tests.Data;

public sealed class ClockTests(TestCluster cluster)
{
    [Theory]
    [InlineData("2026-03-28", "08:00")] // winter
    [InlineData("2026-03-29", "07:00")] // the clocks went forward in the night
    [InlineData("2026-10-24", "07:00")] // summer
    [InlineData("2026-10-25", "08:00")] // and back
    public void Nine_in_the_morning_is_nine_on_peoples_clocks_all_year(string day, string utc)
    {
        var at = Clock.At(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(9, 0));

        at.Offset.ShouldBe(TimeSpan.Zero);
        at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(utc);
        Clock.Local(at).Hour.ShouldBe(9);
    }

    [Fact]
    public void A_time_that_does_not_exist_is_moved_on_and_one_that_comes_twice_is_the_first()
    {
        Clock.At(new(2026, 3, 29), new(2, 30)).ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero));
        Clock.At(new(2026, 10, 25), new(2, 30)).ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(23)]
    public void A_day_begins_at_midnight_where_people_live(int utcHour) =>
        Clock.Day(new DateTimeOffset(2026, 7, 1, utcHour, 30, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 7, 2));

    [Theory]
    [InlineData(2026, 3, 29)]
    [InlineData(2026, 10, 25)]
    public async Task A_letter_for_nine_oclock_leaves_at_nine_oclock_on_the_day_the_clocks_change(int year, int month, int day)
    {
        var posted = new Posted();
        await using var house = await Visits.Open(cluster, demo: false, adjust: builder => builder.Services.AddSingleton<IPostman>(posted));
        var nine = Clock.At(new DateOnly(year, month, day), new TimeOnly(9, 0));
        house.Clock.Offset = nine.AddDays(-1) - TimeProvider.System.GetUtcNow();
        await using (var scope = house.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Outbox>().Write("one", ("Maja", "maja@example.org"), "Nyt på Omtanke", new LetterBody("…"), nine);

        house.Clock.Offset = nine.AddMinutes(-5) - TimeProvider.System.GetUtcNow();
        await house.DoChores();
        posted.Count.ShouldBe(0);

        await house.Wait(TimeSpan.FromMinutes(6));
        posted.Count.ShouldBe(1);
        Clock.Local(house.Clock.GetUtcNow()).Hour.ShouldBe(9);
    }

    private sealed class Posted : IPostman
    {
        public int Count { get; private set; }

        public bool IsReady => true;

        public Task Carry(Letter letter, LetterBody body, CancellationToken stop)
        {
            Count++;
            return Task.CompletedTask;
        }
    }
}
