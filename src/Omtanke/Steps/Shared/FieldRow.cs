using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A row of fields beside each other: what it is about, and its cells in order.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Cells">The fields.</param>
public sealed record FieldRow(string Id, string Title, IReadOnlyList<Cell> Cells)
{
    /// <summary>More about it.</summary>
    public string? Text { get; init; }

    /// <summary>The field for what it is about, where people add rows of their own.</summary>
    public Field? OwnName { get; init; }

    /// <summary>Its fields with their labels and what stands in them.</summary>
    public IEnumerable<Line> Lines(Answer answer, string heading = "") =>
    [
        .. OwnName is { } own ? (Line[])[new Line(own, heading, Title, answer[own.Name])] : [],
        .. Cells.Select(cell => new Line(cell.Field, heading, cell.Label, answer[cell.Field.Name]) { About = Named(answer) }),
    ];

    /// <summary>What it is called: by us, or by whoever added it.</summary>
    public string Named(Answer? answer) => OwnName is { } own && answer?[own.Name] is { Length: > 0 } name ? name : Title;
}

/// <summary>One field of a row.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">What is asked; the same in every row.</param>
/// <param name="Help">A line that helps.</param>
/// <param name="Colour">Green, yellow or red, where the cells are told apart by that and a shape.</param>
public sealed record Cell(Field Field, string Label, string? Help = null, string? Colour = null);
