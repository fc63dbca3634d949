using Omtanke.Web;

namespace Omtanke.Tests.Web;

/// <summary>Weeks are numbered as Danish calendars number them.</summary>
public sealed class WeeksTests
{
    [Theory]
    [InlineData(2026, 11, 16, 47)]
    [InlineData(2026, 11, 22, 47)]
    [InlineData(2026, 12, 31, 53)]
    [InlineData(2027, 1, 3, 53)]
    [InlineData(2027, 1, 4, 1)]
    [InlineData(2024, 12, 30, 1)]
    public void A_week_begins_on_Monday_and_the_first_has_the_years_first_Thursday(int year, int month, int day, int week) => Visit.WeekOf(new(year, month, day)).ShouldBe(week);
}
