using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies;

/// <summary>A form as it was typed, kept as it was, with what is wrong in it.</summary>
public sealed class Typed(Posted? form = null)
{
    /// <summary>What is wrong.</summary>
    public Errors Errors { get; } = new();

    /// <summary>Whether anything was sent.</summary>
    public bool Sent => form is not null;

    /// <summary>What stands in a field; the empty text when it was not sent.</summary>
    public string this[string field] => form is null ? "" : Sheet.Tidy(form[field]);

    /// <summary>What to show in a field: what was typed, else what holds now.</summary>
    public string Or(string field, string? now) => form?.Has(field) == true ? this[field] : now ?? "";

    /// <summary>Whether a value of a choice is chosen.</summary>
    public bool Chose(string field, string value, bool otherwise) => form?.Has(field) == true ? this[field] == value : !Sent && otherwise;

    /// <summary>Every value of a field that may come several times.</summary>
    public IReadOnlyList<string> All(string field) => form is null ? [] : [.. form.All(field)];

    /// <summary>One line, not empty, not endless.</summary>
    public string Line(string field, int longest, string missing)
    {
        var line = string.Join(' ', this[field].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Errors.AddWhen(line.Length == 0, field, missing);
        Errors.AddWhen(line.Length > longest, field, "policies.errors.line-too-long");
        return line;
    }

    /// <summary>A text of several lines.</summary>
    public string Text(string field, int longest, string tooLong, string? missing = null)
    {
        Errors.AddWhen(this[field].Length > longest, field, tooLong);
        if (missing is not null)
            Errors.AddWhen(this[field].Length == 0, field, missing);
        return this[field];
    }

    /// <summary>A day between two, both included.</summary>
    public DateOnly Day(string field, DateOnly least, DateOnly most, string early)
    {
        if (!Dates.Read(this[field], out var day))
            Errors.Add(field, "policies.errors.day");
        else if (day < least)
            Errors.Add(field, early);
        else if (day > most)
            Errors.Add(field, "policies.errors.day-late");
        return day;
    }

    /// <summary>Somebody at the workplace, by address or by a name only one has; null when nobody was typed.</summary>
    public async Task<Person?> Person(string field, Database db)
    {
        if (this[field].Length == 0)
            return null;
        var found = await db.Meant(this[field]);
        Errors.AddWhen(found.Count == 0, field, "policies.errors.person-unknown");
        Errors.AddWhen(found.Count > 1, field, "policies.errors.person-unclear");
        return found is [var one] ? one : null;
    }

    /// <summary>The version a form was shown with.</summary>
    public int Version => int.TryParse(this["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}
