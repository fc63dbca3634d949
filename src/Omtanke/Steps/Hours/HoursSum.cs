using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Hours added up by what they do: only give energy, only drain it, both, or neither.</summary>
public sealed record HoursSum(decimal OnlyGives, decimal OnlyDrains, decimal Both, decimal Neither)
{
    /// <summary>The four kinds, in the order they stand in the bar; also the last part of their word keys.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["only-gives", "both", "only-drains", "neither"];

    /// <summary>No hours at all.</summary>
    public static HoursSum Nothing { get; } = new(0, 0, 0, 0);

    /// <summary>All hours.</summary>
    public decimal All => OnlyGives + OnlyDrains + Both + Neither;

    /// <summary>Hours that give energy, also those that drain it as well.</summary>
    public decimal Gives => OnlyGives + Both;

    /// <summary>Hours that drain energy, also those that give it as well.</summary>
    public decimal Drains => OnlyDrains + Both;

    /// <summary>The same with an activity more.</summary>
    public HoursSum With(decimal hours, bool gives, bool drains) => (gives, drains) switch
    {
        (true, true) => this with { Both = Both + hours },
        (true, false) => this with { OnlyGives = OnlyGives + hours },
        (false, true) => this with { OnlyDrains = OnlyDrains + hours },
        (false, false) => this with { Neither = Neither + hours },
    };

    /// <summary>The hours of a kind.</summary>
    public decimal Of(string kind) => kind switch
    {
        "only-gives" => OnlyGives,
        "both" => Both,
        "only-drains" => OnlyDrains,
        _ => Neither,
    };

    /// <summary>How much of all the hours these are, in whole hundredths.</summary>
    public int Share(decimal hours) => All == 0 ? 0 : (int)Math.Round(100 * hours / All, MidpointRounding.AwayFromZero);

    /// <summary>Where a kind begins in the bar and how much of it it fills, in hundredths.</summary>
    public (decimal From, decimal Width) Place(string kind) => All == 0
        ? (0, 0)
        : (Kinds.TakeWhile(other => other != kind).Sum(Of) * 100 / All, Of(kind) * 100 / All);

    /// <summary>The sums by name, in words.</summary>
    public IEnumerable<(string Name, string Value)> Told(Language language) =>
    [
        (language.Words["steps.hours.sum.all"], In(language, All)),
        (language.Words["steps.hours.sum.gives"], InWithShare(language, Gives)),
        (language.Words["steps.hours.sum.drains"], InWithShare(language, Drains)),
        .. Kinds.Select(kind => (language.Words[$"steps.hours.sum.{kind}"], InWithShare(language, Of(kind)))),
    ];

    /// <summary>A number of hours: 7,5 timer.</summary>
    public static string In(Language language, decimal hours) => language.Words.With(hours == 1 ? "steps.hours.one-hour" : "steps.hours.some-hours", ("hours", Spelt(hours, language)));

    /// <summary>A number as the language spells it.</summary>
    public static string Spelt(decimal number, Language language) => number.ToString("0.##", language.Words.Culture);

    private string InWithShare(Language language, decimal hours) => language.Words.With("steps.hours.share", ("hours", In(language, hours)), ("share", Share(hours)));
}
