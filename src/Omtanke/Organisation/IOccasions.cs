using Omtanke.Content;

namespace Omtanke.Organisation;

/// <summary>The hatch through which each room gives what it has in the workplace's year: what is due again, what is planned, and what was done.</summary>
public interface IOccasions
{
    /// <summary>What falls between two days, both included.
    /// Runs inside the asking person's own transaction, so it gives only what they may see. All rooms ask in the same round trips: it only asks, and changes nothing.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="words">The language it is told in: a calendar feed and a chore have no visitor.</param>
    /// <param name="stop">Stops looking.</param>
    Task<IReadOnlyList<Occasion>> In(DateOnly from, DateOnly until, Words words, CancellationToken stop);
}

/// <summary>What sort of thing it is.</summary>
public enum OccasionKind
{
    /// <summary>A workplace assessment (APV).</summary>
    Assessment,
    /// <summary>Some leaders' own assessment.</summary>
    LeaderAssessment,
    /// <summary>The yearly discussion of the working environment.</summary>
    Discussion,
    /// <summary>Many are asked.</summary>
    Collection,
    /// <summary>Many are asked again and again.</summary>
    Pulse,
    Policy,
    Meeting,
    Training,
    /// <summary>Something else that the workplace has laid into its year.</summary>
    Own,
}

/// <summary>One thing in the workplace's year.</summary>
/// <param name="Key">The same as long as it is the same thing, so that the workplace may plan for it: ids and dates only.</param>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">What it is called, in the language asked for.</param>
/// <param name="Day">Its day.</param>
/// <param name="Address">Where it is done, or can be read; empty where whoever asks may do neither.</param>
public sealed record Occasion(string Key, OccasionKind Kind, string Name, DateOnly Day, string Address)
{
    /// <summary>Whether it is done; then <see cref="Day"/> says when.</summary>
    public bool Done { get; init; }

    /// <summary>The rule of law by which <see cref="Day"/> is the last day; null where no law says when.</summary>
    public string? Rule { get; init; }

    /// <summary>It is agreed with others where it is done, and moved there and nowhere else.</summary>
    public bool Fixed { get; init; }

    /// <summary>Nothing is planned yet and no law asks for it: why it would be good about that day, in a sentence. Null for all that stands.</summary>
    public string? Why { get; init; }
}
