using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Organisation;

/// <summary>People in forms.</summary>
public static class TypedPerson
{
    extension(Typed typed)
    {
        /// <summary>Somebody at the workplace, by address or by a name only one has; null when nobody was typed, or it is not clear who.</summary>
        public async Task<Person?> Person(string field, Database db)
        {
            if (typed[field].Length == 0)
                return null;
            var found = await db.Meant(typed[field]);
            typed.Errors.AddWhen(found.Count == 0, field, "form.wrong.person-unknown");
            typed.Errors.AddWhen(found.Count > 1, field, "form.wrong.person-unclear");
            return found is [var one] ? one : null;
        }
    }
}
