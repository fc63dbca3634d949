using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>On which level something is done, where a part of a step is for one of them.</summary>
public static class Levels
{
    private static readonly string[] all = ["individual", "group", "leader", "organisation"];

    /// <summary>The level a part names; empty where it names none.</summary>
    public static string Of(Part part) => part.Maybe("level") is not { } level ? "" : all.Contains(level) ? level : throw part.Wrong($"'level' should be one of {string.Join(", ", all)}, not '{level}'");
}
