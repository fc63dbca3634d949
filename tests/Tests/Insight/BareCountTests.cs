using FsCheck;
using FsCheck.Fluent;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Tests.Insight;

/// <summary>A bare count tells a band, and never of fewer than five.</summary>
public sealed class BareCountTests
{
    [Fact]
    public void No_band_is_lower_than_five_or_narrower_and_each_number_lies_in_its_own() => Prop.ForAll(Gen.Choose(0, 2_000_000).ToArbitrary(), number =>
    {
        if (BareCount.Of(number) is not { } told)
        {
            number.ShouldBeLessThan(5);
            return;
        }
        number.ShouldBeInRange(told.From, told.To);
        told.From.ShouldBeGreaterThanOrEqualTo(5);
        (told.To - told.From).ShouldBeGreaterThanOrEqualTo(4);
        // All numbers of a band say the same, so the number itself cannot be told from it.
        Enumerable.Range(told.From, Math.Min(2000, told.To - told.From + 1)).ShouldAllBe(other => BareCount.Of(other) == told);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_workplace_may_ask_for_more_and_never_for_less() => Prop.ForAll(Gen.Choose(0, 300).ToArbitrary(), Gen.Choose(5, 60).ToArbitrary(), (number, least) =>
    {
        var told = BareCount.Of(number, new Thresholds(means: least, counts: Math.Max(10, least), comments: Math.Max(10, least), acts: Math.Max(20, least)));
        if (told is not null)
            (told.From >= least && told == BareCount.Of(number)).ShouldBeTrue();
        else
            (number < least || BareCount.Of(number) is not { } usual || usual.From < least).ShouldBeTrue();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, null), InlineData(4, null), InlineData(5, "5-9"), InlineData(9, "5-9"), InlineData(10, "10-19"), InlineData(99, "90-99"), InlineData(104, "100-109"), InlineData(1234, "1200-1299"), InlineData(20_111, "20000-20999")]
    public void Large_numbers_are_told_coarsely(int number, string? told) => (BareCount.Of(number) is { } count ? $"{count.From}-{count.To}" : null).ShouldBe(told);
}
