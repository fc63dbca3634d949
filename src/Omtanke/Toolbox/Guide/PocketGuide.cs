using Omtanke.Content;

namespace Omtanke.Toolbox.Guide;

/// <summary>The employee's guide as one carries it: the sooner the better, before, during and after.</summary>
public static class PocketGuide
{
    /// <summary>The id of the tool whose words it shows.</summary>
    public const string Id = "E";

    /// <summary>Its parts, in order.</summary>
    public static readonly IReadOnlyList<GuidePart> Parts =
    [
        new("sooner", "E1", "leaf"), new("before", "E2.0", "pen"), new("during", "E3", "chat"), new("after", "E4", "check"),
    ];

    /// <summary>The steps of a part: from its first step to the one before the next part's first.</summary>
    public static IReadOnlyList<Step> StepsOf(this Library library, GuidePart part)
    {
        var steps = library.Tool(Id)!.Steps;
        var from = PlaceOf(steps, part);
        var to = Parts.SkipWhile(other => other != part).Skip(1).FirstOrDefault() is { } next ? PlaceOf(steps, next) : steps.Count;
        return [.. steps.Take(from..to)];
    }

    static int PlaceOf(IReadOnlyList<Step> steps, GuidePart part) => steps.TakeWhile(step => step.Id != part.FirstStep).Count();
}

/// <summary>A part of the guide: its name in addresses and words, the step it begins with, its icon.</summary>
public sealed record GuidePart(string Name, string FirstStep, string Icon);
