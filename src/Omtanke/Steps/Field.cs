using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>What kind of thing goes into a field.</summary>
public enum Takes
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A tick or none.</summary>
    Tick,

    /// <summary>One of a few values.</summary>
    Choice,

    /// <summary>A number, perhaps with decimals; kept with a point.</summary>
    Number,
}

/// <summary>Something a person may fill in. Its name is the item's id, so that an answer outlives a change of layout.</summary>
/// <param name="Name">The name in forms and answers.</param>
/// <param name="Takes">What goes into it.</param>
/// <param name="Group">The set it is shown in; a form tells with <see cref="Shown"/> which sets it showed.</param>
/// <param name="Values">What a choice may be; the least and the most a number may be.</param>
public sealed record Field(string Name, Takes Takes, string Group, IReadOnlyList<string> Values)
{
    /// <summary>Name of the hidden input that tells which sets a form showed: an unticked box posts nothing, and neither does one that was not there.</summary>
    public const string Shown = "shown";

    /// <summary>The longest text a field takes.</summary>
    public const int Longest = 10_000;

    /// <summary>A field for words.</summary>
    public static Field Text(string name, string group) => new(name, Takes.Text, group, []);

    /// <summary>A box to tick.</summary>
    public static Field Tick(string name, string group) => new(name, Takes.Tick, group, [Answer.On]);

    /// <summary>A choice between values.</summary>
    public static Field Choice(string name, string group, IReadOnlyList<string> values) => new(name, Takes.Choice, group, values);

    /// <summary>A number within bounds, both included.</summary>
    public static Field Number(string name, string group, int least, int most) => new(name, Takes.Number, group, [Spelt(least), Spelt(most)]);

    /// <summary>A number as people type it, with comma or point, as it is kept; null when it is none or out of bounds.</summary>
    public string? Numbered(string typed) =>
        decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= decimal.Parse(Values[0], CultureInfo.InvariantCulture) && number <= decimal.Parse(Values[1], CultureInfo.InvariantCulture)
            ? Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture)
            : null;

    /// <summary>A number as it is kept, spelt as the language spells it; what is no number stays as it was typed.</summary>
    public static string Spelt(string kept, Language language) =>
        decimal.TryParse(kept, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.##", CultureInfo.GetCultureInfo(language.Code)) : kept;

    static string Spelt(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Why a field cannot be taken as it is.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Word">Key of the message.</param>
/// <param name="Length">How long the text is, for one that is too long.</param>
/// <param name="Bounds">The least and the most a number may be, for one that is not.</param>
public sealed record Fault(string Field, string Word, int Length = 0, IReadOnlyList<string>? Bounds = null)
{
    /// <summary>The message for the person.</summary>
    public string In(Words words) => words.With(
        Word, ("length", Spelt(Length, words)), ("longest", Spelt(Steps.Field.Longest, words)), ("least", Bounds?[0] ?? ""), ("most", Bounds?[1] ?? ""));

    static string Spelt(int number, Words words) => number.ToString("N0", words.Culture);
}

/// <summary>An answer as it was posted, and what is wrong with it. With faults it is shown again and not saved.</summary>
public sealed record Taken(Answer Answer, IReadOnlyList<Fault> Faults);

/// <summary>A field with what is said about it, for records and paper.</summary>
/// <param name="Field">The field.</param>
/// <param name="Heading">What stands over a set of fields; may be empty.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Value">What was answered, in words; empty when nothing was.</param>
public sealed record Line(Field Field, string Heading, string Label, string Value)
{
    /// <summary>What the label is said of, where many fields have the same: the row of a table, the card of a note.</summary>
    public string About { get; init; } = "";

    /// <summary>What is asked, so that it can stand alone.</summary>
    public string Name => About.Length == 0 ? Label : $"{About} · {Label}";

    /// <summary>The line as plain text.</summary>
    public override string ToString() => Field.Takes == Takes.Tick ? Name : $"{Name}: {Value}";
}
