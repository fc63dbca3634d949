using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Which of the things asked in a row are which parts of an action: a row that is filled in can become one.</summary>
/// <param name="What">What is to be done.</param>
/// <param name="Others">The other parts, by name.</param>
public sealed record Becomes(string What, IReadOnlyDictionary<string, string> Others)
{
    private static readonly string[] Names = ["issue", "cause", "who", "with", "needs", "measure"];

    /// <summary>Reads it; null where the step does not say.</summary>
    /// <param name="step">The step.</param>
    /// <param name="asked">The ids of what is asked in a row.</param>
    public static Becomes? Read(Step step, IReadOnlyList<string> asked)
    {
        if (!step.Part.Has("action"))
            return null;
        var part = step.Part.Inner("action");
        part.Only([.. Names.Prepend("what")]);
        return new(Id("what"), Names.Where(part.Has).ToDictionary(name => name, name => Id(name), StringComparer.Ordinal));

        string Id(string name) => part.IdOf(name) is var id && asked.Contains(id) ? id : throw part.Wrong($"names '{id}' in 'action', which is not asked in a row");
    }

    /// <summary>What a row gives to act on; nothing where it does not say what to do.</summary>
    /// <param name="field">The field that says what to do.</param>
    /// <param name="said">What stands in the row, by the id of what was asked.</param>
    public IEnumerable<Proposal> Of(string field, Func<string, string> said) => Proposal.Each(field, said(What)).Select(one => one with
    {
        Issue = Other("issue", said), Cause = Other("cause", said), Who = Other("who", said), With = Other("with", said), Needs = Other("needs", said), Measure = Other("measure", said),
    });

    private string Other(string name, Func<string, string> said) => Others.TryGetValue(name, out var id) ? said(id) : "";
}
