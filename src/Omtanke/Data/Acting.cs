namespace Omtanke.Data;

/// <summary>For whom a transaction works. Row-level security shows a transaction only what this person may see.</summary>
/// <param name="Person">The acting person; null for somebody not signed in.</param>
/// <param name="Chores">True only for what happens by itself (reminders, retention).</param>
public readonly record struct Acting(Guid? Person, bool Chores = false)
{
    /// <summary>Nobody: sees no protected row.</summary>
    public static readonly Acting Nobody;

    /// <summary>The product itself, doing its chores: sees dates and states, and holds no grant to open any text.</summary>
    public static readonly Acting AtChores = new(null, Chores: true);

    /// <summary>A signed-in person.</summary>
    public static Acting As(Guid person) => new(person);
}
