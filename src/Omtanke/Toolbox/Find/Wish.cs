using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Toolbox.Find;

/// <summary>What somebody tells of themself to be shown the right tools. Whatever is left out narrows nothing.</summary>
/// <param name="Words">What they typed.</param>
/// <param name="Audience">Who they are, out of <see cref="Tool.Audiences"/>.</param>
/// <param name="Occasion">What is going on, out of <see cref="Tool.AllOccasions"/>.</param>
/// <param name="People">How many they are, out of <see cref="Crowds"/>.</param>
/// <param name="Minutes">How long they have, out of <see cref="Spans"/>.</param>
public sealed record Wish(string Words, string? Audience, string? Occasion, int? People, int? Minutes)
{
    private const int Longest = 120;

    /// <summary>Alone, two, a group, the whole workplace: a number that stands for each.</summary>
    public static readonly IReadOnlyList<int> Crowds = [1, 2, 10, 100];

    /// <summary>Half an hour, one, two, three hours; who has longer need not say so.</summary>
    public static readonly IReadOnlyList<int> Spans = [30, 60, 120, 180];

    /// <summary>Whether anything was said at all.</summary>
    public bool IsNone => Words.Length == 0 && Audience is null && Occasion is null && People is null && Minutes is null;

    /// <summary>Reads it from an address. What makes no sense is left out.</summary>
    public static Wish From(IQueryCollection query)
    {
        var words = query["q"].ToString().Trim();
        return new(
            words.Length > Longest ? words[..Longest] : words,
            Tool.Audiences.FirstOrDefault(audience => audience == query["for"]),
            Tool.AllOccasions.FirstOrDefault(occasion => occasion == query["when"]),
            OneOf(Crowds, query["people"]),
            OneOf(Spans, query["minutes"]));
    }

    /// <summary>Whether a tool suits what was told, whatever was typed.</summary>
    public bool Suits(Tool tool) =>
        (Audience is null || tool.Audience.Contains(Audience))
        && (Occasion is null || tool.Occasions.Contains(Occasion))
        && (People is not { } people || (tool.People.Least <= people && people <= tool.People.Most))
        && (Minutes is not { } minutes || tool.Minutes <= minutes);

    private static int? OneOf(IReadOnlyList<int> known, string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && known.Contains(number) ? number : null;
}
