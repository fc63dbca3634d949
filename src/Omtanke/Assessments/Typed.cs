using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments;

/// <summary>A form as it was typed, kept as it was, with what is wrong in it.</summary>
public sealed class Typed(Posted? form = null)
{
    /// <summary>What is wrong.</summary>
    public Errors Errors { get; } = new();

    /// <summary>Whether anything was sent.</summary>
    public bool Sent => form is not null;

    /// <summary>What stands in a field; the empty text when it was not sent.</summary>
    public string this[string field] => form is null ? "" : Sheet.Tidy(form[field]);

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

    /// <summary>One line, not empty, not endless.</summary>
    public string Line(string field, int longest, string missing)
    {
        var line = string.Join(' ', this[field].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Errors.AddWhen(line.Length == 0, field, missing);
        Errors.AddWhen(line.Length > longest, field, "collections.plan.errors.line-too-long");
        return line;
    }

    /// <summary>A day.</summary>
    public DateOnly? Day(string field)
    {
        var read = Dates.Read(this[field], out var day);
        Errors.AddWhen(!read, field, this[field].Length == 0 ? "collections.plan.errors.day-missing" : "collections.plan.errors.day");
        return read ? day : null;
    }

    /// <summary>A moment, out of a day and a time of day.</summary>
    public DateTimeOffset? Moment(string day, string hour)
    {
        var timed = Dates.ReadHour(this[hour], out var time);
        Errors.AddWhen(!timed, hour, "collections.plan.errors.time");
        return Day(day) is { } on && timed ? Clock.At(on, time) : null;
    }

    /// <summary>A whole number between two, both included; null where the field is empty.</summary>
    public int? Number(string field, int least, int most, string wrong)
    {
        if (this[field].Length == 0)
            return null;
        var read = int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        Errors.AddWhen(!read || number < least || number > most, field, wrong);
        return number;
    }

    /// <summary>Somebody at the workplace, by address or by a name only one has; null when nobody was typed.</summary>
    public async Task<Person?> Person(string field, Database db)
    {
        if (this[field].Length == 0)
            return null;
        var found = await db.Meant(this[field]);
        Errors.AddWhen(found.Count == 0, field, "collections.plan.errors.person-unknown");
        Errors.AddWhen(found.Count > 1, field, "collections.plan.errors.person-unclear");
        return found is [var one] ? one : null;
    }
}
