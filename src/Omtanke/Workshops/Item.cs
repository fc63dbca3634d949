using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Workshops;

/// <summary>How far the group is with an item in which something is written or counted.</summary>
public enum Stage
{
    /// <summary>Everybody writes or answers; nobody sees anybody's.</summary>
    Gathering,
    /// <summary>What was written or counted is shown.</summary>
    Shown,
    /// <summary>Everybody votes; how many votes there are is not seen yet.</summary>
    Voting,
    /// <summary>The votes are counted.</summary>
    Voted,
}

/// <summary>One item of a workshop's agenda: a step of the tool, with the minutes, the way and the promise the facilitator chose.</summary>
public sealed class Item
{
    /// <summary>How many ideas one voter may vote for.</summary>
    public const int VotesEach = 3;

    public required Guid Id { get; init; }
    public required Guid Workshop { get; init; }
    public required int Position { get; set; }
    /// <summary>The step's id, e.g. <c>T02.S3</c>.</summary>
    public required string Step { get; init; }
    public required int Minutes { get; set; }
    /// <summary>Left out this time.</summary>
    public bool IsOut { get; set; }
    public required Mode Mode { get; set; }
    /// <summary>Stores no author and no time, and shows nothing from fewer than five.</summary>
    public required bool Anonymous { get; set; }
    /// <summary>How many sit together; 0 for everybody.</summary>
    public required int People { get; set; }
    public Stage Stage { get; set; } = Stage.Gathering;
    /// <summary>Which piece of the step is on the wall, from 0.</summary>
    public int Piece { get; set; }
    /// <summary>Which round sits now, from 1; 0 before anybody has been seated.</summary>
    public int Round { get; set; }
    /// <summary>What the group agreed on, as an answer to the step.</summary>
    public string Answer { get; set; } = "{}";
    /// <summary>Counts the changes of the answer, so that two who write meet.</summary>
    public int Answered { get; set; }

    /// <summary>An item for a step, as the tool means it.</summary>
    public static Item Of(Guid workshop, int position, Step step, Language language)
    {
        var together = Together.Of(step, language);
        return new()
        {
            Id = Ids.New(), Workshop = workshop, Position = position, Step = step.Id, Minutes = step.Minutes ?? Usual(step), Mode = together.Modes[0], Anonymous = together.Anonymous,
            People = together.Seating is { Least: > 0 } seating ? (seating.Least + seating.Most) / 2 : 0,
            // What is read beforehand by whoever runs it, and what comes after, is not on the agenda unless they want it.
            IsOut = step.Minutes is null && step.Kind == "explain",
        };
    }

    /// <summary>Whether it shows nothing until several have said something: what is written or counted without names.</summary>
    public bool NeedsSeveral => Anonymous && Mode is (Mode.Ideas or Mode.Count);

    /// <summary>Whether ideas may be written now.</summary>
    public bool TakesIdeas => Mode == Mode.Ideas && Stage is Stage.Gathering or Stage.Shown;

    // Where the tool gives no minutes, something to change.
    private static int Usual(Step step) => step.Kind is "explain" or "examples" or "film" ? 5 : 15;
}
