using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Conversations;

/// <summary>The only numbers that outlive conversations: how many there were, by the year they began, by form and by how they ended. No person, no unit, no date.</summary>
public static class ConversationFigures
{
    /// <summary>Counts one conversation that is about to be erased.</summary>
    internal static Task Count(Database db, Conversation erased)
    {
        var (year, form, ended) = (Clock.Day(erased.BegunAt).Year, erased.Form.ToString(), erased.State.ToString());
        return db.Database.ExecuteSqlAsync($"""
            insert into conversation_tallies (year, form, ended, count) values ({year}, {form}, {ended}, 1)
            on conflict (year, form, ended) do update set count = conversation_tallies.count + 1
            """);
    }
}
