using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Omtanke.Content;

/// <summary>Turns our texts, written in Markdown, into HTML. Raw HTML in them stays text.</summary>
static class Prose
{
    static readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>Paragraphs and lists.</summary>
    internal static string Html(string text) => Markdown.ToHtml(text, pipeline).TrimEnd();

    /// <summary>The same without the paragraph around it, to stand inside a label or a line.</summary>
    internal static string Phrase(string text)
    {
        var html = Html(text);
        var single = html.StartsWith("<p>", StringComparison.Ordinal) && html.EndsWith("</p>", StringComparison.Ordinal)
            && html.IndexOf("<p>", 3, StringComparison.Ordinal) < 0;
        return single ? html[3..^4] : html;
    }

    /// <summary>The same as words alone, for paper that knows no HTML.</summary>
    internal static string Plain(string text) => Markdown.ToPlainText(text, pipeline).Trim();

    /// <summary>What our pages cannot hold: headings would break their order, links elsewhere must be plain web addresses, pictures are drawings.</summary>
    internal static IEnumerable<Complaint> Faults(string text)
    {
        var document = Markdown.Parse(text, pipeline);
        if (document.Descendants<HeadingBlock>().Any()) yield return "may not hold headings: the page gives the levels";
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.IsImage) yield return "may not hold pictures: use a drawing";
            else if (link.Url is not { } url || !(url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith('/') || url.StartsWith('#')))
                yield return $"may only link to https pages and our own, not '{link.Url}'";
        }
    }
}
