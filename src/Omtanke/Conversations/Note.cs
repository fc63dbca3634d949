using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Conversations;

/// <summary>What one person wrote in one of the five columns. Each writes their own, so nobody can overwrite anybody.</summary>
public sealed class Note
{
    private const string Column = "notes.text";

    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    /// <summary>The column's id, e.g. <c>T07.F2.1</c>; or <c>T07.F3</c> for the stress types chosen.</summary>
    public required string Field { get; init; }
    public required Guid Author { get; init; }
    public required Sealed<string> Text { get; set; }
    public required int Version { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>The first words in a column.</summary>
    public static Note Begin(Guid conversation, string field, Guid author, AccessGrant grant, string text, DateTimeOffset now)
    {
        var id = Ids.New();
        return new() { Id = id, Conversation = conversation, Field = field, Author = author, Text = grant.SealAny(text, Column, id), Version = 1, SavedAt = now };
    }

    /// <summary>What it says.</summary>
    public string Read(AccessGrant grant) => grant.Open(Text, Column, Id)!;

    /// <summary>Says something else.</summary>
    public void Write(AccessGrant grant, string text, DateTimeOffset now) => (Text, Version, SavedAt) = (grant.SealAny(text, Column, Id), Version + 1, now);
}
