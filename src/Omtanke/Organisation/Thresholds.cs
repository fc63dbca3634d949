namespace Omtanke.Organisation;

/// <summary>How many it takes for the release gate to tell anything. A workplace may raise these; nobody can lower them. Each holds for what is shown and for all that can be worked out from it.</summary>
public sealed record Thresholds
{
    /// <summary>Of fewer than these nothing is ever told, whatever a workplace has chosen.</summary>
    public const int Fewest = 5;

    public Thresholds(int means = Fewest, int counts = 10, int comments = 10, int acts = 20)
    {
        (Means, Counts, Comments, Acts) = (AtLeast(Fewest, means), AtLeast(Math.Max(10, means), counts), AtLeast(Math.Max(10, means), comments), AtLeast(Math.Max(20, counts), acts));

        static int AtLeast(int least, int value) => value >= least ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"May be raised, never lowered below {least}.");
    }

    /// <summary>As they are kept: four numbers, in the order of the constructor.</summary>
    public static Thresholds Of(int[] kept) => new(kept[0], kept[1], kept[2], kept[3]);

    /// <inheritdoc cref="Of(int[])"/>
    public int[] Kept() => [Means, Counts, Comments, Acts];

    /// <summary>For anything at all to be told: means, and how many in a band.</summary>
    public int Means { get; }

    /// <summary>For exact numbers: how many, and how many of them answered what.</summary>
    public int Counts { get; }

    /// <summary>For what people wrote.</summary>
    public int Comments { get; }

    /// <summary>For yes and no to offensive acts.</summary>
    public int Acts { get; }
}
