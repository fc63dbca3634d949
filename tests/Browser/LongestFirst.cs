using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Omtanke.Browser.LongestFirst))]

namespace Omtanke.Browser;

/// <summary>The walks through the whole house begin first: begun last, one of them would go on alone while a processor waits.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(one => one.TestCollectionDisplayName.Contains(nameof(NobodyIsShutOutTests)[..^"Tests".Length], StringComparison.Ordinal))];
}
