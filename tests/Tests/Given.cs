using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests;

/// <summary>Sets the stage for a test: records in a given state, put straight into the database.</summary>
internal static class Given
{
    /// <summary>A conversation without any text yet, in a state of the gate's.</summary>
    public static Task<Guid> AConversation(Visits house, Guid employee, Guid leader, State state) => house.Ask(async db =>
    {
        var (id, key, now) = (Ids.New(), Ids.New(), house.Clock.GetUtcNow());
        var ring = Visits.Keys;
        db.Add(new DataKey { Id = key, Kind = Kind.Shared, Owner = id, KekVersion = ring.Version, Wrapped = ring.Wrap(Kind.Shared, key, new byte[32]), MadeAt = now });
        var conversation = new Conversation
        {
            Id = id, Employee = employee, Leader = leader, BegunBy = employee, Form = Form.Care, State = Stage.Invited, Key = key,
            Minutes = 60, RetentionMonths = 12, BegunAt = now,
        };
        db.Add(conversation);
        db.Add(conversation.Accept(leader, now.AddDays(2), now));
        if (state == State.Paused)
            db.Add(conversation.Pause(now));
        if (state == State.Closed)
            db.Add(conversation.Close(employee, now));
        await db.SaveChangesAsync();
        return id;
    }, Acting.AtChores);

    /// <summary>Somebody with the tables' owner's password changes the database behind the house's back.</summary>
    public static async Task Tampering(Visits house, string sql)
    {
        await using var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, owner);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
