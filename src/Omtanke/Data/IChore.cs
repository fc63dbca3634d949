namespace Omtanke.Data;

/// <summary>Something that happens by itself: reminders, retention, letters, the log's chain. Each room has its own in <c>Chores.cs</c>.</summary>
public interface IChore
{
    /// <summary>Its name, as the self-check shows it.</summary>
    string Name { get; }

    /// <summary>How often it is due.</summary>
    TimeSpan Every { get; }

    /// <summary>
    /// Does what is due at <paramref name="now"/>. May be run again at any time, on any node, and after being cut off half-way, without doing anything twice.
    /// </summary>
    Task Do(DateTimeOffset now, CancellationToken stop);
}
