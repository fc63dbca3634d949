using Omtanke.Content;

namespace Omtanke.Assessments;

/// <summary>What is promised to those who are asked, with its limits. The same words before the first question, on the letter, and where it is planned.</summary>
internal static class Promise
{
    /// <summary>The lines, most important first.</summary>
    public static IReadOnlyList<string> Of(Collection collection, Words words) => Of(collection.Mode, collection.AsksComment, words);

    /// <summary>The same for one that is not there yet.</summary>
    public static IReadOnlyList<string> Of(Mode mode, bool asksComment, Words words)
    {
        var below = $"collections.mode.{mode}.";
        return [.. new[]
        {
            words[$"{below}who"],
            words.With($"{below}shown", ("n", Collection.Fewest)),
            asksComment ? words.With($"{below}comments", ("n", Collection.FewestComments)) : null,
            words[$"{below}asked"],
            words[$"{below}server"],
            words.With($"{below}kept", ("n", Collection.KeptMonths)),
        }.OfType<string>()];
    }
}
