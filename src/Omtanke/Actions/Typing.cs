using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Actions;

/// <summary>How the fields of an action are read as they were typed.</summary>
internal static class Typing
{
    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2099, 12, 31);

    extension(Typed typed)
    {
        /// <summary>A text of a few lines; not empty where a word for that is given.</summary>
        public string Lines(string field, string? missing = null) => typed.Text(field, PlannedAction.Longest, missing);

        /// <summary>A day that may be, or none where the field is empty.</summary>
        public DateOnly? DayThatMayBe(string field)
        {
            var day = typed.DayIfAny(field);
            typed.Errors.AddWhen(day < Earliest || day > Latest, field, "actions.wrong.year");
            return day;
        }

        /// <summary>People of the workplace, one on each line, by address or by a name only one has.</summary>
        public async Task<Guid[]> People(string field, Database db)
        {
            var lines = typed[field].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            typed.Errors.AddWhen(lines.Count > PlannedAction.MostHelpers, field, "actions.wrong.helpers-many");
            if (lines.Count is 0 or > PlannedAction.MostHelpers)
                return [];
            var addresses = lines.Select(AddressIn).OfType<string>().ToList();
            var names = lines.Where(line => AddressIn(line) is null).ToList();
            var found = await db.People.AsNoTracking().Where(person => person.LeftOn == null && (addresses.Contains(person.Email.ToLower()) || names.Contains(person.Name))).ToListAsync();
            var meant = lines.ConvertAll(line => found.FindAll(person => AddressIn(line) is { } address ? person.Email.Equals(address, StringComparison.OrdinalIgnoreCase) : person.Name == line));
            typed.Errors.AddWhen(meant.Exists(one => one.Count == 0), field, "form.wrong.person-unknown");
            typed.Errors.AddWhen(meant.Exists(one => one.Count > 1), field, "form.wrong.person-unclear");
            return [.. meant.SelectMany(one => one).Select(person => person.Id).Distinct()];
        }
    }

    /// <summary>As a date field wants it.</summary>
    public static string Day(DateOnly? day) => day is { } there ? Dates.Write(there) : "";

    private static string? AddressIn(string line) => line.Split(' ', '·')[^1].ToLowerInvariant() is var last && EmailAddress.IsOne(last) ? last : null;
}
