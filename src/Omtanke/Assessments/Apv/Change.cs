using Omtanke.Organisation;

namespace Omtanke.Assessments.Apv;

/// <summary>What may have changed.</summary>
public enum ChangeKind
{
    Work,
    Methods,
    Machines,
    Rebuilding,
    Merger,
    Accident,
    Other,
}

/// <summary>Something has changed in some units: what it touches is due now, until an assessment has taken it up.</summary>
public sealed class Change
{
    public required Guid Id { get; init; }
    public required ChangeKind Kind { get; init; }
    public required string What { get; init; }
    public required DateOnly OnDay { get; init; }
    /// <summary>Where, each with all below it.</summary>
    public required Guid[] Units { get; init; }
    /// <summary>Which of our topics; none is all.</summary>
    public string[] Topics { get; init; } = [];
    public Guid? SaidBy { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
    /// <summary>The assessment that has taken it up.</summary>
    public Guid? Apv { get; set; }

    /// <summary>What it touches: the topics that were ticked; where none was, all of ours and all of the workplace's own.</summary>
    /// <param name="known">The workplace's own topics where it happened, by name.</param>
    public IEnumerable<(string Key, string Name)> Touches(IEnumerable<string> known) => Topics.Length > 0 ? Topics.Select(key => (key, "")) : [.. Topic.Ours.Select(key => (key, "")), .. known.Select(name => ("", name))];

    /// <summary>Whether an assessment of these units reaches all of it: a part would leave the rest forgotten.</summary>
    public bool LiesWithin(UnitTree tree, IReadOnlyCollection<Guid> units) => Units.All(where => tree.Up(where).Any(above => units.Contains(above.Id)));
}

/// <summary>The yearly discussion of the working environment: five set points, dated, and locked when it is signed off.</summary>
public sealed class Discussion
{
    /// <summary>How long a text may be.</summary>
    public const int Longest = 4000;

    /// <summary>The set points, in order.</summary>
    public static readonly IReadOnlyList<string> Points = ["goals", "cooperation", "plan", "next-goals", "knowledge"];

    public required Guid Id { get; init; }
    public required DateOnly HeldOn { get; set; }
    /// <summary>Who took part, by function.</summary>
    public string Who { get; set; } = "";
    /// <summary>Were the goals of the year before met.</summary>
    public string Goals { get; set; } = "";
    /// <summary>How do we work together on it.</summary>
    public string Cooperation { get; set; } = "";
    /// <summary>What do we plan this year.</summary>
    public string Plan { get; set; } = "";
    /// <summary>Which new goals.</summary>
    public string NextGoals { get; set; } = "";
    /// <summary>Is our knowledge enough.</summary>
    public string Knowledge { get; set; } = "";
    public required int Version { get; set; }
    public required DateTimeOffset BegunAt { get; init; }
    /// <summary>The role that signed it off.</summary>
    public string? SignedBy { get; set; }
    public DateOnly? SignedOn { get; set; }
    /// <summary>Who pressed the button; never shown.</summary>
    public Guid? Person { get; set; }

    /// <summary>Whether nothing in it changes any more.</summary>
    public bool IsSigned => SignedOn is not null;

    /// <summary>What stands at a point.</summary>
    public string this[string point]
    {
        get => point switch { "goals" => Goals, "cooperation" => Cooperation, "plan" => Plan, "next-goals" => NextGoals, "knowledge" => Knowledge, _ => throw new ArgumentOutOfRangeException(nameof(point)) };
        set
        {
            switch (point)
            {
                case "goals": Goals = value; break;
                case "cooperation": Cooperation = value; break;
                case "plan": Plan = value; break;
                case "next-goals": NextGoals = value; break;
                case "knowledge": Knowledge = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(point));
            }
        }
    }
}
