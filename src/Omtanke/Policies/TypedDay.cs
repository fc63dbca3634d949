using Omtanke.Web;

namespace Omtanke.Policies;

static class TypedDay
{
    extension(Typed typed)
    {
        /// <summary>A day between two, both included; whatever was typed when there is something wrong with it.</summary>
        public DateOnly Day(string field, DateOnly least, DateOnly most, string early)
        {
            var day = typed.Day(field);
            typed.Errors.AddWhen(day < least, field, early);
            typed.Errors.AddWhen(day > most, field, "policies.errors.day-late");
            return day ?? default;
        }
    }
}
