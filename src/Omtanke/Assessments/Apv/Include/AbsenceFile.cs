using System.Globalization;
using System.Text;
using CsvHelper;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Apv.Include;

/// <summary>A file of sickness absence, read: unit; people; days; period. Other columns are never looked at.</summary>
/// <param name="Rows">What could be read, a line for each unit.</param>
/// <param name="Period">The period, where the file names one.</param>
/// <param name="Faults">What could not, by line: a word key.</param>
internal sealed record AbsenceFile(IReadOnlyList<AbsenceFigure> Rows, string Period, IReadOnlyList<(int Line, string Key)> Faults)
{
    private const int Most = 5000, MostFaults = 20;

    private static readonly Dictionary<string, int> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["enhed"] = 0, ["afdeling"] = 0, ["unit"] = 0, ["department"] = 0, ["ansatte"] = 1, ["personer"] = 1, ["people"] = 1, ["employees"] = 1, ["dage"] = 2, ["sygedage"] = 2, ["days"] = 2, ["periode"] = 3, ["period"] = 3,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="tree">All units.</param>
    /// <param name="within">Those it may name.</param>
    public static AbsenceFile Read(byte[] file, UnitTree tree, IReadOnlySet<Guid> within)
    {
        if (Text(file) is not { } text)
            return new([], "", [(0, "apv.errors.file-not-text")]);
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = SeparatorOf(text), HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, IncludeValuesInExceptions = false });
        if (!reader.Read())
            return new([], "", [(0, "apv.errors.file")]);
        var columns = reader.Current.ToArray().Select(heading => Headings.TryGetValue(heading.Trim(), out var column) ? column : -1).ToArray();
        if (!columns.Contains(0) || !columns.Contains(1) || !columns.Contains(2))
            return new([], "", [(1, "apv.errors.file-columns")]);
        var (rows, faults, period) = (new Dictionary<Guid, AbsenceFigure>(), new List<(int, string)>(), "");
        for (var read = 0; read < Most && faults.Count < MostFaults && reader.Read(); read++)
        {
            var (line, cells) = ((int)reader.LineNumber, reader.Current.ToArray());
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            var fault = Row(line, column => Array.IndexOf(columns, column) is var at && at >= 0 && at < cells.Length ? cells[at].Trim() : "");
            if (fault is not null)
                faults.Add((line, fault));
        }
        return new([.. rows.Values], period, faults);

        string? Row(int line, Func<int, string> cell)
        {
            if (tree.Meant(cell(0)) is not [var unit] || !within.Contains(unit.Id))
                return "apv.errors.file-unit";
            if (!int.TryParse(cell(1), NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people == 0)
                return "apv.errors.people";
            if (!Number(cell(2), out var days) || days < 0)
                return "apv.errors.days";
            if (cell(3).Length > 0 && period.Length > 0 && cell(3) != period)
                return "apv.errors.file-period";
            if (!rows.TryAdd(unit.Id, new(unit.Id, people, days)))
                return "apv.errors.file-twice";
            period = period.Length == 0 ? cell(3) : period;
            return null;
        }
    }

    /// <summary>Reads a number with a comma or a point before its decimals.</summary>
    public static bool Number(string typed, out decimal number) =>
        decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    // What Danish spreadsheets save, if it is not UTF-8.
    private static string? Text(byte[] file)
    {
        if (file is [0x50, 0x4B, ..] or [0xD0, 0xCF, ..] || file.Contains((byte)0))
            return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : file);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    private static char SeparatorOf(string text)
    {
        var head = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end && end < 0 ? text.Length : end);
        return head.Contains(';') ? ';' : head.Contains('\t') ? '\t' : ',';
    }
}
