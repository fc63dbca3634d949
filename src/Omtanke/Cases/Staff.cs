namespace Omtanke.Cases;

/// <summary>What a psychologist says of themself, so that cases are given to whoever can take them.</summary>
public sealed class Staff
{
    /// <summary>The languages one may choose among, both as psychologist and when one asks for help.</summary>
    public static readonly IReadOnlyList<string> AllLanguages = ["da", "en", "de", "pl", "uk", "ar", "tr", "ro"];

    public required Guid Person { get; init; }
    public string[] Languages { get; set; } = [];
    public DateOnly? AwayFrom { get; set; }
    /// <summary>The last day away; null with a first day: until further notice.</summary>
    public DateOnly? AwayUntil { get; set; }

    /// <summary>Reads from a form from when and until when somebody is away, with what is wrong in it.</summary>
    public static (DateOnly? From, DateOnly? Until) Away(Web.Typed typed)
    {
        var (from, until) = (typed.DayIfAny("from"), typed.DayIfAny("until"));
        typed.Errors.AddWhen(until is not null && typed["from"].Length == 0, "from", "cases.errors.away-from");
        typed.Errors.AddWhen(until < from, "until", "cases.errors.away-until");
        return (from, until);
    }
}

/// <summary>How much a psychologist has, in numbers: for whoever leads the team.</summary>
/// <param name="Person">The psychologist.</param>
/// <param name="Name">Their name.</param>
/// <param name="Languages">The languages they speak.</param>
/// <param name="AwayFrom">The first day away.</param>
/// <param name="AwayUntil">The last.</param>
/// <param name="Waiting">How many of theirs have not begun.</param>
/// <param name="UnderWay">How many have.</param>
/// <param name="Overdue">How many contacts of theirs should have been held.</param>
public sealed record Load(Guid Person, string Name, string[] Languages, DateOnly? AwayFrom, DateOnly? AwayUntil, int Waiting, int UnderWay, int Overdue = 0)
{
    /// <summary>How many stand in the table, unless all are asked for: a usual team is shown whole.</summary>
    public const int Shown = 15;

    /// <summary>All of them.</summary>
    public int All => Waiting + UnderWay;

    /// <summary>Whether they are away that day.</summary>
    public bool IsAway(DateOnly day) => AwayFrom <= day && (AwayUntil is null || AwayUntil >= day);

    /// <summary>Who it would be best to give a case in this language: those who are there first, then those who speak it, then those who have the fewest. Without a language: who has most room.</summary>
    public static IReadOnlyList<Load> Best(IEnumerable<Load> team, string? language, DateOnly today) =>
        [.. team.OrderBy(one => one.IsAway(today)).ThenBy(one => language is not null && !one.Languages.Contains(language)).ThenBy(one => one.All).ThenBy(one => one.Name, StringComparer.Ordinal)];
}
