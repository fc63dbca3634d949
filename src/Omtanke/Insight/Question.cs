using System.Text.Json.Serialization;
using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>How a question is answered, and so what may be told of its answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Answering>))]
public enum Answering
{
    /// <summary>On an ordered scale with even steps: a mean, and counts where there are enough.</summary>
    Scale,

    /// <summary>One of several in no order: counts.</summary>
    Choice,

    /// <summary>Yes or no to bullying, violence and other offensive acts: counts, and only among many.</summary>
    Acts,
}

/// <summary>
/// One question. Its answers are numbered from 0. On a scale, answer 0 is worth <paramref name="First"/> and each following <paramref name="Step"/> more.
/// A question is told either by unit, with counts, or by unit and by filter, with means alone (<paramref name="ByFilter"/>; scales only): two tables of exact counts that cross
/// bind what stands where they cross.
/// </summary>
public sealed record Question(string Id, Answering Answering, int Options, decimal First = 1, decimal Step = 1, bool ByFilter = false)
{
    /// <summary>How many must have answered it for anything to be told.</summary>
    internal int Least(Thresholds limits) => Answering switch { Answering.Scale => limits.Means, Answering.Choice => limits.Counts, Answering.Acts => limits.Acts };
}
