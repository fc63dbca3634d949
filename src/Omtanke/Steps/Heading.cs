using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Omtanke.Steps;

/// <summary>A heading whose level the page decides.</summary>
public sealed class Heading : ComponentBase
{
    /// <summary>1–6.</summary>
    [Parameter, EditorRequired] public required int Level { get; set; }

    /// <summary>Its id, to be named by.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, $"h{Math.Clamp(Level, 1, 6)}");
        builder.AddAttribute(1, "id", Id);
        builder.AddContent(2, ChildContent);
        builder.CloseElement();
    }
}
