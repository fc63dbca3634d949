using Omtanke.Web;

namespace Omtanke.Tests.Web;

/// <summary>The mark of a text, as two people compare it.</summary>
public sealed class FingerprintTests
{
    static readonly byte[] hash = [.. Enumerable.Range(0, 32).Select(number => (byte)(number * 8))];

    [Fact]
    public void What_is_compared_is_short_and_in_groups_of_four() => Fingerprint.Short(hash).ShouldBe("0008 1018");

    [Fact]
    public void Whoever_needs_it_has_all_of_it()
    {
        Fingerprint.Whole(hash).Replace(" ", "", StringComparison.Ordinal).ShouldBe(Convert.ToHexStringLower(hash));
        Fingerprint.Whole(hash).Split(' ').ShouldAllBe(group => group.Length == 4);
        Fingerprint.Whole(hash).ShouldStartWith(Fingerprint.Short(hash));
    }
}
