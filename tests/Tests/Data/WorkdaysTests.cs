using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Omtanke.Data;

namespace Omtanke.Tests.Data;

/// <summary>Which days people are at work in Denmark: nobody is written to on a holiday, and no day but those is left out.</summary>
public sealed class WorkdaysTests
{
    [Theory]
    [InlineData(2026, "01-01 04-02 04-03 04-06 05-14 05-25 06-05 12-24 12-25 12-31")]
    [InlineData(2027, "01-01 03-25 03-26 03-29 05-06 05-17 12-24 12-31")]
    [InlineData(2028, "04-13 04-14 04-17 05-25 06-05 12-25 12-26")]
    public void These_weekdays_of_a_year_people_are_not_at_work_and_on_all_others_they_are(int year, string closed) =>
        Year(year).Where(day => IsWeekday(day) && !Workdays.Is(day)).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)).ShouldBe(closed.Split(' '));

    [Theory]
    [InlineData("2024-04-26")]
    [InlineData("2026-05-01")]
    [InlineData("2027-04-23")]
    public void The_great_prayer_day_is_a_working_day(string day) => Workdays.Is(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ShouldBeTrue();

    [Theory]
    [InlineData(1818, 3, 22)] // as early as it can be
    [InlineData(1943, 4, 25)] // as late as it can be
    [InlineData(1954, 4, 18)] // the two exceptions of the rule
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    public void Easter_is_where_the_almanac_has_it(int year, int month, int day) => Workdays.Easter(year).ShouldBe(new DateOnly(year, month, day));

    [Fact]
    public void Easter_is_the_Sunday_after_the_full_moon_of_spring_whichever_way_that_is_reckoned() => Prop.ForAll(Years, year =>
        Workdays.Easter(year) is { DayOfWeek: DayOfWeek.Sunday } easter && easter == AfterTheMoon(year)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_would_go_on_a_holiday_goes_on_the_very_next_working_day_and_never_waits_a_week() => Prop.ForAll(Days, day =>
        Workdays.From(day) is var goes && Workdays.Is(goes) && goes >= day && goes.DayNumber - day.DayNumber <= 5
        && Enumerable.Range(day.DayNumber, goes.DayNumber - day.DayNumber).All(number => !Workdays.Is(DateOnly.FromDayNumber(number)))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_year_closes_for_less_than_six_or_more_than_eleven_weekdays() => Prop.ForAll(Years, year =>
        Year(year).Count(day => IsWeekday(day) && !Workdays.Is(day)) is >= 6 and <= 11).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2027-03-24 16:59", true)]
    [InlineData("2027-03-25 10:00", false)] // skærtorsdag
    [InlineData("2027-03-29 10:00", false)] // 2. påskedag
    [InlineData("2027-03-30 08:59", false)]
    [InlineData("2027-03-30 09:00", true)]
    public void Nobody_is_at_work_on_a_holiday_whatever_the_hour(string at, bool works)
    {
        var moment = DateTime.ParseExact(at, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        (Morning.AtWork(Clock.At(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment))) is not null).ShouldBe(works);
    }

    private static Arbitrary<int> Years => Gen.Choose(1900, 2299).ToArbitrary();

    private static Arbitrary<DateOnly> Days => Gen.Choose(new DateOnly(2024, 1, 1).DayNumber, new DateOnly(2199, 12, 20).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    private static IEnumerable<DateOnly> Year(int year) => Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    // By the moon's age on the first of January (the epact), and from its fourteenth day on to the Sunday: another way than the program's.
    private static DateOnly AfterTheMoon(int year)
    {
        var (century, golden) = ((year / 100) + 1, (year % 19) + 1);
        var epact = ((((11 * golden) + 20 + (((8 * century) + 5) / 25) - 5 - ((3 * century / 4) - 12)) % 30) + 30) % 30;
        if (epact == 24 || (epact == 25 && golden > 11))
            epact++;
        var full = new DateOnly(year, 3, 1).AddDays(44 - epact - 1);
        if (full < new DateOnly(year, 3, 21))
            full = full.AddDays(30);
        return Enumerable.Range(1, 7).Select(full.AddDays).Single(day => day.DayOfWeek == DayOfWeek.Sunday);
    }
}
