using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Conversations;

/// <summary>Conversations with the dates a test wants, made by the verbs people use, and the house's clock set to any moment.</summary>
internal static class Dated
{
    /// <summary>Nine in the morning on people's clocks.</summary>
    public static DateTimeOffset Nine(this DateOnly day) => Clock.At(day, new TimeOnly(9, 0));

    /// <summary>One chore is run at a moment of the house's clock.</summary>
    public static async Task Run<TChore>(this Visits house, DateTimeOffset now) where TChore : IChore
    {
        house.Clock.Offset = now - TimeProvider.System.GetUtcNow();
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().OfType<TChore>().Single().Do(now, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes one conversation as people would.</summary>
    public static Task Turn(this Visits house, Guid conversation, Func<Conversation, Event> verb) => house.Do(async db =>
    {
        db.Add(verb(await db.Conversations.SingleAsync(found => found.Id == conversation)));
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>Somebody has been invited, three days ahead.</summary>
    public static Task<Guid> Invited(Visits house, Guid employee, Guid leader, DateTimeOffset now) => Begin(house, employee, leader, now, (_, _, _) => { });

    /// <summary>A talk is planned; it was agreed on at <paramref name="now"/>.</summary>
    public static Task<Guid> Planned(Visits house, Guid employee, Guid leader, DateTimeOffset at, DateTimeOffset now) =>
        Begin(house, employee, leader, now, (db, conversation, _) => Accept(db, conversation, at, now));

    /// <summary>A talk has been held and these agreements made and confirmed there and then.</summary>
    public static Task<Guid> Held(Visits house, Guid employee, Guid leader, DateTimeOffset at, DateTimeOffset? nextTalk, params (Doer Who, DateOnly DueOn)[] agreements) =>
        Begin(house, employee, leader, at.AddDays(-3), (db, conversation, grant) =>
        {
            Accept(db, conversation, at, at.AddDays(-3));
            db.Add(conversation.Hold(leader, at));
            foreach (var (who, due) in agreements)
                db.Add(AnAgreement(conversation.Id, grant, who, due, at));
            conversation.NextTalkAt = nextTalk;
            if (agreements.Length > 0)
                db.Add(conversation.Agree(employee, at));
        });

    /// <summary>An open agreement.</summary>
    public static Agreement AnAgreement(Guid conversation, AccessGrant grant, Doer who, DateOnly due, DateTimeOffset now)
    {
        var id = Ids.New();
        return new() { Id = id, Conversation = conversation, Position = 1, What = grant.SealAny("Noget hemmeligt", "agreements.what", id), Who = who, DueOn = due, Version = 1, State = Promise.Open, StateAt = now };
    }

    /// <summary>What has been reminded of.</summary>
    public static Task<List<Reminder>> Reminders(this Visits house) =>
        house.Ask(db => db.Reminders.AsNoTracking().OrderBy(reminder => reminder.SentAt).ThenBy(reminder => reminder.What).ToListAsync(), Acting.AtChores);

    /// <summary>The letters that were written, oldest first, opened.</summary>
    public static Task<List<(Letter Letter, string Text)>> Post(this Visits house) => house.Ask(async db =>
    {
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        return (await db.Letters.AsNoTracking().OrderBy(letter => letter.WrittenAt).ToListAsync()).ConvertAll(letter => (letter, envelope.Open(letter.Id, letter.Body!).Text));
    });

    /// <summary>Somebody of Fjordby by name.</summary>
    public static Task<Guid> Named(this Visits house, string name) => house.Ask(db => db.People.Where(person => person.Name == name).Select(person => person.Id).SingleAsync());

    private static Task<Guid> Begin(Visits house, Guid employee, Guid leader, DateTimeOffset now, Action<Database, Conversation, AccessGrant> and) => house.Ask(async db =>
    {
        var id = Ids.New();
        var (key, grant) = Given.AKey(house, db, Kind.Shared, id);
        var conversation = new Conversation
        {
            Id = id, Employee = employee, Leader = leader, BegunBy = employee, Form = Form.Care, State = Stage.Invited, Key = key, Minutes = 60, RetentionMonths = 12, BegunAt = now,
        };
        db.Add(conversation);
        db.Add(conversation.Begin(now));
        and(db, conversation, grant);
        if (conversation.Round == 0)
            db.AddRange(conversation.Propose(employee, [now.AddDays(3)], now));
        await db.SaveChangesAsync();
        return id;
    }, Acting.AtChores);

    private static void Accept(Database db, Conversation conversation, DateTimeOffset at, DateTimeOffset now)
    {
        var proposed = conversation.Propose(conversation.Employee, [at], now);
        db.AddRange(proposed);
        db.Add(conversation.Accept(conversation.Leader, proposed[0], now));
    }
}
