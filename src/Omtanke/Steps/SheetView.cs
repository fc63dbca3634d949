using Microsoft.AspNetCore.Components;

namespace Omtanke.Steps;

/// <summary>What the views of all kinds have in common: a sheet and how to show it.</summary>
public abstract class SheetView<TSheet> : ComponentBase where TSheet : Sheet
{
    /// <summary>The step as its kind understands it.</summary>
    [Parameter, EditorRequired] public required TSheet Sheet { get; set; }

    /// <summary>How it is shown.</summary>
    [Parameter, EditorRequired] public required Show Show { get; set; }

    /// <summary>A text of the content.</summary>
    protected string Text(string id, string field) => Show.Language.Text(id, field);

    /// <summary>A text as HTML paragraphs.</summary>
    protected MarkupString Html(string id, string field) => new(Show.Language.Html(id, field));

    /// <summary>A text as HTML inside a line.</summary>
    protected MarkupString Phrase(string id, string field) => new(Show.Language.Phrase(id, field));

    /// <summary>Whether the id has the field.</summary>
    protected bool Has(string id, string field) => Show.Language.Has(id, field);

    /// <summary>A word of the interface, below <c>steps.</c></summary>
    protected string Word(string key) => Show.Words[$"steps.{key}"];

    /// <summary>A drawing, set into the page.</summary>
    protected static MarkupString Picture(Content.Drawing? drawing) => new(drawing?.Svg ?? "");
}
