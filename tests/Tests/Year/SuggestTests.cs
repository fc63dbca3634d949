using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Year;

namespace Omtanke.Tests.Year;

/// <summary>What a year is suggested to hold, by size and by what there is already; and which days something may be laid on. Pure.</summary>
public sealed class SuggestTests
{
    private static readonly YearRules Rules = YearRules.Of(Visits.Library);
    private static readonly Omtanke.Content.Words Words = Visits.Library.In("da").Words;
    private static readonly DateOnly Today = new(2026, 11, 23);

    /// <summary>Employees · in the AMO since (years before today; none: nobody) · year · what is suggested.</summary>
    public static TheoryData<int, int?, int, string> Sizes => new()
    {
        // Nobody is asked to choose an AMO under ten; the discussion is held all the same.
        { 1, null, 2027, "discussion leaders network policy talk" },
        { 9, null, 2027, "discussion leaders network policy talk" },
        { 9, 2, 2027, "discussion leaders network policy talk" },
        { 10, 2, 2027, "discussion leaders network policy talk training-yearly" },
        { 14, 2, 2027, "discussion leaders network policy talk training-yearly" },
        { 15, 2, 2027, "discussion leaders network policy pulse training-yearly where" },
        { 35, 2, 2027, "discussion leaders network policy pulse training-yearly where" },
        { 60000, 2, 2027, "discussion leaders network policy pulse training-yearly where" },
        // Late in the year only what the law asks for; the rest has its season next year.
        { 9, null, 2026, "assessment discussion" },
        { 10, null, 2026, "assessment discussion organisation" },
        { 34, null, 2026, "assessment discussion organisation" },
        { 35, 2, 2026, "assessment discussion" },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void A_workplace_is_suggested_what_fits_its_size(int employees, int? amoYears, int year, string expected) =>
        string.Join(' ', Of(employees, year, amoYears is { } years ? [Today.AddYears(-years)] : []).Select(one => one.Key).Order(StringComparer.Ordinal)).ShouldBe(expected);

    [Fact]
    public void The_reason_names_the_level_the_size_asks_for()
    {
        Of(34, 2026, []).Single(one => one.Key == "organisation").Why.ShouldContain("ét niveau");
        Of(35, 2026, []).Single(one => one.Key == "organisation").Why.ShouldContain("to niveauer");
        Of(9, 2026, []).Single(one => one.Key == "discussion").Why.ShouldContain("9 ansatte og behøver ingen AMO");
        Of(35, 2026, []).Single(one => one.Key == "discussion").Rule!.Id.ShouldBe("yearly-discussion");
    }

    [Fact]
    public void Who_is_new_in_the_AMO_is_trained_within_three_months_and_offered_more_within_twelve()
    {
        // 30 November and three months is the last of February: in a leap year the 29th.
        var suggested = Of(40, 2028, [new(2027, 11, 29), new(2027, 11, 30), new(2027, 12, 3)], new(2027, 12, 10));
        suggested.Where(one => one.Key.StartsWith("training-basic", StringComparison.Ordinal)).Select(one => (one.Key, one.Latest)).ShouldBe([("training-basic 2028-02", new DateOnly(2028, 2, 29)), ("training-basic 2028-03", new DateOnly(2028, 3, 3))]);
        suggested.Where(one => one.Key.StartsWith("training-added", StringComparison.Ordinal)).Select(one => one.Latest).ShouldBe([new DateOnly(2028, 11, 29), new DateOnly(2028, 12, 3)]);
        suggested.ShouldAllBe(one => one.Latest == null || one.Day <= one.Latest);
        // A day that has passed is not suggested: they may well have been trained before they came here.
        Of(40, 2027, [new(2027, 6, 1)], new(2027, 12, 10)).ShouldNotContain(one => one.Key.StartsWith("training-basic", StringComparison.Ordinal));
    }

    [Fact]
    public void What_there_is_already_is_not_suggested_and_nothing_is_suggested_in_the_past_or_another_year()
    {
        var all = Enum.GetValues<OccasionKind>().ToHashSet();
        Suggest.Of(new(2027, Today, 60, [Today.AddYears(-2)], all, all), Rules, Words).ShouldBeEmpty();
        foreach (var day in Enumerable.Range(0, 366).Select(new DateOnly(2028, 1, 1).AddDays))
            foreach (var year in (int[])[2027, 2028, 2029])
                Of(60, year, [day.AddMonths(-2)], day).ShouldAllBe(one => one.Day >= day && one.Day.Year == year && (Workdays.Is(one.Day) || one.Day >= Workdays.Before(one.Latest!.Value)));
        // 15 May 2027 is a Saturday, and Whit Monday follows.
        Of(60, 2027, [Today.AddYears(-2)]).Single(one => one.Key == "training-yearly").Day.ShouldBe(new DateOnly(2027, 5, 18));
    }

    [Theory]
    // The same day of the month; the last where the month is shorter.
    [InlineData("2028-01-31", 2028, 2, null, "2028-02-29")]
    [InlineData("2027-01-31", 2027, 2, null, "2027-02-28")]
    [InlineData("2028-02-29", 2029, 2, null, "2029-02-28")]
    [InlineData("2027-06-15", 2027, 5, null, "2027-05-15")]
    // Not before today in this month, not after the last legal day in its own.
    [InlineData("2027-06-15", 2026, 11, null, "2026-11-23")]
    [InlineData("2027-01-31", 2027, 6, "2027-06-15", "2027-06-15")]
    [InlineData("2027-01-10", 2027, 6, "2027-06-15", "2027-06-10")]
    public void Moved_to_a_month_it_comes_to_lie_where_one_would_look_for_it(string day, int year, int month, string? legal, string expected) =>
        Limits.InMonth(Day(day), year, month, legal is null ? null : Day(legal), Today).ShouldBe(Day(expected));

    [Theory]
    [InlineData("2027-06-15", "2027-06-15", null)]
    [InlineData("2027-06-16", "2027-06-15", "year.errors.law")]
    [InlineData("2026-11-23", "2027-06-15", null)]
    [InlineData("2026-11-22", "2027-06-15", "year.errors.past")]
    [InlineData("2031-01-01", null, "year.errors.far")]
    // Late already: made good within three months.
    [InlineData("2027-02-23", "2026-10-01", null)]
    [InlineData("2027-02-24", "2026-10-01", "year.errors.law")]
    public void A_legal_date_may_be_planned_earlier_and_not_later(string day, string? legal, string? expected) =>
        Limits.Wrong(Day(day), legal is null ? null : Day(legal), Today).ShouldBe(expected);

    [Theory]
    [InlineData("2027-05-24", null)]
    [InlineData("2027-05-23", 6)]
    [InlineData("2027-01-24", 6)]
    [InlineData("2027-01-23", 2)]
    [InlineData("2026-11-23", 2)]
    [InlineData("2026-11-22", null)]
    public void It_is_said_six_months_before_and_again_two(string legal, int? expected) => Limits.Notice(Day(legal), Today).ShouldBe(expected);

    [Fact]
    public void In_the_ring_no_two_things_lie_on_each_other_and_all_lie_within_their_month()
    {
        var places = Enumerable.Range(1, 12).SelectMany(month => Enumerable.Range(0, Ring.Room).Select(index => (month, At: Read(Ring.Place(month, index))))).ToList();
        foreach (var (month, at) in places)
        {
            var turn = (Math.Atan2(at.X - 180, 180 - at.Y) / Math.PI * 180 + 360) % 360;
            ((int)(turn / 30) + 1).ShouldBe(month);
            Math.Sqrt(Math.Pow(at.X - 180, 2) + Math.Pow(at.Y - 180, 2)).ShouldBeInRange(Ring.Inner + 13, Ring.Outer - 13);
            places.Count(other => Math.Sqrt(Math.Pow(at.X - other.At.X, 2) + Math.Pow(at.Y - other.At.Y, 2)) < 26).ShouldBe(1);
        }
        var ((x1, y1, _, _), (_, _, x2, y2)) = (Ring.Hand(new(2026, 1, 1)), Ring.Hand(new(2028, 2, 29)));
        Read((x1, y1)).Y.ShouldBeLessThan(180);
        Read((x2, y2)).X.ShouldBeGreaterThan(180);
    }

    private static (double X, double Y) Read((string X, string Y) at) => (double.Parse(at.X, System.Globalization.CultureInfo.InvariantCulture), double.Parse(at.Y, System.Globalization.CultureInfo.InvariantCulture));

    private static IReadOnlyList<Suggestion> Of(int employees, int year, IReadOnlyCollection<DateOnly> amo, DateOnly? today = null) =>
        Suggest.Of(new(year, today ?? Today, employees, amo, new HashSet<OccasionKind>(), new HashSet<OccasionKind>()), Rules, Words);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
