using System.Reflection;
using System.Text;

namespace Omtanke.Web;

/// <summary>A form as it was sent. One without a single field is empty, never missing, so that whoever sent it is told what lacks and not that the request was bad.</summary>
public sealed class Posted(IFormCollection fields)
{
    /// <summary>What stands in a field, tidy; empty where there is no such field.</summary>
    public string this[string field] => Tidy(fields[field].ToString());

    /// <summary>Every field as it came, for what reads them by itself.</summary>
    public IFormCollection Fields => fields;

    /// <summary>Whether the field came at all: the button pressed, a box ticked.</summary>
    public bool Has(string field) => fields.ContainsKey(field);

    /// <summary>Every value of a field that may come several times, as ticked boxes do.</summary>
    public IEnumerable<string> All(string field) => fields[field].Select(value => Tidy(value ?? ""));

    /// <summary>A text as it is kept: one kind of line ending, no blanks around it; no control characters and no half characters, which the database refuses and nobody can see.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                tidy.Append(rune.ToString());
        return tidy.ToString().Trim();
    }

    /// <summary>Reads it from the request.</summary>
    public static async ValueTask<Posted?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        try
        {
            return new Posted(context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty);
        }
        catch (InvalidDataException tooMuch)
        {
            throw new BadHttpRequestException("The form is too large.", StatusCodes.Status413PayloadTooLarge, tooMuch);
        }
    }
}
