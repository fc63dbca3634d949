using Omtanke.Content;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Assessments;

/// <summary>What is promised to those who are asked, with its limits. The same words before the first question, on the letter, and where it is planned.</summary>
internal static class Promise
{
    // Who reads it and when · what everybody sees · what one may still do · what nobody can promise · until when.
    private static readonly string[] Lines = ["who", "shown", "comments", "change", "log", "leaves", "asked", "told", "server", "kept"], OfNames = ["change", "log", "leaves", "told"];

    /// <summary>The lines, most important first.</summary>
    public static IReadOnlyList<string> Of(Collection collection, Words words) => Of(collection.Mode, collection.AsksComment, collection.Thresholds, words);

    /// <summary>The same for one that is not there yet.</summary>
    public static IReadOnlyList<string> Of(Mode mode, bool asksComment, Thresholds limits, Words words)
    {
        var below = $"collections.mode.{mode}.";
        return [.. Lines.Where(line => asksComment || line != "comments").Where(line => mode != Mode.Anonymous || !OfNames.Contains(line))
            .Select(line => words.With($"{below}{line}", ("n", line == "comments" ? limits.Comments : line == "kept" ? Collection.KeptMonths : limits.Means)))];
    }
}
