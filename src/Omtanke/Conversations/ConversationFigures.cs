using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Conversations;

/// <summary>The only numbers that outlive conversations: how many there were, by the year they began, by form and by how they ended. No person, no unit, no date.</summary>
public static class ConversationFigures
{
    /// <summary>Counts conversations that are about to be erased.</summary>
    internal static async Task Count(Database db, IEnumerable<Conversation> erased, CancellationToken stop)
    {
        foreach (var ((begun, form, ended), count) in erased.CountBy(conversation => (Clock.Day(conversation.BegunAt).Year, conversation.Form.ToString(), conversation.State.ToString())))
            await db.Database.ExecuteSqlAsync($"""
                insert into conversation_tallies (year, form, ended, count) values ({begun}, {form}, {ended}, {count})
                on conflict (year, form, ended) do update set count = conversation_tallies.count + excluded.count
                """, stop);
    }
}
