using Omtanke.Content;
using Omtanke.Organisation;

namespace Omtanke.Year;

/// <summary>One thing in the year, as it is shown: what another room knows, with the day planned for it, or what the workplace has laid in itself.</summary>
/// <param name="Key">What tells it from all others.</param>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Day">When it is planned, was done, or is due.</param>
public sealed record Thing(string Key, OccasionKind Kind, string Name, DateOnly Day)
{
    /// <summary>The language of the name, where somebody wrote it.</summary>
    public string? Language { get; init; }

    /// <summary>The rule of law it comes from.</summary>
    public string? Rule { get; init; }

    /// <summary>The last day by that rule.</summary>
    public DateOnly? Legal { get; init; }

    /// <summary>The day it has where it is kept, when another is planned for it here.</summary>
    public DateOnly? SetOn { get; init; }

    /// <summary>Where it is done or read; empty for nowhere.</summary>
    public string Address { get; init; } = "";

    public bool Done { get; init; }

    /// <summary>Agreed with others elsewhere, and moved there.</summary>
    public bool Fixed { get; init; }

    /// <summary>The row in which its day stands; null where nothing was planned for it.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Whether it may be moved here.</summary>
    public bool Moves => !Done && !Fixed;

    /// <summary>Whether its day has passed, and it is not done. What is agreed with others elsewhere takes its own course.</summary>
    public bool IsLate(DateOnly today) => Moves && (Legal ?? Day) < today;

    /// <summary>The version its form is shown with: none, while nothing is planned.</summary>
    public int Version => Entry?.Version ?? 0;

    /// <summary>What is in a year that rooms know of and the workplace has laid in.</summary>
    public static IReadOnlyList<Thing> All(IEnumerable<Occasion> occasions, IReadOnlyCollection<Entry> entries, Words words)
    {
        var plans = entries.Where(entry => entry is { IsPlan: true, IsOut: false }).ToDictionary(entry => entry.Occasion);
        var standing = occasions.Where(one => one.Why is null).ToList();
        // What was taken in from a suggestion is over when the room it belongs to has done it that year: then it stands there.
        var met = standing.Where(one => one.Done && one.Kind is OccasionKind.Assessment or OccasionKind.LeaderAssessment or OccasionKind.Discussion or OccasionKind.Policy).Select(one => (one.Kind, one.Day.Year)).ToHashSet();
        return
        [
            .. standing.Select(one => Of(one, one.Done ? null : plans.GetValueOrDefault(one.Key)))
                .Concat(entries.Where(entry => entry is { IsPlan: false, IsOut: false } && !(entry.Suggestion.Length > 0 && entry.DoneOn is null && met.Contains((entry.Kind, entry.Day.Year)))).Select(entry => Of(entry, words)))
                .OrderBy(line => line.Day).ThenBy(line => line.Name, StringComparer.Ordinal),
        ];
    }

    private static Thing Of(Occasion one, Entry? plan) => new(one.Key, one.Kind, one.Name, plan?.Day ?? one.Day)
    {
        Rule = one.Rule, Legal = one is { Rule: not null, Done: false } ? one.Day : null, SetOn = plan is not null && plan.Day != one.Day ? one.Day : null, Address = one.Address, Done = one.Done, Fixed = one.Fixed, Entry = plan,
    };

    private static Thing Of(Entry entry, Words words) => new(KeyOf(entry.Id), entry.Kind, NameOf(entry, words), entry.DoneOn is { } done && done.Year == entry.Day.Year ? done : entry.Day)
    {
        Language = entry.Title.Length > 0 ? entry.Language : null, Rule = entry.Rule.Length > 0 ? entry.Rule : null, Legal = entry.DoneOn is null ? entry.LatestOn : null, Address = entry.Address, Done = entry.DoneOn is not null, Entry = entry,
    };

    /// <summary>The key of what the workplace has laid in itself.</summary>
    public static string KeyOf(Guid entry) => $"entry {entry}";

    /// <summary>What it is called: as somebody wrote it, or as the suggestion it was made from.</summary>
    public static string NameOf(Entry entry, Words words) => entry.Title.Length > 0 ? entry.Title : words[$"year.suggest.{Suggestion.WordOf(entry.Suggestion)}.name"];
}
