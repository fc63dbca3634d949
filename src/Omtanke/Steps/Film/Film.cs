using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>An explainer told in pictures. The workplace's own video may take its place.</summary>
public sealed record Film(Step Step, IReadOnlyList<Scene> Scenes) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Film Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "scenes");
        return new Film(step, [.. step.Part.Parts("scenes").Select(scene =>
        {
            scene.Only("id", "drawing");
            return new Scene(scene.Text("id"), scene.Maybe("drawing") is { } name ? step.Drawing(name) : null);
        })]);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Scenes.SelectMany(scene => new[] { (scene.Id, "title"), (scene.Id, "text") });

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var scene in Scenes)
        {
            pen.Paper.Heading(1, pen.Language.Text(scene.Id, "title"));
            if (scene.Drawing is { } drawing) pen.Paper.Picture(drawing.Svg, "", 48);
            pen.Prose(scene.Id, "text");
        }
    }
}

/// <summary>One picture of the explainer with its title and text.</summary>
public sealed record Scene(string Id, Drawing? Drawing);
