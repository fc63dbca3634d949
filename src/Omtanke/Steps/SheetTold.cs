using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>How a script is told what stands in a form elsewhere.</summary>
public static class SheetTold
{
    /// <summary>Every field by name, as the page has it: words and numbers as a text, ticks and choices as the list of values chosen.</summary>
    public static IReadOnlyDictionary<string, object> Told(this Sheet sheet, Language language, Answer answer) =>
        sheet.Fields.ToDictionary(field => field.Name, field => field.Takes switch
        {
            Takes.Text => answer[field.Name],
            Takes.Number => Field.Spelt(answer[field.Name], language),
            _ => Chosen(answer[field.Name]),
        }, StringComparer.Ordinal);

    /// <summary>What is wrong, each with the name of its field before it, so that it can be read away from the field.</summary>
    public static IReadOnlyList<(Fault Fault, string Text)> Told(this Sheet sheet, Language language, Answer answer, IReadOnlyList<Fault> faults)
    {
        var names = faults.Count == 0 ? [] : sheet.Lines(language, answer).GroupBy(line => line.Field.Name).ToDictionary(lines => lines.Key, lines => lines.First().Name, StringComparer.Ordinal);
        return [.. faults.Select(fault => (fault, names.TryGetValue(fault.Field, out var name) && name.Length > 0 ? $"{name}: {fault.In(language.Words)}" : fault.In(language.Words)))];
    }

    static object Chosen(string value) => value.Length > 0 ? new[] { value } : Array.Empty<string>();
}
