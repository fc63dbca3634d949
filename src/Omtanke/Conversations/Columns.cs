namespace Omtanke.Conversations;

/// <summary>The names under which the texts of a conversation itself are sealed: table and column.</summary>
internal static class Columns
{
    public const string Message = "conversations.message";
    public const string Place = "conversations.place";
    public const string Companion = "conversations.companion";
    public const string Regret = "conversations.regret";
    public const string What = "agreements.what";
    public const string Note = "outcomes.note";
}
