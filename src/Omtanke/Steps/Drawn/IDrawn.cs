using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A step whose answer is a drawing, which can be taken along as a picture.</summary>
public interface IDrawn
{
    /// <summary>The whole drawing as SVG. It stands alone: colours and sizes are written in it, and nothing is fetched. On a page the style sheet's colours win, so that it follows the theme.</summary>
    string Draw(Language language, Answer answer);

    /// <summary>The drawing as it stands in the page's <c>[data-drawing]</c> while somebody writes; none where a script draws there itself.</summary>
    string? Inline(Language language, Answer answer);
}
