namespace Omtanke.Meetings;

/// <summary>A meeting that was held, or was not.</summary>
/// <param name="Cancelled">It was called off.</param>
/// <param name="Came">How many came.</param>
/// <param name="Of">How many were in it.</param>
public readonly record struct Past(bool Cancelled, int Came, int Of)
{
    /// <summary>Called off, or fewer than half were there.</summary>
    public bool IsThin => Cancelled || Came * 2 < Of;
}

/// <summary>Many cancellations are a sign (L10.D3): it is said, kindly, and what to do is theirs.</summary>
public static class Track
{
    /// <summary>How far back one looks, and how many of those make a sign.</summary>
    public const int Looks = 3, Signs = 2;

    /// <summary>Whether it is time to talk about how they go on.</summary>
    /// <param name="newestFirst">The meetings that are over or called off, the newest first.</param>
    public static bool IsLost(IEnumerable<Past> newestFirst) => newestFirst.Take(Looks).Count(past => past.IsThin) >= Signs;

    /// <summary>The same for a series, after the last time they talked about it.</summary>
    public static bool IsLost(Series series, IEnumerable<Meeting> meetings, DateTimeOffset now) => series.EndedAt is null && IsLost(
        from meeting in meetings
        let at = meeting.CancelledAt ?? meeting.EndsAt
        where meeting.StageAt(now) is Stage.Over or Stage.Cancelled && (series.LookedAt is not { } looked || at > looked)
        orderby at descending
        select new Past(meeting.CancelledAt is not null, meeting.Came?.Length ?? series.Members.Length - meeting.Away.Length, meeting.Expected ?? series.Members.Length));
}
