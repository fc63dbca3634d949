using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>A form as it was typed, kept as it was, with what is wrong in it.</summary>
public sealed class Typed(Posted? form = null)
{
    /// <summary>What is wrong.</summary>
    public Errors Errors { get; } = new();

    /// <summary>Whether anything was sent at all.</summary>
    public bool Sent => form is not null;

    /// <summary>What stands in a field, trimmed; the empty text when it was not sent.</summary>
    public string this[string field] => form?[field] ?? "";

    /// <summary>What to show in a field: what was typed, else what holds now.</summary>
    public string Or(string field, string? now) => form?.Has(field) == true ? form[field] : now ?? "";

    /// <summary>A name of somebody or something: one line, not empty, not endless.</summary>
    public string Name(string field, string missing)
    {
        var name = string.Join(' ', this[field].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Errors.AddWhen(name.Length == 0, field, missing);
        Errors.AddWhen(name.Length > 120, field, "administration.errors.too-long");
        Errors.AddWhen(name.Any(char.IsControl), field, "administration.errors.signs");
        return name;
    }

    /// <summary>An e-mail address.</summary>
    public string Email(string field)
    {
        var email = this[field];
        Errors.AddWhen(email.Length == 0, field, "administration.errors.email-missing");
        Errors.AddWhen(email.Length > 0 && !EmailAddress.IsOne(email), field, "administration.errors.email");
        return email;
    }

    /// <summary>One of the languages there are.</summary>
    public string Language(string field, Visit visit)
    {
        Errors.AddWhen(!visit.Languages.Contains(this[field]), field, "administration.errors.language");
        return this[field];
    }

    /// <summary>A day from which something holds: today unless typed. What lies ahead is written when it comes, because leaders and rights follow at once.</summary>
    public DateOnly Day(string field, DateOnly today)
    {
        if (this[field].Length == 0)
            return today;
        if (!Dates.Read(this[field], out var day))
            Errors.Add(field, "administration.errors.date");
        else if (day > today)
            Errors.Add(field, "administration.errors.date-ahead");
        else if (day < today.AddYears(-60))
            Errors.Add(field, "administration.errors.date-old");
        return day;
    }

    /// <summary>A unit, named by its path or by enough of it; null when none was typed or it is not clear which.</summary>
    public Guid? Unit(string field, UnitTree units, bool needed)
    {
        var meant = units.Meant(this[field]);
        Errors.AddWhen(needed && this[field].Length == 0, field, "administration.errors.unit-missing");
        Errors.AddWhen(this[field].Length > 0 && meant.Count == 0, field, "administration.errors.unit-unknown");
        Errors.AddWhen(meant.Count > 1, field, "administration.errors.unit-unclear");
        return meant is [var one] ? one.Id : null;
    }

    /// <summary>Somebody who is at the workplace, named by e-mail address, or by a name that only one has.</summary>
    public async Task<Guid?> Person(string field, Database db)
    {
        if (this[field].Length == 0)
            return null;
        var found = await db.Meant(this[field]);
        Errors.AddWhen(found.Count == 0, field, "administration.errors.person-unknown");
        Errors.AddWhen(found.Count > 1, field, "administration.errors.person-unclear");
        return found is [var one] ? one.Id : null;
    }
}
