using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;

namespace Omtanke.Actions.Reminders;

/// <summary>How somebody wants to be reminded of the plan.</summary>
public enum Wish
{
    /// <summary>Before the day, on it, a week after, and then once a week.</summary>
    AsTheyFall,
    /// <summary>Once a week, of everything at once.</summary>
    Weekly,
    /// <summary>Not by mail.</summary>
    Off,
}

/// <summary>What somebody chose; no row is <see cref="Wish.AsTheyFall"/>.</summary>
public sealed class ReminderChoice
{
    public required Guid Person { get; init; }
    public required Wish Choice { get; set; }
    public required DateTimeOffset At { get; set; }
}

/// <summary>On which occasion somebody is reminded of an action.</summary>
public enum Prompt
{
    WeekBefore,
    Day,
    WeekAfter,
    /// <summary>In the letter of the week: two weeks over time, or whoever wishes no other.</summary>
    Weekly,
    /// <summary>The day to look whether it worked.</summary>
    Look,
    LookWeekAfter,
    LookWeekly,
    /// <summary>To whoever keeps what it came of: it is two weeks over time.</summary>
    Keeper,
}

/// <summary>That somebody was reminded of an action, and what they answered from the mail.</summary>
public sealed class ActionReminder
{
    public required Guid Id { get; init; }
    public required Guid Action { get; init; }
    public required Guid Person { get; init; }
    public required Prompt What { get; init; }
    /// <summary>The day it was for.</summary>
    public required DateOnly ForOn { get; init; }
    public required Guid Letter { get; init; }
    public required DateTimeOffset NotedAt { get; init; }
    public Answer? Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>How long the link in the mail can be answered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Whether its time is over.</summary>
    public bool IsOver(DateTimeOffset now) => now >= NotedAt + Life;
}

/// <summary>What somebody answers from the mail.</summary>
public enum Answer
{
    Done,
    NewDate,
    Stuck,
    Worked,
    Partly,
    Not,
    TooEarly,
}

/// <summary>That somebody who keeps what an action came of is to know something about it.</summary>
public sealed class ActionCall
{
    public required Guid Id { get; init; }
    public required Guid Action { get; init; }
    public required Guid Person { get; init; }
    public required Calling What { get; init; }
    public required Guid Mark { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What somebody is told about an action they do not answer for themself.</summary>
public enum Calling
{
    /// <summary>Whoever answers for it cannot get on.</summary>
    Stuck,
    /// <summary>Mail to whoever answers for it does not arrive.</summary>
    Undelivered,
    /// <summary>Whoever they asked to take it on has said no.</summary>
    Declined,
}

/// <summary>The tables of reminders.</summary>
public static class ReminderData
{
    extension(Database db)
    {
        public DbSet<ReminderChoice> ReminderChoices => db.Set<ReminderChoice>();
        public DbSet<ActionReminder> ActionReminders => db.Set<ActionReminder>();
        public DbSet<ActionCall> ActionCalls => db.Set<ActionCall>();
    }

    private sealed class Mapping : IEntityTypeConfiguration<ReminderChoice>, IEntityTypeConfiguration<ActionReminder>, IEntityTypeConfiguration<ActionCall>
    {
        public void Configure(EntityTypeBuilder<ReminderChoice> builder)
        {
            builder.ToTable("reminder_choices").HasKey(one => one.Person);
            builder.Property(one => one.Choice).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<ActionReminder> builder)
        {
            builder.ToTable("action_reminders");
            builder.Property(one => one.What).HasConversion<string>();
            builder.Property(one => one.Answer).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<ActionCall> builder)
        {
            builder.ToTable("action_calls");
            builder.Property(one => one.What).HasConversion<string>();
        }
    }
}
