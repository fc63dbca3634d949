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

        /// <summary>Several at the workplace, each on a line of their own, by address or by a name only one has. Lines that are nobody, or more than one, are told by name.</summary>
        /// <param name="field">The field.</param>
        /// <param name="most">How many there may be.</param>
        /// <param name="many">The word for more.</param>
        /// <param name="db">The database.</param>
        public async Task<IReadOnlyList<Guid>> People(string field, int most, string many, Database db)
        {
            var lines = typed.LinesIn(field).SelectMany(line => line.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
            var (people, unknown, unclear) = (new HashSet<Guid>(), new List<string>(), new List<string>());
            typed.Errors.AddWhen(lines.Count > most, field, many);
            foreach (var line in lines.Take(most))
            {
                var found = await db.Meant(line);
                if (found is [var one])
                    people.Add(one.Id);
                else
                    (found.Count == 0 ? unknown : unclear).Add(line);
            }
            typed.Errors.AddOf(unknown, field, "form.wrong.people-unknown");
            typed.Errors.AddOf(unclear, field, "form.wrong.people-unclear");
            return [.. people];
        }
    }
}
