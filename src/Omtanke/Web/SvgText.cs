using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Omtanke.Web;

/// <summary>Letters in a drawing. A component takes the element's name for one of its own signs.</summary>
public static class SvgText
{
    /// <summary>Some letters, with their middle at a place.</summary>
    public static MarkupString At(string x, string y, string text, string tone = "") => new($"""<text class="{tone}" x="{x}" y="{y}" text-anchor="middle">{HtmlEncoder.Default.Encode(text)}</text>""");
}
