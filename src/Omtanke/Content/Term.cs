namespace Omtanke.Content;

/// <summary>A word of the field, explained. Its id is <c>glossary.</c> and the word in code; its words are <c>term</c> and <c>text</c>.</summary>
public sealed record Term(string Id);
