namespace Omtanke.Steps;

/// <summary>A circle in a picture of a hundred by a hundred. It always stays wholly inside.</summary>
public readonly record struct Round
{
    /// <summary>The smallest and the largest there is.</summary>
    public const int Least = 5, Most = 45;

    /// <summary>The side of the picture.</summary>
    public const int Side = 100;

    /// <summary>A circle at a place; moved in where it would reach out over the edge.</summary>
    public Round(double x, double y, double r)
    {
        R = Math.Clamp(r, Least, Most);
        X = Math.Clamp(x, R, Side - R);
        Y = Math.Clamp(y, R, Side - R);
    }

    /// <summary>From the left edge to its middle.</summary>
    public double X { get; }

    /// <summary>From the upper edge to its middle.</summary>
    public double Y { get; }

    /// <summary>From its middle to its edge.</summary>
    public double R { get; }

    /// <summary>How much it fills.</summary>
    public double Area => Math.PI * R * R;

    /// <summary>How the two lie to each other.</summary>
    public Meeting Meets(Round other)
    {
        var smaller = Math.Min(Area, other.Area);
        return (Shared(other) / smaller) switch
        {
            < .002 => Meeting.Apart,
            < .25 => Meeting.Little,
            < .6 => Meeting.Some,
            < .97 => Meeting.Much,
            _ => Math.Max(Area, other.Area) / smaller < 1.1 ? Meeting.Same : Meeting.Within,
        };
    }

    /// <summary>How much the two have in common.</summary>
    public double Shared(Round other)
    {
        var (small, large) = R < other.R ? (R, other.R) : (other.R, R);
        var apart = Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
        if (apart >= small + large) return 0;
        if (apart <= large - small) return Math.PI * small * small;
        // Two segments, cut off by the line through the points where the edges cross.
        return Segment(small, ((apart * apart) + (small * small) - (large * large)) / (2 * apart)) + Segment(large, ((apart * apart) + (large * large) - (small * small)) / (2 * apart));
    }

    static double Segment(double r, double fromMiddle) =>
        (r * r * Math.Acos(Math.Clamp(fromMiddle / r, -1, 1))) - (fromMiddle * Math.Sqrt(Math.Max(0, (r * r) - (fromMiddle * fromMiddle))));
}

/// <summary>How two circles lie to each other; also the last part of the word key.</summary>
public enum Meeting
{
    /// <summary>They do not touch.</summary>
    Apart,

    /// <summary>They overlap a little.</summary>
    Little,

    /// <summary>They overlap a good deal.</summary>
    Some,

    /// <summary>They overlap for the most part.</summary>
    Much,

    /// <summary>The smaller lies inside the larger.</summary>
    Within,

    /// <summary>They cover each other.</summary>
    Same,
}
