using System.Diagnostics;
using Npgsql;

namespace Omtanke.Tests;

/// <summary>Counts how often a house goes to its database: one journey there and back is one, however many questions go along. That a transaction ends is not counted.</summary>
public sealed class RoundTrips : IDisposable
{
    private readonly ActivityListener listener;
    private readonly List<string> asked = [];

    public RoundTrips(Visits house)
    {
        var database = new NpgsqlConnectionStringBuilder(house.Connection).Database;
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Npgsql",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // A connection that the pool has let go meanwhile is opened anew; that is the pool's, not the page's.
                if (!activity.DisplayName.StartsWith("CONNECT", StringComparison.Ordinal) && activity.TagObjects.Any(tag => tag.Value is string value && value == database))
                    lock (asked)
                        asked.Add(activity.TagObjects.FirstOrDefault(tag => tag.Key is "db.query.text" or "db.statement").Value as string ?? activity.DisplayName);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>What was asked since the last time one looked, one line for each round trip.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (asked)
        {
            IReadOnlyList<string> taken = [.. asked];
            asked.Clear();
            return taken;
        }
    }

    public void Dispose() => listener.Dispose();
}
