namespace Omtanke.Content;

/// <summary>Cards that several tools share, each with a title and a text.</summary>
public sealed record Deck(string Id, IReadOnlyList<string> Cards);
