using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>What a release is made of, all of it, once: when the round closes.</summary>
/// <param name="Filters">Every value of the one filter; empty where there is none. Only the first release tells by it.</param>
/// <param name="Took">Who took part, from the store that knows no answers. Needed only where there are earlier releases.</param>
public sealed record Round(Hierarchy Hierarchy, IReadOnlyList<string> Filters, IReadOnlyList<Question> Questions, IReadOnlyList<Sheet> Sheets, IReadOnlyList<Took> Took, Thresholds Thresholds)
{
    internal int Units => Hierarchy.Nodes.Count;
}

/// <summary>What one person answered; nothing says who.</summary>
/// <param name="Unit">Where they are counted (<see cref="Hierarchy.Counted"/>).</param>
/// <param name="Answers">One for each question, in the questions' order; none where it was skipped.</param>
/// <param name="Remarks">What they wrote.</param>
public sealed record Sheet(Guid Unit, string? Filter, IReadOnlyList<int?> Answers, IReadOnlyList<Remark> Remarks);

/// <summary>Something written, and to what.</summary>
public sealed record Remark(string Topic, string Text);

/// <summary>Somebody who took part: where they were counted, never what they answered.</summary>
/// <param name="Filter">Their filter value, where the workplace knows it; none where they chose it themself on the sheet. Then a later round shows only units where nobody came or went.</param>
public sealed record Took(Guid Person, Guid Unit, string? Filter);

/// <summary>An earlier release that asked the same, and those who took part in it.</summary>
public sealed record Earlier(Hierarchy Hierarchy, Release Release, IReadOnlyList<Took> Took);
