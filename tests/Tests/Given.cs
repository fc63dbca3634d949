using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Reflections;
using Omtanke.Security;

namespace Omtanke.Tests;

/// <summary>What a test takes as given: records put straight into the database.</summary>
internal static class Given
{
    /// <summary>A conversation without any text yet, in a state of the gate's.</summary>
    public static Task<Guid> AConversation(Visits house, Guid employee, Guid leader, State state) => house.Ask(async db =>
    {
        var (id, now) = (Ids.New(), house.Clock.GetUtcNow());
        var conversation = new Conversation
        {
            Id = id, Employee = employee, Leader = leader, BegunBy = employee, Form = Form.Care, State = Stage.Invited, Key = AKey(house, db, Kind.Shared, id).Key,
            Minutes = 60, RetentionMonths = 12, BegunAt = now,
        };
        db.Add(conversation);
        var proposed = conversation.Propose(employee, [now.AddDays(2)], now);
        db.AddRange(proposed);
        db.Add(conversation.Accept(leader, proposed[0], now));
        if (state == State.Paused)
            db.Add(conversation.Pause(now));
        if (state == State.Closed)
            db.AddRange(conversation.Hold(employee, now), conversation.Close(employee, now));
        await db.SaveChangesAsync();
        return id;
    }, Acting.AtChores);

    /// <summary>A new key for somebody's text, and leave to write with it.</summary>
    public static (Guid Key, AccessGrant Grant) AKey(Visits house, Database db, Kind kind, Guid owner)
    {
        var (id, dataKey, ring) = (Ids.New(), System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), Visits.Keys);
        var key = new DataKey { Id = id, Kind = kind, Owner = owner, KekVersion = ring.Version, Wrapped = ring.Wrap(kind, id, dataKey), MadeAt = house.Clock.GetUtcNow() };
        db.Add(key);
        return (id, new AccessGrant(house.Services.GetRequiredService<Installation>().Workplace, key, dataKey, mayWrite: true));
    }

    /// <summary>Leave to write with a key that is there.</summary>
    public static async Task<AccessGrant> AGrant(Visits house, Database db, Guid key)
    {
        var stored = await db.DataKeys.AsNoTracking().SingleAsync(found => found.Id == key);
        return new AccessGrant(house.Services.GetRequiredService<Installation>().Workplace, stored, Visits.Keys.Unwrap(stored.Kind, stored.Id, stored.KekVersion, stored.Wrapped), mayWrite: true);
    }

    /// <summary>Something somebody keeps for themself, written by nobody's hand: its text opens with a key of zeros.</summary>
    public static Task<Guid> AReflection(Visits house, Guid author) => house.Ask(async db =>
    {
        var (id, key, now, ring) = (Ids.New(), Ids.New(), house.Clock.GetUtcNow(), Visits.Keys);
        var installation = house.Services.GetRequiredService<Installation>();
        db.Add(new DataKey { Id = key, Kind = Kind.Private, Owner = author, KekVersion = ring.Version, Wrapped = ring.Wrap(Kind.Private, key, new byte[32]), MadeAt = now });
        var answer = Cipher.Seal(new byte[32], ring.Version, installation.Workplace, new Omtanke.Security.Place(Kind.Private, "reflections.answer", id, author), "{}");
        db.Add(new Reflection { Id = id, Author = author, Tool = "T07", Step = "T07.P", Key = key, Answer = new Sealed<string>(answer), Version = 1, BegunAt = now, SavedAt = now });
        await db.SaveChangesAsync();
        return id;
    }, Acting.As(author));

    /// <summary>A policy that these people write, perhaps out for comments in one unit, perhaps published.</summary>
    public static Task<Guid> APolicy(Visits house, Guid[] members, string? roundIn = null, bool published = false) => house.Ask(async db =>
    {
        var (document, danish, now, today) = (Omtanke.Policies.Draft.DocumentOf(Visits.Library), Visits.Library.In("da"), house.Clock.GetUtcNow(), Clock.Day(house.Clock.GetUtcNow()));
        var policy = Omtanke.Policies.Begin.BeginPage.Make(db, Ids.New(), document, document.Forms[1], "Vores tre ord", danish, named: true, null, members[0], members[1..], now);
        await db.SaveChangesAsync();
        var draft = await Omtanke.Policies.Draft.Of(policy, db, Visits.Library);
        if (roundIn is not null)
        {
            var unit = await db.Units.Where(unit => unit.Name == roundIn).Select(unit => unit.Id).SingleAsync();
            var round = new Omtanke.Policies.Round
            {
                Id = Ids.New(), Policy = policy.Id, Number = 1, Title = policy.Title, Language = "da", Named = true, FromOn = today, UntilOn = today.AddDays(7), Units = [unit], Reach = [unit], OpenedAt = now,
            };
            var sections = Omtanke.Policies.TakeRound.RoundPage.Shown(round.Id, draft).ToList();
            db.Add(round);
            db.AddRange(sections);
            db.Add(new Omtanke.Policies.Comment { Id = Ids.New(), Policy = policy.Id, Round = round.Id, Section = sections[0].Id, Author = members[0], Text = "Godt.", OnDay = today });
        }
        if (published)
        {
            Omtanke.Policies.Issue.IssuePage.Make(db, draft, draft.Answer, 1, "AMO", today, today.AddYears(1));
            db.Add(policy.Publish(today, today.AddYears(1), members[0], now));
        }
        await db.SaveChangesAsync();
        return policy.Id;
    }, Acting.AtChores);

    /// <summary>An empty database whose owner is no superuser, as on somebody's own server: row-level security is forced on such an owner too.</summary>
    public static async Task<string> APlainOwner(TestCluster cluster)
    {
        var connection = new NpgsqlConnectionStringBuilder(await cluster.NewDatabase()) { Pooling = false };
        var role = $"plain_{connection.Database}";
        await using var owner = new NpgsqlConnection(connection.ConnectionString);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"""
            do $$ begin create role {Migrations.AppRole} login; exception when duplicate_object or unique_violation then null; end $$;
            create role {role} login createrole password 'x'; alter database "{connection.Database}" owner to {role}; grant {Migrations.AppRole} to {role} with admin option
            """, owner);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (connection.Username, connection.Password) = (role, "x");
        return connection.ConnectionString;
    }

    /// <summary>Somebody with the tables' owner's password changes the database behind the house's back.</summary>
    public static async Task Tampering(Visits house, string sql)
    {
        await using var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, owner);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
