using System.Security.Cryptography;
using Omtanke.Actions;
using Omtanke.Data;

namespace Omtanke.Workshops;

/// <summary>How many devices a workshop has; it is the same workshop with any of them.</summary>
public enum Devices
{
    /// <summary>The facilitator's screen, and whatever they put on the wall.</summary>
    Facilitator,
    /// <summary>One phone at each table: a scribe.</summary>
    Group,
    /// <summary>A phone each.</summary>
    Each,
}

/// <summary>
/// A tool that people go through together in a room: planned, run and written up. Where it is stands here and nowhere else; every screen and phone shows a projection of it.
/// Running it is a stored right of named people, whatever becomes of their screens (live.md 9).
/// </summary>
public sealed class Workshop
{
    /// <summary>How long titles, names and places may be.</summary>
    public const int LongestLine = 150;

    /// <summary>The fewest that make an answer that nobody signs.</summary>
    public const int Fewest = 5;

    /// <summary>How many may join: a large hall.</summary>
    public const int Most = 3000;

    /// <summary>Letters and digits that are not mistaken for each other, said aloud or read from the wall.</summary>
    public const string CodeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>How many characters the code has.</summary>
    public const int CodeLength = 6;

    public required Guid Id { get; init; }
    /// <summary>The tool's id, e.g. <c>T02</c>.</summary>
    public required string Tool { get; init; }
    /// <summary>The edition it was begun with, where the tool is the workplace's own.</summary>
    public int? ToolVersion { get; init; }
    /// <summary>The language of the wall and the minutes; each phone has its own.</summary>
    public required string Language { get; init; }
    public required string Title { get; set; }
    /// <summary>Who it is for, in words.</summary>
    public required string ForWhom { get; set; }
    public required string Place { get; set; }
    public required DateTimeOffset PlannedAt { get; set; }
    public required Devices Devices { get; set; }
    /// <summary>Who may run it, in the order they came; the first owns it.</summary>
    public required Guid[] Facilitators { get; set; }
    /// <summary>What is typed to join.</summary>
    public required string Code { get; set; }
    /// <summary>What a colleague types to take over.</summary>
    public required string TakeOver { get; set; }
    /// <summary>Nobody is alone at a table with their own leader.</summary>
    public required bool Apart { get; set; }
    /// <summary>How many days after closing the single texts are deleted.</summary>
    public required int Days { get; set; }
    /// <summary>Being tried out with people who do not exist.</summary>
    public bool Rehearsing { get; set; }
    /// <summary>The workshop of the same group before this one.</summary>
    public Guid? Previous { get; init; }
    /// <summary>Of what kind it is that the workshop was begun from; null where it was begun from nothing.</summary>
    public Origin? FromOrigin { get; init; }
    /// <summary>What it was begun from: a collection whose result is talked about.</summary>
    public Guid? FromId { get; init; }
    /// <summary>Who sees its actions, those made later too.</summary>
    public Shown Shown { get; set; }
    /// <summary>Whose plan they stand in, where that is some units'.</summary>
    public Guid[] Units { get; set; } = [];
    /// <summary>When the group meets again.</summary>
    public DateTimeOffset? NextAt { get; set; }
    /// <summary>The item that is on; none before it is opened.</summary>
    public Guid? Item { get; set; }
    /// <summary>How many minutes the clock was set to.</summary>
    public int? ClockMinutes { get; set; }
    /// <summary>When the time is up; null when no clock runs.</summary>
    public DateTimeOffset? ClockEndsAt { get; set; }
    /// <summary>Seconds left on a clock that is paused.</summary>
    public int? ClockLeft { get; set; }
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>When it went on, after it was closed by mistake.</summary>
    public DateTimeOffset? ReopenedAt { get; set; }
    /// <summary>When the single texts were deleted.</summary>
    public DateTimeOffset? ClearedAt { get; set; }
    /// <summary>When those who took part were given the minutes.</summary>
    public DateTimeOffset? HandedOutAt { get; set; }
    /// <summary>Who else may read the minutes.</summary>
    public Guid[] Readers { get; set; } = [];

    /// <summary>Whether it is going on.</summary>
    public bool IsOpen => OpenedAt is not null && ClosedAt is null;

    /// <summary>Whoever owns it: its minutes are theirs to write.</summary>
    public Guid Owner => Facilitators[0];

    /// <summary>It begins with an item.</summary>
    public void Open(Guid first, DateTimeOffset now)
    {
        OpenedAt ??= now;
        Item ??= first;
    }

    /// <summary>On, or back, to another item; its clock is its own.</summary>
    public void GoTo(Guid item)
    {
        if (Item != item)
            (Item, ClockMinutes, ClockEndsAt, ClockLeft) = (item, null, null, null);
    }

    /// <summary>The clock starts.</summary>
    public void Start(int minutes, DateTimeOffset now) => (ClockMinutes, ClockEndsAt, ClockLeft) = (minutes, now.AddMinutes(minutes), null);

    /// <summary>The clock stands still, and remembers.</summary>
    public void Pause(DateTimeOffset now)
    {
        if (ClockEndsAt is { } ends && ends > now)
            (ClockLeft, ClockEndsAt) = ((int)Math.Ceiling((ends - now).TotalSeconds), null);
    }

    /// <summary>The clock goes on.</summary>
    public void Resume(DateTimeOffset now)
    {
        if (ClockLeft is { } left)
            (ClockEndsAt, ClockLeft) = (now.AddSeconds(left), null);
    }

    /// <summary>A minute more, also when time was up.</summary>
    public void Lengthen(DateTimeOffset now)
    {
        if (ClockLeft is { } left)
            ClockLeft = left + 60;
        else if (ClockEndsAt is { } ends)
            ClockEndsAt = (ends > now ? ends : now).AddMinutes(1);
    }

    /// <summary>No clock.</summary>
    public void Stop() => (ClockMinutes, ClockEndsAt, ClockLeft) = (null, null, null);

    /// <summary>It is over: the code is free, the clock stands, and nobody joins any longer.</summary>
    public void Close(DateTimeOffset now)
    {
        ClosedAt ??= now;
        Stop();
    }

    /// <summary>Closed by mistake, it goes on: only while what was written in it is still there.</summary>
    public void Reopen(DateTimeOffset now)
    {
        if (ClosedAt is not null && ClearedAt is null)
            (ClosedAt, ReopenedAt) = (null, now);
    }

    /// <summary>The day on which the single texts are deleted; none while it is not closed.</summary>
    public DateOnly? ClearsOn => ClosedAt is { } closed ? Clock.Day(closed).AddDays(Days) : null;

    /// <summary>Six characters nobody can guess before the workshop is over.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(CodeLetters, CodeLength);

    /// <summary>A code as it is kept, from one as it is typed: small letters, blanks and hyphens do not matter.</summary>
    public static string CodeFrom(string typed) => string.Concat(typed.ToUpperInvariant().Where(CodeLetters.Contains));
}
