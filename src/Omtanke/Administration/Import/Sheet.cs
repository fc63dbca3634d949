using System.Text;
using CsvHelper;

namespace Omtanke.Administration.Import;

/// <summary>What the columns we know hold.</summary>
public enum Column
{
    Name,
    FirstName,
    LastName,
    Email,
    Unit,
    Roles,
    Leads,
    Language,
    Left,
}

/// <summary>One person's line, as it was written.</summary>
/// <param name="Line">Where in the file it begins, counted from 1.</param>
/// <param name="Cells">What stands in the columns we know.</param>
public sealed record SheetRow(int Line, IReadOnlyDictionary<Column, string> Cells)
{
    /// <summary>What stands in a column; the empty text where there is no such column.</summary>
    public string this[Column column] => Cells.GetValueOrDefault(column, "");
}

/// <summary>A file of people, read: only the columns we know, so that whatever else the file held is never kept.</summary>
/// <param name="Columns">Which of ours it has.</param>
/// <param name="Ignored">Headings that were not understood, or need not be.</param>
/// <param name="Rows">Its lines.</param>
public sealed record Sheet(IReadOnlyList<Column> Columns, IReadOnlyList<string> Ignored, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>The most lines at a time: a municipality of forty thousand fits.</summary>
    public const int Most = 50_000;

    private const int LongestCell = 1000;

    private static readonly Dictionary<string, Column> Headings = new(StringComparer.Ordinal)
    {
        ["navn"] = Column.Name, ["fuldenavn"] = Column.Name, ["fuldtnavn"] = Column.Name, ["name"] = Column.Name, ["fullname"] = Column.Name,
        ["fornavn"] = Column.FirstName, ["firstname"] = Column.FirstName, ["givenname"] = Column.FirstName,
        ["efternavn"] = Column.LastName, ["lastname"] = Column.LastName, ["surname"] = Column.LastName, ["familyname"] = Column.LastName,
        ["email"] = Column.Email, ["mail"] = Column.Email, ["emailadresse"] = Column.Email, ["mailadresse"] = Column.Email, ["epost"] = Column.Email, ["emailaddress"] = Column.Email, ["arbejdsmail"] = Column.Email,
        ["enhed"] = Column.Unit, ["afdeling"] = Column.Unit, ["team"] = Column.Unit, ["unit"] = Column.Unit, ["department"] = Column.Unit, ["organisation"] = Column.Unit,
        ["rolle"] = Column.Roles, ["roller"] = Column.Roles, ["role"] = Column.Roles, ["roles"] = Column.Roles,
        ["lederaf"] = Column.Leads, ["lederfor"] = Column.Leads, ["leaderof"] = Column.Leads, ["leads"] = Column.Leads,
        ["sprog"] = Column.Language, ["language"] = Column.Language,
        ["stoppet"] = Column.Left, ["fratrådt"] = Column.Left, ["fratrædelsesdato"] = Column.Left, ["sidstedag"] = Column.Left, ["left"] = Column.Left, ["lefton"] = Column.Left, ["lastday"] = Column.Left,
    };

    /// <summary>Reads a text; gives instead what is wrong with it.</summary>
    public static (Sheet? Sheet, Finding? Trouble) Read(string text)
    {
        var unclosed = 0L;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text), HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, IncludeValuesInExceptions = false,
            OnMalformedRecord = record => unclosed = record.Reason == CsvMalformedReason.UnterminatedQuote ? record.LineNumber : unclosed,
        });
        if (!reader.Read())
            return (null, new("administration.import.errors.empty"));
        var headings = reader.Current.ToArray();
        var columns = headings.Select(heading => Headings.TryGetValue(Plain(heading), out var column) ? column : (Column?)null).ToArray();
        if (columns.OfType<Column>().GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return (null, new("administration.import.errors.column-twice", ("columns", string.Join(", ", headings.Where((_, index) => columns[index] == twice.Key)))));
        if (!columns.Contains(Column.Email) || !(columns.Contains(Column.Name) || columns.Contains(Column.FirstName)))
            return (null, new("administration.import.errors.columns", ("found", Shorten(string.Join(" · ", headings)))));

        var rows = new List<SheetRow>();
        while (reader.Read())
        {
            var (line, record) = ((int)reader.LineNumber, reader.Current.ToArray());
            if (unclosed > 0 || record.Any(cell => cell.Length > LongestCell))
                return (null, new("administration.import.errors.quote", ("line", line)));
            if (record.All(string.IsNullOrWhiteSpace))
                continue;
            if (rows.Count == Most)
                return (null, new("administration.import.errors.too-many", ("most", Most)));
            rows.Add(new SheetRow(line, columns.Select((column, index) => (column, Cell: index < record.Length ? OneLine(record[index]) : ""))
                .Where(cell => cell.column is not null).ToDictionary(cell => cell.column!.Value, cell => cell.Cell)));
        }
        if (rows.Count == 0)
            return (null, new("administration.import.errors.only-headings"));
        return (new Sheet([.. columns.OfType<Column>()], [.. headings.Where((heading, index) => columns[index] is null && heading.Length > 0).Select(Shorten)], rows), null);
    }

    // Danish spreadsheets separate by semicolon, others by comma or tab: the headings show it. A first line may say it outright; the reader understands that by itself.
    private static char? SeparatorOf(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            return null;
        var counts = new Dictionary<char, int> { [';'] = 0, [','] = 0, ['\t'] = 0 };
        var quoted = false;
        foreach (var sign in text.TrimStart('\r', '\n').TakeWhile(sign => sign is not ('\r' or '\n')))
            if (sign == '"')
                quoted = !quoted;
            else if (!quoted && counts.TryGetValue(sign, out var seen))
                counts[sign] = seen + 1;
        return counts.MaxBy(count => count.Value).Key;
    }

    private static string Plain(string heading) => new([.. heading.Normalize(NormalizationForm.FormC).ToLowerInvariant().Where(char.IsLetter)]);

    private static string OneLine(string cell) => string.Join(' ', cell.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string text) => text.Length > 200 ? text[..200] + " …" : text;
}

/// <summary>Something to tell the person, in their own language: a word key and what fills it.</summary>
public sealed record Finding(string Key, params (string Name, object? Value)[] Values)
{
    /// <summary>In words.</summary>
    public string In(Web.Visit visit) => visit.Words.With(Key, [.. Values.Select(value => (value.Name, value.Value switch
    {
        Finding finding => finding.In(visit),
        IEnumerable<Finding> several => string.Join(", ", several.Select(finding => finding.In(visit))),
        DateOnly day => visit.ShortDay(day),
        var other => other,
    }))]);
}
