using System.Text;

namespace Omtanke.Web;

/// <summary>A table to take along into a spreadsheet: semicolons between the cells, a mark in front by which a spreadsheet knows its letters, and no cell that it takes for something to work out.</summary>
public static class Spreadsheet
{
    /// <summary>What such a file is called on the web.</summary>
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>The file.</summary>
    public static byte[] Of(IEnumerable<IEnumerable<string>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.AppendJoin(';', line.Select(Written)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Written(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{cell}" : cell;
        return safe.AsSpan().IndexOfAny("\";\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
