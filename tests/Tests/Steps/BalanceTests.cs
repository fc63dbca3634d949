using FsCheck;
using FsCheck.Fluent;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>What the four ratings give reason to watch.</summary>
public sealed class BalanceTests
{
    [Theory]
    [InlineData(1, 3, 3, 5, Watch.ActsTooSoon)]
    [InlineData(2, 4, 3, 4, Watch.ActsTooSoon)]
    [InlineData(5, 3, 3, 1, Watch.ForgetsToAct)]
    [InlineData(3, 5, 3, 2, Watch.ForgetsToAct)]
    [InlineData(3, 4, 3, 4, Watch.Even)]
    [InlineData(5, 5, 5, 5, Watch.Even)]
    [InlineData(1, 2, 1, 2, Watch.EvenButSeldom)]
    [InlineData(4, 4, 1, 4, Watch.SomeLess)]
    [InlineData(1, 3, 3, 3, Watch.SomeLess)]
    public void Names_what_matters_most_first(int empathic, int exploring, int delimiting, int acting, Watch first) =>
        new Balance(empathic, exploring, delimiting, acting).Watch[0].ShouldBe(first);

    [Fact]
    public void Says_nothing_before_all_four_are_rated()
    {
        new Balance(5, 5, null, 1).Watch.ShouldBeEmpty();
        new Balance(5, 5, null, 1).Least.ShouldBeEmpty();
    }

    [Fact]
    public void Points_out_every_position_used_least() => new Balance(2, 5, 2, 4).Least.ShouldBe([0, 2]);

    [Fact]
    public void Always_finds_something_to_say_and_never_both_pitfalls() => Prop.ForAll(Ratings, balance =>
        balance.Watch.Count > 0 && !(balance.Watch.Contains(Watch.ActsTooSoon) && balance.Watch.Contains(Watch.ForgetsToAct))).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_even_has_no_least_and_what_is_not_has_one() => Prop.ForAll(Ratings, balance =>
        (balance.Least.Count == 0) == (balance.Watch[0] is Watch.Even or Watch.EvenButSeldom)).QuickCheckThrowOnFailure();

    static Arbitrary<Balance> Ratings => (
        from empathic in Gen.Choose(1, 5) from exploring in Gen.Choose(1, 5) from delimiting in Gen.Choose(1, 5) from acting in Gen.Choose(1, 5)
        select new Balance(empathic, exploring, delimiting, acting)).ToArbitrary();
}
