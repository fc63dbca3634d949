using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>What a form says of people and units, judged as the record wants it.</summary>
static class TypedRecord
{
    extension(Typed typed)
    {
        /// <summary>A name of somebody or something: one line, not empty, not endless.</summary>
        public string Name(string field, string missing) => typed.Line(field, 120, missing, "administration.errors.too-long");

        /// <summary>An e-mail address.</summary>
        public string Email(string field)
        {
            var email = typed[field];
            typed.Errors.AddWhen(email.Length == 0, field, "administration.errors.email-missing");
            typed.Errors.AddWhen(email.Length > 0 && !EmailAddress.IsOne(email), field, "administration.errors.email");
            return email;
        }

        /// <summary>One of the languages there are.</summary>
        public string Language(string field, Visit visit)
        {
            typed.Errors.AddWhen(!visit.Languages.Contains(typed[field]), field, "administration.errors.language");
            return typed[field];
        }

        /// <summary>A day from which something holds: today unless typed. What lies ahead is written when it comes, because leaders and rights follow at once.</summary>
        public DateOnly Since(string field, DateOnly today)
        {
            if (typed.DayIfAny(field) is not { } day)
                return today;
            typed.Errors.AddWhen(day > today, field, "administration.errors.date-ahead");
            typed.Errors.AddWhen(day < today.AddYears(-60), field, "administration.errors.date-old");
            return day;
        }

        /// <summary>A unit, named by its path or by enough of it; null when none was typed or it is not clear which.</summary>
        public Guid? Unit(string field, UnitTree units, bool needed)
        {
            var meant = units.Meant(typed[field]);
            typed.Errors.AddWhen(needed && typed[field].Length == 0, field, "administration.errors.unit-missing");
            typed.Errors.AddWhen(typed[field].Length > 0 && meant.Count == 0, field, "administration.errors.unit-unknown");
            typed.Errors.AddWhen(meant.Count > 1, field, "administration.errors.unit-unclear");
            return meant is [var one] ? one.Id : null;
        }
    }
}
