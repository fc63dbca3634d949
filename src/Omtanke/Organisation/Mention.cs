using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Organisation;

/// <summary>Whether a text seems to name somebody of the workplace. A hint to its writer, never a hindrance.</summary>
public static class Mention
{
    private static readonly char[] between = [' ', '\n', '\t', ',', '.', ';', ':', '!', '?', '(', ')', '"', '»', '«', '\'', '’', '/'];

    /// <summary>The words of a text that may be first or last names, as they are written: those with a capital letter.</summary>
    public static string[] NamesIn(string text) =>
        [.. text.Split(between, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 1 && char.IsUpper(word[0])).SelectMany(word => new[] { word, word.TrimEnd('s') }).Distinct()];

    extension(Database db)
    {
        /// <summary>Whether somebody of the workplace is called by one of these names.</summary>
        public async Task<bool> Mentions(string text) =>
            NamesIn(text) is { Length: > 0 } words && await db.Database.SqlQuery<bool>($"""select exists (select from people where left_on is null and string_to_array(name, ' ') && {words}) as "Value" """).SingleAsync();

        /// <summary>The words of a text that somebody of the workplace is called, in the order they stand there.</summary>
        public async Task<IReadOnlyList<string>> NamesSaidIn(string text)
        {
            if (NamesIn(text) is not { Length: > 0 } words)
                return [];
            var names = await db.Database.SqlQuery<string>($"""select distinct word as "Value" from people, unnest(string_to_array(people.name, ' ')) word where left_on is null and word = any({words})""").ToListAsync();
            return [.. words.Where(names.Contains)];
        }
    }
}
