namespace Omtanke.Content;

/// <summary>A word of the field, explained. Its words are <c>term</c> and <c>text</c>.</summary>
public sealed record Term(string Id);
