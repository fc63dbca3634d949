using System.Globalization;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv;

/// <summary>How the fields of an assessment are read as they were typed.</summary>
internal static class Typing
{
    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2099, 12, 31);

    extension(Typed typed)
    {
        /// <summary>A text of a few lines; not empty where a word for that is given.</summary>
        public string Lines(string field, string? missing = null) => typed.Text(field, Assessment.Longest, missing);

        /// <summary>A day that may be, and not after the latest one.</summary>
        public DateOnly? DayBy(string field, DateOnly? latest = null, string late = "apv.errors.future", string missing = "form.wrong.day-missing")
        {
            var day = typed.Day(field, missing);
            typed.Errors.AddWhen(day < Earliest || day > Latest, field, "apv.errors.year");
            typed.Errors.AddWhen(day > latest, field, late);
            return day;
        }

        /// <summary>The same, or none where the field is empty.</summary>
        public DateOnly? DayByIfAny(string field, DateOnly? latest = null) => typed[field].Length == 0 ? null : typed.DayBy(field, latest);

        /// <summary>One of a few; the first where it is none of them.</summary>
        public T One<T>(string field, string wrong) where T : struct, Enum => typed.One(field, Enum.GetValues<T>(), wrong);

        /// <summary>One of three levels.</summary>
        public short Level(string field, string wrong) => (short)typed.Number(field, 1, Problem.Levels, wrong);
    }

    /// <summary>As a date field wants it.</summary>
    public static string Day(DateOnly? day) => day is { } there ? Dates.Write(there) : "";
}
