namespace Omtanke.Workshops;

/// <summary>Somebody came to run a workshop besides whoever began it.</summary>
public sealed class Coming
{
    public required Guid Workshop { get; init; }
    public required Guid Person { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>They typed the take-over code; otherwise somebody who runs it took them in.</summary>
    public required bool ByCode { get; init; }
}
