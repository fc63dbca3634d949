using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>The names of the people of a case, as its pages say them.</summary>
internal static class Names
{
    extension(IReadOnlyDictionary<Guid, Person> people)
    {
        /// <summary>Somebody's name; null for one who is not among them.</summary>
        public string? NameOf(Guid? person) => person is { } id && people.TryGetValue(id, out var found) ? found.Name : null;

        /// <summary>Somebody's name, or words for one who is not among them.</summary>
        public string NameOf(Guid? person, Visit visit) => people.NameOf(person) ?? visit["case-consents.somebody"];
    }
}
