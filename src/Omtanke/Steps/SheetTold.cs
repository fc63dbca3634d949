namespace Omtanke.Steps;

/// <summary>How a script is told what stands in a form elsewhere.</summary>
public static class SheetTold
{
    /// <summary>Every field by name: words and numbers as a text, ticks and choices as the list of values chosen.</summary>
    public static IReadOnlyDictionary<string, object> Told(this Sheet sheet, Answer answer) =>
        sheet.Fields.ToDictionary(field => field.Name, field => field.Takes is Takes.Text or Takes.Number ? answer[field.Name] : Chosen(answer[field.Name]), StringComparer.Ordinal);

    static object Chosen(string value) => value.Length > 0 ? new[] { value } : Array.Empty<string>();
}
