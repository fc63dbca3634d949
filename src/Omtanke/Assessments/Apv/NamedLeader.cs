namespace Omtanke.Assessments.Apv;

/// <summary>Somebody in the group of a leader-APV. A few are easily known, so each is asked first, and named to others only after a yes.</summary>
public sealed class NamedLeader
{
    public required Guid Apv { get; init; }
    public required Guid Person { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>When they said yes to being named.</summary>
    public DateTimeOffset? AgreedAt { get; set; }
}
