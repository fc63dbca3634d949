using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Omtanke.Steps;

/// <summary>Words inside a drawing; Razor keeps the tag for itself, so it is written here.</summary>
public sealed class FlowerText : ComponentBase
{
    /// <summary>Where.</summary>
    [Parameter, EditorRequired] public required (int X, int Y) At { get; set; }

    /// <summary>Which part of the words stands there: start, middle or end.</summary>
    [Parameter] public string Anchor { get; set; } = "middle";

    /// <summary>What.</summary>
    [Parameter, EditorRequired] public required string Says { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", At.X);
        builder.AddAttribute(2, "y", At.Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddAttribute(4, "dominant-baseline", "central");
        builder.AddAttribute(5, "fill", "currentColor");
        builder.AddAttribute(6, "font-size", "17");
        builder.AddContent(7, Says);
        builder.CloseElement();
    }
}
