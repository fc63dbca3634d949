namespace Omtanke.Meetings;

/// <summary>What they say of one proposed time.</summary>
/// <param name="Time">The time.</param>
/// <param name="Yes">Who can.</param>
/// <param name="IfNeedBe">Who can if need be.</param>
/// <param name="No">Who cannot.</param>
public sealed record Polled(MeetingTime Time, IReadOnlyList<Guid> Yes, IReadOnlyList<Guid> IfNeedBe, IReadOnlyList<Guid> No)
{
    /// <summary>How many could come.</summary>
    public int Could => Yes.Count + IfNeedBe.Count;
}

/// <summary>Proposed times and what people say of them.</summary>
/// <param name="Times">The times, the earliest first.</param>
/// <param name="Missing">Who has not answered.</param>
public sealed record Poll(IReadOnlyList<Polled> Times, IReadOnlyList<Guid> Missing)
{
    /// <summary>Counts what those say who are in it. Whoever has left counts no more.</summary>
    public static Poll Of(IEnumerable<MeetingTime> times, IReadOnlyCollection<Vote> votes, IReadOnlyCollection<Guid> members)
    {
        var proposed = times.OrderBy(time => time.StartsAt).ToList();
        return new([.. proposed.Select(time => new Polled(time, Who(time, Can.Yes), Who(time, Can.IfNeedBe), Who(time, Can.No)))],
            [.. members.Where(member => !proposed.TrueForAll(time => votes.Any(vote => vote.Time == time.Id && vote.Person == member)))]);

        IReadOnlyList<Guid> Who(MeetingTime time, Can can) => [.. members.Where(member => votes.Any(vote => vote.Time == time.Id && vote.Person == member && vote.Can == can))];
    }

    /// <summary>The time most can come at, of those still ahead; of equals the one that puts the fewest out, then the earliest. Null while nobody could come at any.</summary>
    public Polled? Best(DateTimeOffset now) =>
        Times.Where(one => one.Could > 0 && one.Time.StartsAt > now).OrderByDescending(one => one.Could).ThenByDescending(one => one.Yes.Count).ThenBy(one => one.Time.StartsAt).FirstOrDefault();
}
