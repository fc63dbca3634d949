using System.Globalization;
using Omtanke.Data;

namespace Omtanke.Web;

/// <summary>A form as it was typed, kept as it was, with what is wrong in it. Without a form: nothing was sent yet.</summary>
public sealed class Typed(Posted? form = null)
{
    /// <summary>What is wrong.</summary>
    public Errors Errors { get; } = new();

    /// <summary>Whether anything was sent.</summary>
    public bool Sent => form is not null;

    /// <summary>What stands in a field; the empty text when it was not sent.</summary>
    public string this[string field] => form?[field] ?? "";

    /// <summary>Whether a field came.</summary>
    public bool Has(string field) => form?.Has(field) is true;

    /// <summary>What to show in a field: what was typed, else what holds now.</summary>
    public string Or(string field, string? now) => Has(field) ? this[field] : now ?? "";

    /// <summary>Whether a value of a choice is chosen.</summary>
    public bool Chose(string field, string value, bool otherwise) => Has(field) ? this[field] == value : !Sent && otherwise;

    /// <summary>Whether a box is ticked.</summary>
    public bool Ticked(string field, bool otherwise) => Sent ? Has(field) : otherwise;

    /// <summary>Every value of a field that may come several times.</summary>
    public IReadOnlyList<string> All(string field) => form is null ? [] : [.. form.All(field)];

    /// <summary>Each line of a field that takes several, and what stands in the one beside it that adds to it; none of them twice.</summary>
    public IReadOnlyList<string> LinesIn(string field) =>
        [.. $"{this[field]}\n{this[AddedTo(field)]}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What the field is called that adds one to another's lines.</summary>
    public static string AddedTo(string field) => $"{field}-more";

    /// <summary>The version a form was shown with; -1 where it does not say.</summary>
    public int Version => int.TryParse(this["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    /// <summary>The id of something new: the one its form was shown with, so that pressed twice it is one; else a fresh one.</summary>
    public Guid NewId => Guid.TryParse(this["id"], CultureInfo.InvariantCulture, out var shown) && shown != Guid.Empty ? shown : Ids.New();

    /// <summary>One line, not endless; not empty where a word for that is given.</summary>
    public string Line(string field, int longest, string? missing = null, string tooLong = "form.wrong.line-too-long")
    {
        var line = string.Join(' ', this[field].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Judge(field, line, longest, missing, tooLong);
        return line;
    }

    /// <summary>A text of several lines, not endless; not empty where a word for that is given.</summary>
    public string Text(string field, int longest, string? missing = null, string tooLong = "form.wrong.text-too-long")
    {
        Judge(field, this[field], longest, missing, tooLong);
        return this[field];
    }

    /// <summary>A day; null, with what is wrong, where there is none.</summary>
    public DateOnly? Day(string field, string missing = "form.wrong.day-missing")
    {
        var read = Dates.Read(this[field], out var day);
        Errors.AddWhen(!read, field, this[field].Length == 0 ? missing : "form.wrong.day");
        return read ? day : null;
    }

    /// <summary>A day, or null where the field is empty.</summary>
    public DateOnly? DayIfAny(string field) => this[field].Length == 0 ? null : Day(field);

    /// <summary>A moment in Denmark, out of a day and a time of day.</summary>
    public DateTimeOffset? Moment(string day, string hour, string missing = "form.wrong.day-missing")
    {
        var timed = Dates.ReadHour(this[hour], out var time);
        Errors.AddWhen(!timed, hour, "form.wrong.time");
        return Day(day, missing) is { } on && timed ? Clock.At(on, time) : null;
    }

    /// <summary>A whole number between two, both included.</summary>
    public int Number(string field, int least, int most, string wrong)
    {
        var read = int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        Errors.AddWhen(!read || number < least || number > most, field, wrong);
        return number;
    }

    /// <summary>A whole number between two, both included, or null where the field is empty.</summary>
    public int? NumberIfAny(string field, int least, int most, string wrong) => this[field].Length == 0 ? null : Number(field, least, most, wrong);

    /// <summary>One of some names.</summary>
    public T One<T>(string field, IReadOnlyCollection<T> among, string wrong) where T : struct, Enum
    {
        // A number is no name, though Enum would read it.
        var read = Enum.TryParse<T>(this[field], out var one) && among.Contains(one) && this[field] == one.ToString();
        Errors.AddWhen(!read, field, wrong);
        return one;
    }

    private void Judge(string field, string text, int longest, string? missing, string tooLong)
    {
        if (missing is not null)
            Errors.AddWhen(text.Length == 0, field, missing);
        Errors.AddWhen(text.Length > longest, field, tooLong);
    }
}
