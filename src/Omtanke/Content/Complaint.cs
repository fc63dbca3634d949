using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Omtanke.Content;

/// <summary>
/// A sentence about something wrong: what it says, with holes for what it says it about, so that it can be said in the reader's language as well.
/// Written as any other text: <c>Wrong($"lacks '{key}'")</c>.
/// </summary>
[InterpolatedStringHandler]
public sealed class Complaint
{
    readonly StringBuilder template = new();
    readonly List<object?> about = [];

    /// <summary>Begins one; the compiler fills it.</summary>
    public Complaint(int literalLength, int formattedCount) => (template.Capacity, about.Capacity) = (Math.Max(16, literalLength + formattedCount), formattedCount);

    /// <summary>What it says.</summary>
    public void AppendLiteral(string said) => template.Append(said);

    /// <summary>What it says it about.</summary>
    public void AppendFormatted<T>(T value)
    {
        template.Append('\0');
        about.Add(value);
    }

    /// <summary>A complaint without holes.</summary>
    public static implicit operator Complaint(string said)
    {
        var complaint = new Complaint(said.Length, 0);
        complaint.AppendLiteral(said);
        return complaint;
    }

    /// <summary>Its key among the interface's words, made of what it says: <em>'{0}' should be a list</em> is <c>x-should-be-a-list</c>.</summary>
    public string Key
    {
        get
        {
            var key = new StringBuilder();
            foreach (var sign in template.ToString().Replace("'", "", StringComparison.Ordinal))
                if (sign == '\0') key.Append(key is [.., not '-'] ? "-x-" : "x-");
                else if (char.IsAsciiLetterOrDigit(sign)) key.Append(char.ToLowerInvariant(sign));
                else if (key is [.., not '-']) key.Append('-');
            return key.ToString().Trim('-');
        }
    }

    /// <summary>In the reader's language, where the interface knows the sentence; its holes are called a, b, c. As it was written otherwise.</summary>
    public string In(Words words) => words.Has($"faults.{Key}")
        ? words.With($"faults.{Key}", [.. about.Select((value, place) => (((char)('a' + place)).ToString(), (object?)(value is Complaint inner ? inner.In(words) : value)))])
        : ToString();

    /// <summary>As it was written.</summary>
    public override string ToString()
    {
        var said = new StringBuilder();
        var next = 0;
        foreach (var sign in template.ToString())
            if (sign == '\0') said.Append(Convert.ToString(about[next++], CultureInfo.InvariantCulture));
            else said.Append(sign);
        return said.ToString();
    }
}
