using System.Globalization;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv;

/// <summary>How the fields of an assessment are read as they were typed.</summary>
internal static class Typing
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    extension(Typed typed)
    {
        /// <summary>A text, not endless; not empty where it must not be.</summary>
        public string Text(string field, int longest = Assessment.Longest, string? missing = null)
        {
            typed.Errors.AddWhen(missing is not null && typed[field].Length == 0, field, missing!);
            typed.Errors.AddWhen(typed[field].Length > longest, field, "apv.errors.long");
            return typed[field];
        }

        /// <summary>A day; none where the field is empty and may be.</summary>
        public DateOnly? DayOf(string field, string? missing = null, DateOnly? latest = null, string? late = null)
        {
            if (typed[field].Length == 0)
            {
                typed.Errors.AddWhen(missing is not null, field, missing!);
                return null;
            }
            if (!Dates.Read(typed[field], out var day) || day < Earliest || day > Earliest.AddYears(100))
            {
                typed.Errors.Add(field, "apv.errors.day");
                return null;
            }
            typed.Errors.AddWhen(latest is { } last && day > last, field, late ?? "apv.errors.future");
            return day;
        }

        /// <summary>One of a few; the first where it is none of them.</summary>
        public T One<T>(string field, string missing) where T : struct, Enum
        {
            var known = Enum.TryParse<T>(typed[field], out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(typed[field][0]);
            typed.Errors.AddWhen(!known, field, missing);
            return known ? value : default;
        }

        /// <summary>One of three levels.</summary>
        public short Level(string field, string missing)
        {
            var known = short.TryParse(typed[field], NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= Problem.Levels;
            typed.Errors.AddWhen(!known, field, missing);
            return known ? level : (short)1;
        }

        /// <summary>The version the form was shown with.</summary>
        public int Version => int.TryParse(typed["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

        /// <summary>The id a form brings along, so that what is sent twice is there once.</summary>
        public Guid NewId => Guid.TryParse(typed["id"], out var id) && id != Guid.Empty ? id : Data.Ids.New();

        /// <summary>The units that were chosen, of those that may be; a unit below a chosen one goes without saying.</summary>
        public IReadOnlyList<Guid> Units(UnitTree tree, IEnumerable<Guid> allowed)
        {
            var may = allowed.ToHashSet();
            var chosen = typed.All("unit").Select(value => Guid.TryParse(value, out var id) && may.Contains(id) ? id : Guid.Empty).ToHashSet();
            foreach (var line in typed["units"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                chosen.Add(tree.Meant(line) is [var one] && may.Contains(one.Id) ? one.Id : Guid.Empty);
            typed.Errors.AddWhen(chosen.Count == 0, "units", "apv.errors.units-none");
            typed.Errors.AddWhen(chosen.Contains(Guid.Empty), "units", "apv.errors.units-unknown");
            chosen.Remove(Guid.Empty);
            return [.. chosen.Where(unit => !tree.Up(unit).Skip(1).Any(above => chosen.Contains(above.Id)))];
        }
    }

    /// <summary>As a date field wants it.</summary>
    public static string Day(DateOnly? day) => day is { } there ? Dates.Write(there) : "";
}
