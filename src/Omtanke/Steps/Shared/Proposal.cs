namespace Omtanke.Steps;

/// <summary>Something that was answered and can be acted on. Whoever makes an action of it has this much already.</summary>
/// <param name="Field">The field it stands in; one may hold several, a line each.</param>
/// <param name="What">What is to be done.</param>
public sealed record Proposal(string Field, string What)
{
    /// <summary>What is not as it should be.</summary>
    public string Issue { get; init; } = "";

    /// <summary>Why that is, or why it matters.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Who does it.</summary>
    public string Who { get; init; } = "";

    /// <summary>Who is in it.</summary>
    public string With { get; init; } = "";

    /// <summary>What it takes.</summary>
    public string Needs { get; init; } = "";

    /// <summary>How it will be seen that it worked.</summary>
    public string Measure { get; init; } = "";

    /// <summary>On which level it is done, as its tool says; empty where it does not.</summary>
    public string Level { get; init; } = "";

    /// <summary>One for each line of a text.</summary>
    public static IEnumerable<Proposal> Each(string field, string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.TrimStart('-', '–', '•', '*', ' ')).Where(line => line.Length > 0)
            .Select(line => new Proposal(field, line));
}
