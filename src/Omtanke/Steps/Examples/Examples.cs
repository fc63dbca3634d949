using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Pairs of sentences: do not only say this, say for instance that.</summary>
public sealed record Examples(Step Step, IReadOnlyList<string> Pairs) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Examples Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "pairs");
        return new Examples(step, step.Part.Ids("pairs"));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        Pairs.SelectMany(id => new[] { (id, "situation"), (id, "not"), (id, "instead") });

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var pair in Pairs)
        {
            pen.Paper.Heading(1, pen.Language.Plain(pair, "situation"));
            pen.Paper.Fact(pen.Language.Words["steps.examples.not"], pen.Language.Plain(pair, "not"));
            pen.Paper.Fact(pen.Language.Words["steps.examples.instead"], pen.Language.Plain(pair, "instead"));
        }
    }
}
