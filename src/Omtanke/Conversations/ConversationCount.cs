using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;

namespace Omtanke.Conversations;

/// <summary>How many conversations began in a year and were not called off, also of those erased since. It leaves the room as a band only, once, when the year is over.</summary>
public sealed class ConversationCount(Database db) : ICounted
{
    private static readonly Stage[] calledOff = [Stage.Declined, Stage.Withdrawn, Stage.Lapsed];

    /// <inheritdoc />
    public string What => "conversations";

    /// <inheritdoc />
    public async Task<int> In(int year, CancellationToken stop)
    {
        var (from, until) = (Clock.At(new(year, 1, 1), TimeOnly.MinValue), Clock.At(new(year + 1, 1, 1), TimeOnly.MinValue));
        return await db.Conversations.CountAsync(one => one.BegunAt >= from && one.BegunAt < until && !calledOff.Contains(one.State), stop)
            + await db.Tallies.Where(tally => tally.Year == year && !calledOff.Contains(tally.Ended)).SumAsync(tally => tally.Count, stop);
    }
}
