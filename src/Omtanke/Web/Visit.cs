using System.Globalization;
using Omtanke.Content;
using Omtanke.Data;

namespace Omtanke.Web;

/// <summary>
/// One visit of one person to one page: in which language, when, by whom. Every component gets it as a cascading value.
/// </summary>
public sealed class Visit(TimeProvider clock)
{
    /// <summary>The moment of this visit (UTC); the same all through it.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Today, as people's calendars show it.</summary>
    public DateOnly Today => Clock.Day(Now);

    /// <summary>The content in the language of the page: the tools' texts by id, and the interface's words.</summary>
    public Language Language { get; private set; } = null!;

    /// <summary><c>da</c> or <c>en</c>.</summary>
    public string Code => Language.Code;

    /// <summary>The interface's words.</summary>
    public Words Words => Language.Words;

    /// <summary>Dates and numbers as this language writes them.</summary>
    public CultureInfo Culture => Words.Culture;

    /// <summary>Every language there is.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>The address asked for, with its query, for the way back.</summary>
    public string Address { get; private set; } = "/";

    /// <summary>The signed-in person's id; null for a stranger.</summary>
    public Guid? Person { get; private set; }

    /// <summary>A mark that is the same through one person's visits and tells nothing: text waiting in a tab belongs to one person only.</summary>
    public string? Tab => Person is { } person ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(person.ToByteArray()))[..16] : null;

    /// <summary>Their name.</summary>
    public string? Name { get; private set; }

    /// <summary>The roles they hold, by name; only for showing a menu, never for deciding.</summary>
    public IReadOnlyCollection<string> Roles { get; private set; } = [];

    /// <summary>The language they chose for themself; null for a stranger.</summary>
    public string? OwnLanguage { get; private set; }

    /// <summary>Whether this installation is a demo.</summary>
    public bool Demo { get; internal set; }

    /// <summary>The colour theme chosen in this browser: <c>light</c>, <c>dark</c> or null for the device's own.</summary>
    public string? Theme { get; internal set; }

    /// <summary>A short message carried over from the page before (a word key), shown once.</summary>
    public string? Notice { get; internal set; }

    /// <summary>The form just accepted (its address): the browser lets go of what it kept for it.</summary>
    public string? Kept { get; internal set; }

    /// <summary>A word or sentence of the interface.</summary>
    public string this[string key] => Words[key];

    /// <summary>A sentence with things filled in.</summary>
    public string With(string key, params (string Name, object? Value)[] values) => Words.With(key, values);

    /// <summary>Says who it is.</summary>
    public void Is(Guid person, string name, string language, IReadOnlyCollection<string> roles) =>
        (Person, Name, OwnLanguage, Roles) = (person, name, language, roles);

    /// <summary>What is given out is read by somebody whose language is known: no browser says it.</summary>
    public void Speak(Language language) => Language = language;

    internal void Speak(Language language, IReadOnlyList<string> languages, string address) => (Language, Languages, Address) = (language, languages, address);

    /// <summary>A date in full: <c>torsdag den 26. november 2026</c>.</summary>
    public string Day(DateOnly day) => Words.Day(day);

    /// <summary>A date in short: <c>26. nov. 2026</c>.</summary>
    public string ShortDay(DateOnly day) => Words.ShortDay(day);

    /// <summary>The week a day lies in, as Danish workplaces number them: <c>uge 48</c>.</summary>
    public string Week(DateOnly day) => With("format.week", ("n", WeekOf(day)));

    /// <summary>The number of the week a day lies in (ISO 8601): the first is the one with the year's first Thursday.</summary>
    public static int WeekOf(DateOnly day) => ISOWeek.GetWeekOfYear(day);

    /// <summary>A moment as people's clocks show it: <c>torsdag den 26. november 2026 kl. 10.30</c>.</summary>
    public string Moment(DateTimeOffset at) => Words.Moment(Clock.Local(at));

    /// <summary>A time of day: <c>10.30</c>.</summary>
    public string Time(DateTimeOffset at) => Words.Time(Clock.Local(at));
}
