using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Reflections;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Demo;

/// <summary>
/// Lets the people of the demo live through their stories: each thing is done by the one who did it, at the time it happened,
/// by the same verbs and through the same gate as a real visit.
/// </summary>
internal sealed class Past(Database db, IServiceProvider services, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
{
    private readonly Database db = db;
    private readonly IServiceProvider services = services;
    private readonly IReadOnlyDictionary<string, Guid> people = people;
    private readonly DateTimeOffset now = now;
    private readonly Dictionary<string, (Conversation Conversation, AccessGrant Grant, List<(Agreement Agreement, string What)> Agreements)> named = new(StringComparer.Ordinal);
    private readonly List<(Guid Author, Func<AccessGrant, Guid, Preparation> Write, DateTimeOffset At, Guid Conversation)> preparations = [];
    private readonly List<Opening> openings = [];

    /// <summary>Lives them through, the oldest first.</summary>
    public async Task Live(IEnumerable<Story> stories)
    {
        await using (var transaction = await db.Begin(Acting.AtChores))
        {
            foreach (var story in stories.OrderBy(story => story.Begun))
                new Telling(this, story).Tell();
            // The log is read from the newest row down, and counts as it is written.
            db.AddRange(openings.OrderBy(opening => opening.At));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        db.ChangeTracker.Clear();
        // What is private is let in only for its author.
        foreach (var own in preparations.GroupBy(preparation => preparation.Author))
        {
            await using var transaction = await db.Begin(Acting.As(own.Key));
            foreach (var conversation in own.GroupBy(preparation => preparation.Conversation))
            {
                // A record of its own in the log: the other of the two must not even see that there is a preparation.
                var (key, grant) = DemoGate.For(own.Key, conversation.First().At, db, services).Begin(Kind.Private, Ids.New(), own.Key);
                db.AddRange(conversation.Select(preparation => preparation.Write(grant, key)));
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Lets them write what they keep for themselves.</summary>
    public async Task Reflect(IEnumerable<Fjordby.OwnNote> notes)
    {
        foreach (var own in notes.GroupBy(note => people[note.By]))
        {
            await using var transaction = await db.Begin(Acting.As(own.Key));
            foreach (var note in own)
            {
                var (id, at) = (Ids.New(), At(note.Days, 16, 20));
                var (key, grant) = DemoGate.For(own.Key, at, db, services).Begin(Kind.Private, id, own.Key);
                var reflection = Reflection.Begin(id, own.Key, services.GetRequiredService<Content.Library>().Tool(note.Tool)!, note.Step, key, grant, at);
                reflection.Write(grant, note.Fields.Aggregate(Answer.Empty, (answer, field) => answer.With(field.Field, field.Value)), at.AddMinutes(20));
                db.Add(reflection);
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>A working day as near as can be: nobody in Fjordby meets on a Saturday.</summary>
    private DateOnly Day(int days)
    {
        var day = Clock.Day(now).AddDays(days);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(days < 0 ? -1 : 2),
            DayOfWeek.Sunday => day.AddDays(days < 0 ? -2 : 1),
            _ => day,
        };
    }

    private DateTimeOffset At(int days, int hour, int minute = 0) => Clock.At(Day(days), new TimeOnly(hour, minute));

    private sealed class Telling(Past past, Story story)
    {
        private readonly Guid employee = past.people[story.Employee], leader = past.people[story.Leader];
        private readonly Guid id = Ids.New();
        private Conversation conversation = null!;
        private AccessGrant grant = null!;

        private Guid Begins => story.LeaderInvites ? leader : employee;

        private Guid Answers => story.LeaderInvites ? employee : leader;

        public void Tell()
        {
            Ask();
            Answer();
            Prepare();
            if (story.Paused is { } paused && !story.Held)
                Add(conversation.Pause(past.At(paused, 9)));
            if (story.Held)
                Talk();
            End();
        }

        private void Ask()
        {
            var at = Before(past.At(story.Begun, 8, 40));
            (var key, grant) = DemoGate.For(Begins, at, past.db, past.services).Begin(Kind.Shared, id, id, employee, leader);
            conversation = new Conversation
            {
                Id = id, Employee = employee, Leader = leader, BegunBy = Begins, Form = story.Form, State = Stage.Invited, Key = key, Minutes = story.Minutes, RetentionMonths = story.Months, BegunAt = at,
                Message = grant.Seal(story.Message, Columns.Message, id),
                Place = grant.Seal(story.Place, Columns.Place, id),
                Companion = story.Companion is null ? null : grant.Seal(JsonSerializer.Serialize(story.Companion), Columns.Companion, id),
                Regret = story.Regret is { } regret ? grant.Seal(regret.ToString(), Columns.Regret, id) : null,
                NextTalkAt = story.NextTalk is { } next ? past.At(next, 10) : null,
                Follows = story.Follows is null ? null : past.named[story.Follows].Conversation.Id,
            };
            past.db.Add(conversation);
            Add(conversation.Begin(at));
            Opened(Answers, Operation.Read, at.AddHours(3));
        }

        private void Answer()
        {
            var at = Before(past.At(story.Begun, 8, 40));
            var proposed = conversation.Propose(Begins, story.Proposed.Select((day, index) => past.At(day, 10 + (index * 2))), at);
            past.db.AddRange(proposed);
            var answerAt = at.AddHours(4);
            if (story.Instead.Length > 0)
            {
                Add(conversation.AskForAnotherTime(Answers, answerAt));
                past.db.AddRange(conversation.Propose(Answers, story.Instead.Select(day => past.At(day, 13)), answerAt));
            }
            else if (story.Planned)
                Add(conversation.Accept(Answers, proposed[0], Before(answerAt, proposed[0].StartsAt)));
        }

        private void Prepare()
        {
            foreach (var (author, prepared) in new[] { (employee, story.EmployeePrepared), (leader, story.LeaderPrepared) })
                foreach (var step in prepared.GroupBy(line => line.Step))
                {
                    var answer = step.Aggregate(Steps.Answer.Empty, (answer, line) => answer.With(line.Field, line.Text));
                    var at = Before(past.At(Math.Min(story.Begun + 2, 0), 19));
                    past.preparations.Add((author, (own, key) => Preparation.Begin(id, author, step.Key, key, own, answer, at), at, id));
                }
        }

        private void Talk()
        {
            var (start, form) = (conversation.PlannedAt!.Value, story.Form == Conversations.Form.Stress ? "T07.F3" : "T07.F2");
            Add(conversation.Hold(leader, start));
            Opened(employee, Operation.Write, start);
            Opened(leader, Operation.Write, start.AddMinutes(1));
            foreach (var (author, lines) in new[] { (employee, story.EmployeeBrought), (leader, story.LeaderBrought) })
                past.db.AddRange(lines.Select(line => Conversations.Line.Bring(id, author, grant, line, start.AddDays(-1))));
            foreach (var (author, notes) in new[] { (employee, story.EmployeeNotes), (leader, story.LeaderNotes) })
                foreach (var (text, index) in notes.Select((text, index) => (text, index)))
                    if (text is not null)
                        past.db.Add(Note.Begin(id, $"{form}.{index + 1}", author, grant, text, start.AddMinutes(10 + (index * 8))));
            if (story.StressTypes.Length > 0)
                past.db.Add(Note.Begin(id, "T07.F3", employee, grant, story.StressTypes.Aggregate(Steps.Answer.Empty, (answer, type) => answer.With(type, Steps.Answer.On)).ToJson(), start.AddMinutes(5)));
            conversation.TurnTo(2, start.AddMinutes(45));
            Agree(start.AddMinutes(50));
            if (story.Paused is { } paused)
                Add(conversation.Pause(past.At(paused, 9)));
        }

        private void Agree(DateTimeOffset at)
        {
            var agreements = story.Agreed.Select((promised, index) => (Promised: promised, Agreement: Promise(promised, index + 1, at))).ToList();
            var text = AgreedText.Of(agreements.Select(agreed => (agreed.Promised.What, agreed.Promised.Who, agreed.Agreement.DueOn)), conversation.NextTalkAt);
            foreach (var (who, index) in story.Confirmed.Select((who, index) => (who, index)))
                past.db.Add(new Confirmation { Id = Ids.New(), Conversation = id, Person = who == Doer.Employee ? employee : leader, TextHash = text.Hash, At = at.AddMinutes(5 + (index * 20)) });
            if (story.Confirmed.Length == 2)
                Add(conversation.Agree(leader, at.AddMinutes(25)));
            if (story.Name is not null)
                past.named[story.Name] = (conversation, grant, [.. agreements.Select(agreed => (agreed.Agreement, agreed.Promised.What))]);
        }

        private Agreement Promise(Promised promised, int position, DateTimeOffset at)
        {
            var (agreement, due) = (Ids.New(), past.Day(promised.Due));
            var carried = story.Follows is { } earlier ? past.named[earlier].Agreements.Find(before => before.What == promised.What && before.Agreement.State == Conversations.Promise.Open).Agreement : null;
            if (carried is not null)
                (carried.State, carried.StateAt) = (Conversations.Promise.CarriedOver, conversation.BegunAt);
            var made = new Agreement
            {
                Id = agreement, Conversation = id, Position = position, What = grant.SealAny(promised.What, Columns.What, agreement), Who = promised.Who, DueOn = due, Version = 1,
                State = promised.State, StateAt = promised.State == Conversations.Promise.Open ? at : Before(past.At(promised.Due, 15)), CarriedFrom = carried?.Id, ConfirmedBefore = carried is not null,
            };
            past.db.Add(made);
            foreach (var (person, outcome) in new[] { (employee, promised.Employee), (leader, promised.Leader) })
                if (outcome is var (answer, note))
                {
                    var outcomeId = Ids.New();
                    past.db.Add(new Outcome
                    {
                        Id = outcomeId, Agreement = agreement, Conversation = id, Person = person, Answer = answer, Note = grant.Seal(note, Columns.Note, outcomeId), Version = 1,
                        At = Before(past.At(promised.Due + 3, 16)),
                    });
                }
            return made;
        }

        private void End()
        {
            if (story.Ended is not var (how, day))
                return;
            var at = past.At(day, 14);
            Add(how switch
            {
                Moment.Declined => conversation.Decline(Answers, at),
                Moment.Withdrawn => conversation.Withdraw(Begins, at),
                Moment.Lapsed => conversation.Lapse(at),
                Moment.HandedOver => conversation.HandOver(employee, at),
                _ => conversation.Close(employee, at),
            });
        }

        private void Add(Event happened) => past.db.Add(happened);

        private void Opened(Guid person, Operation operation, DateTimeOffset at) =>
            past.openings.Add(new Opening { At = Before(at), Person = person, Operation = operation, Kind = Kind.Shared, Record = id });

        // Nothing of the past has happened later than now, nor after what it came before.
        private DateTimeOffset Before(DateTimeOffset at, DateTimeOffset? next = null)
        {
            var latest = next is { } limit && limit < past.now ? limit : past.now;
            return at < latest ? at : latest.AddMinutes(-5);
        }
    }
}
