using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Something to read: a text, perhaps with points and a drawing.</summary>
public sealed record Explain(Step Step, Drawing? Drawing, IReadOnlyList<string> Points) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Explain Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "drawing", "points");
        return new Explain(step, step.Part.Maybe("drawing") is { } name ? step.Drawing(name) : null, step.Part.Ids("points"));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Points.Select(id => (id, "text"));
}
