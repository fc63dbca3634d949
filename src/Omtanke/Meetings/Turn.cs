namespace Omtanke.Meetings;

/// <summary>Who runs the next meeting, fairly in turn.</summary>
public static class Turn
{
    /// <summary>
    /// Whoever has not had it comes first, in the order they came; then whoever had it longest ago. So nobody has it twice before everybody who is there has had it once,
    /// also when people come and go, and when two have swapped.
    /// </summary>
    /// <param name="members">Those who are in it, in the order they came.</param>
    /// <param name="turns">Who has had it or is going to, the oldest first.</param>
    /// <returns>Null where there is nobody.</returns>
    public static Guid? Next(IEnumerable<Guid> members, IReadOnlyList<Guid> turns)
    {
        var last = turns.Select((person, place) => (person, place)).GroupBy(turn => turn.person).ToDictionary(turn => turn.Key, turn => turn.Max(one => one.place));
        return members.Select(member => (Guid?)member).MinBy(member => last.GetValueOrDefault(member!.Value, -1));
    }
}
