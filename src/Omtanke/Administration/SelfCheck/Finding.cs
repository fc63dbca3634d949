using Omtanke.Content;

namespace Omtanke.Administration.SelfCheck;

/// <summary>How something stands.</summary>
public enum Health
{
    Ok,
    Warning,
    Failed,
}

/// <summary>What the self-check found about one thing.</summary>
/// <param name="Name">The thing, e.g. <c>keys</c>.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Says">Which sentence says so and what to do.</param>
/// <param name="With">What is filled into the sentence.</param>
public sealed record Finding(string Name, Health Health, string Says, params IReadOnlyList<(string Name, object? Value)> With)
{
    /// <summary>What people's trust rests on: with one of these failed, nobody real may be let in.</summary>
    public static readonly IReadOnlySet<string> Vital = new HashSet<string>(StringComparer.Ordinal) { "keys", "writes", "rights", "walls", "address", "clock" };

    /// <summary>Whether a start in production is refused.</summary>
    public bool KeepsClosed => Health == Health.Failed && Vital.Contains(Name);

    /// <summary>What the thing is called.</summary>
    public string Title(Words words) => words[$"self-check.{Name}.title"];

    /// <summary>How it stands and what to do, in a sentence or two.</summary>
    public string Sentence(Words words) => words.With($"self-check.{Name}.{Says}", [.. With]);
}
