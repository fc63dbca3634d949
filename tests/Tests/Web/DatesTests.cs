using Omtanke.Web;

namespace Omtanke.Tests.Web;

public sealed class DatesTests
{
    [Theory]
    [InlineData("2027-03-01")]
    [InlineData("1-3-2027")]
    [InlineData("01.03.2027")]
    [InlineData("1/3/2027")]
    [InlineData("1. 3. 2027")]
    [InlineData(" 1. marts 2027 ")]
    public void A_day_is_understood_in_every_way_people_write_it(string typed)
    {
        Dates.Read(typed, out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(2027, 3, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("31-2-2027")]
    [InlineData("3/13/2027")]
    [InlineData("i morgen")]
    public void What_is_no_day_is_not_taken_for_one(string typed) => Dates.Read(typed, out _).ShouldBeFalse();
}
