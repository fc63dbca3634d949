using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Something to read: a text, perhaps with a drawing, and with points, in groups or not.</summary>
public sealed record Explain(Step Step, Drawing? Drawing, IReadOnlyList<string> Points, IReadOnlyList<PointGroup> Groups, IReadOnlyList<Rule> Rules) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Explain Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "drawing", "points", "groups", "rules");
        var points = step.Part.Ids("points");
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "points", "tool");
            return new PointGroup(group.Text("id"), group.Ids("points"), group.Maybe("tool"));
        }).ToList();
        return points.Count == 0 || groups.Count == 0
            ? new Explain(step, step.Part.Maybe("drawing") is { } name ? step.Drawing(name) : null, points, groups, [.. step.Part.Ids("rules").Select(step.Rule)])
            : throw step.Part.Wrong("has both points and groups; put the points into a group");
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. Points.Concat(Groups.SelectMany(group => group.Points)).Select(id => (id, "text")),
        .. Groups.Select(group => (group.Id, "title")),
        .. Groups.Select(group => group.Tool).OfType<string>().Select(tool => (tool, "title")),
        .. Rules.SelectMany(rule => rule.Points.Select(point => (point, "text")).Prepend((rule.Id, "text")).Prepend((rule.Id, "title"))),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        if (Drawing is { } drawing) pen.Paper.Picture(drawing.Svg, "", 60);
        if (pen.Language.Has(Step.Id, "text")) pen.Prose(Step.Id, "text");
        Listed(pen, Points);
        foreach (var group in Groups)
        {
            pen.Paper.Heading(1, pen.Language.Text(group.Id, "title"));
            if (pen.Language.Has(group.Id, "text")) pen.Prose(group.Id, "text");
            Listed(pen, group.Points);
            if (group.Tool is { } tool) pen.Paper.Text($"→ {pen.Language.Text(tool, "title")}");
        }
        foreach (var rule in Rules)
        {
            pen.Paper.Heading(1, pen.Language.Text(rule.Id, "title")).Text(pen.Language.Plain(rule.Id, "text"));
            Listed(pen, rule.Points);
            pen.Paper.Small(RuleNote.SourceOf(rule, pen.Language));
        }
    }

    static void Listed(Pen pen, IReadOnlyList<string> points)
    {
        foreach (var point in points) pen.Paper.Point("•", pen.Language.Plain(point, "text"));
    }
}

/// <summary>Points under a heading, perhaps with the tool that takes one further.</summary>
public sealed record PointGroup(string Id, IReadOnlyList<string> Points, string? Tool);
