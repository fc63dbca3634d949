using FsCheck;
using FsCheck.Fluent;
using Omtanke.Web;

namespace Omtanke.Tests.Web;

public sealed class DifferenceTests
{
    [Fact]
    public void A_word_that_was_swapped_is_one_that_went_and_one_that_came()
    {
        Difference.Between("Det skal ikke koste noget.", "Det må ikke koste noget.").ShouldBe(
            [new(Fate.Same, "Det "), new(Fate.Removed, "skal"), new(Fate.Added, "må"), new(Fate.Same, " ikke koste noget.")]);
    }

    [Fact]
    public void Neighbouring_changes_are_told_as_one()
    {
        Difference.Between("vi siger det højt", "I gør det altid").Count(shred => shred.Fate == Fate.Removed).ShouldBe(1);
    }

    [Fact]
    public void Whatever_the_texts_what_stayed_and_came_is_the_later_and_what_stayed_and_went_is_the_earlier()
    {
        var texts = Gen.Elements("og", " ", "\n", ",", "æble", "-", "Vi", "{workplace}", "😀", "1.").ListOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, texts, (earlier, later) =>
        {
            var shreds = Difference.Between(earlier, later);
            return Joined(shreds, Fate.Added) == later && Joined(shreds, Fate.Removed) == earlier && shreds.All(shred => shred.Text.Length > 0);
        }).QuickCheckThrowOnFailure();
    }

    private static string Joined(IEnumerable<Shred> shreds, Fate fate) => string.Concat(shreds.Where(shred => shred.Fate == Fate.Same || shred.Fate == fate).Select(shred => shred.Text));
}
