namespace Omtanke.Steps;

/// <summary>What a balance gives reason to watch.</summary>
public enum Watch
{
    /// <summary>Acts before listening.</summary>
    ActsTooSoon,

    /// <summary>Listens, and forgets to act.</summary>
    ForgetsToAct,

    /// <summary>All four are used about as much.</summary>
    Even,

    /// <summary>All four are used about as much, and seldom.</summary>
    EvenButSeldom,

    /// <summary>Some are used clearly less than others.</summary>
    SomeLess,
}

/// <summary>How a person's habits in the four key positions weigh against each other, 1–5 each. None of them is right alone; balance is the point.</summary>
public sealed record Balance(int? Empathic, int? Exploring, int? Delimiting, int? Acting)
{
    /// <summary>In the order of the positions.</summary>
    public IReadOnlyList<int?> All => [Empathic, Exploring, Delimiting, Acting];

    /// <summary>Whether all four are rated. Before that there is nothing to weigh.</summary>
    public bool IsComplete => All.All(level => level is not null);

    /// <summary>What to watch, most telling first; nothing until all four are rated.</summary>
    public IReadOnlyList<Watch> Watch => !IsComplete ? []
        : IsEven ? [All.Max() <= 2 ? Steps.Watch.EvenButSeldom : Steps.Watch.Even]
        : ActsTooSoon ? [Steps.Watch.ActsTooSoon, Steps.Watch.SomeLess]
        : ForgetsToAct ? [Steps.Watch.ForgetsToAct, Steps.Watch.SomeLess]
        : [Steps.Watch.SomeLess];

    /// <summary>Which positions are used least, by their place in the row; none when all are even.</summary>
    public IReadOnlyList<int> Least => !IsComplete || IsEven ? [] : [.. Enumerable.Range(0, 4).Where(place => All[place] == All.Min())];

    bool IsEven => All.Max() - All.Min() <= 1;

    bool ActsTooSoon => Acting >= 4 && Acting - Empathic >= 2;

    bool ForgetsToAct => Acting <= 3 && (Empathic - Acting >= 2 || Exploring - Acting >= 2);
}
