using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Conversations;

/// <summary>
/// What happens to conversations by itself. A chore sees who, when and in what state, and can open no text.
/// Each works in batches of one transaction, so that it may be cut off anywhere and begun again.
/// </summary>
internal static class Batches
{
    public const int Size = 100;

    /// <summary>Does batch after batch until one comes out short.</summary>
    public static async Task Each(Database db, Func<Task<int>> batch, CancellationToken stop)
    {
        for (var done = Size; done == Size && !stop.IsCancellationRequested;)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Begin(Acting.AtChores, stop);
            done = await batch();
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    /// <summary>The people with these ids.</summary>
    public static async Task<Dictionary<Guid, Person>> People(Database db, IEnumerable<Guid> ids)
    {
        var wanted = ids.Distinct().ToList();
        return await db.People.AsNoTracking().Where(person => wanted.Contains(person.Id)).ToDictionaryAsync(person => person.Id);
    }
}

/// <summary>Reminds the right person, once, at nine in the morning.</summary>
public sealed class RemindersChore(Database db, ConversationLetters letters) : IChore
{
    /// <inheritdoc />
    public string Name => "conversation reminders";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public Task Do(DateTimeOffset now, CancellationToken stop) => Batches.Each(db, async () =>
    {
        var reminded = await Due.Note(db, now, Batches.Size);
        var ids = reminded.Select(reminder => reminder.Conversation).Distinct().ToList();
        var conversations = await db.Conversations.AsNoTracking().Where(conversation => ids.Contains(conversation.Id)).ToDictionaryAsync(conversation => conversation.Id);
        var people = await Batches.People(db, reminded.Select(reminder => reminder.Person));
        foreach (var reminder in reminded)
        {
            var (news, page) = reminder.What switch
            {
                Remind.Tomorrow => (News.Tomorrow, ""),
                Remind.After or Remind.LookBack => (News.Reminder, $"/preparation/{reminder.What}"),
                _ => (News.Reminder, "/follow-up"),
            };
            await letters.Tell(conversations[reminder.Conversation], people[reminder.Person], news, $"{reminder.What} {reminder.Agreement} {reminder.ForOn:yyyy-MM-dd}", now, page);
        }
        return reminded.Count;
    }, stop);
}

/// <summary>Tells both fourteen days before a conversation is erased; erases it, with its keys and everything under it; and lets preparations die thirty days after closing.</summary>
public sealed class RetentionChore(Database db, ConversationLetters letters, Erasure erasure) : IChore
{
    /// <summary>How long before erasure both are told.</summary>
    public const int NoticeDays = 14;

    /// <summary>How long a preparation outlives its conversation.</summary>
    public const int PreparationDays = 30;

    /// <inheritdoc />
    public string Name => "conversation retention";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await Batches.Each(db, () => Notify(now), stop);
        await Batches.Each(db, () => Forget(now), stop);
        await Batches.Each(db, () => Erase(now), stop);
    }

    private async Task<int> Notify(DateTimeOffset now)
    {
        var soon = Due.Day(now).AddDays(NoticeDays);
        var due = await db.Conversations.Where(conversation => conversation.NoticeSentAt == null && conversation.EraseOn <= soon).OrderBy(conversation => conversation.EraseOn).Take(Batches.Size).ToListAsync();
        var people = await Batches.People(db, due.SelectMany(conversation => new[] { conversation.Employee, conversation.Leader }));
        foreach (var conversation in due)
        {
            conversation.NoticeSentAt = now;
            foreach (var person in new[] { people[conversation.Employee], people[conversation.Leader] }.Where(person => person.LeftOn is null))
                await letters.Tell(conversation, person, News.Retention, conversation.EraseOn!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), now);
        }
        await db.SaveChangesAsync();
        return due.Count;
    }

    private async Task<int> Forget(DateTimeOffset now)
    {
        var until = now.AddDays(-PreparationDays);
        var old = await db.Preparations.Join(db.Conversations.Where(conversation => conversation.ClosedAt < until), step => step.Conversation, conversation => conversation.Id, (step, conversation) => new { step.Id, step.Key }).Take(Batches.Size).ToListAsync();
        foreach (var step in old)
            await erasure.Note(step.Id, "preparations", step.Key);
        var ids = old.Select(step => step.Id).ToList();
        await db.Preparations.Where(step => ids.Contains(step.Id)).ExecuteDeleteAsync();
        return old.Count;
    }

    private async Task<int> Erase(DateTimeOffset now)
    {
        var today = Clock.Day(now);
        var due = await db.Conversations.AsNoTracking().Where(conversation => conversation.EraseOn <= today).OrderBy(conversation => conversation.EraseOn).Take(Batches.Size).ToListAsync();
        var ids = due.Select(conversation => conversation.Id).ToList();
        foreach (var step in await db.Preparations.Where(step => ids.Contains(step.Conversation)).Select(step => new { step.Id, step.Key }).ToListAsync())
            await erasure.Note(step.Id, "preparations", step.Key);
        foreach (var conversation in due)
        {
            await ConversationFigures.Count(db, conversation);
            await erasure.Note(conversation.Id, "conversations", conversation.Key);
        }
        // What hangs under it goes with it.
        await db.Preparations.Where(step => ids.Contains(step.Conversation)).ExecuteDeleteAsync();
        await db.Conversations.Where(conversation => ids.Contains(conversation.Id)).ExecuteDeleteAsync();
        return due.Count;
    }
}

/// <summary>
/// People move. A conversation whose leader is no longer the employee's rests until the employee has decided; one whose employee has left is closed.
/// </summary>
public sealed class PeopleMoveChore(Database db, ConversationLetters letters) : IChore
{
    /// <inheritdoc />
    public string Name => "conversations of people who moved";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await Batches.Each(db, () => CloseOfThoseWhoLeft(now), stop);
        await Batches.Each(db, () => Pause(now), stop);
    }

    private async Task<int> CloseOfThoseWhoLeft(DateTimeOffset now)
    {
        var people = db.People;
        var left = await db.Conversations
            .Where(conversation => conversation.ClosedAt == null && people.Any(person => person.Id == conversation.Employee && person.LeftOn != null))
            .Take(Batches.Size).ToListAsync();
        foreach (var conversation in left)
            db.Add(conversation.Close(null, now));
        await db.SaveChangesAsync();
        return left.Count;
    }

    private async Task<int> Pause(DateTimeOffset now)
    {
        var resting = await Due.WithoutTheirLeader(db, Batches.Size);
        var employees = await Batches.People(db, resting.Select(conversation => conversation.Employee));
        foreach (var conversation in resting)
        {
            var paused = conversation.Pause(now);
            db.Add(paused);
            await letters.Tell(conversation, employees[conversation.Employee], News.Decide, paused.Id, now, "/handover");
        }
        await db.SaveChangesAsync();
        return resting.Count;
    }
}
