namespace Omtanke.Steps;

/// <summary>The three colours of a traffic light. A colour never stands alone: each has a shape of its own and stands beside words.</summary>
public static class Colours
{
    /// <summary>All is well; keep an eye on it; stop.</summary>
    public static readonly IReadOnlyList<string> All = ["green", "yellow", "red"];
}
