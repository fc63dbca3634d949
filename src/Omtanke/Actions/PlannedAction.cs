using System.Collections.ObjectModel;
using System.Text.Json;
using Omtanke.Data;

namespace Omtanke.Actions;

/// <summary>Where an action was agreed.</summary>
public enum Origin
{
    /// <summary>Somebody wrote it for themself or their group.</summary>
    Own,
    Workshop,
    Collection,
    Apv,
    Meeting,
}

/// <summary>On which level something is done.</summary>
public enum Level
{
    Individual,
    Group,
    Leader,
    Organisation,
}

/// <summary>Who sees an action.</summary>
public enum Shown
{
    /// <summary>Whoever answers for it, helps, or keeps what it came of.</summary>
    Few,
    /// <summary>Also everybody in its units.</summary>
    Units,
    /// <summary>Everybody at the workplace.</summary>
    Workplace,
}

/// <summary>How far an action is.</summary>
public enum Status
{
    Planned,
    UnderWay,
    Done,
    /// <summary>Not carried out after all.</summary>
    Dropped,
}

/// <summary>Whether it helped.</summary>
public enum Outcome
{
    Worked,
    Partly,
    Not,
    TooEarly,
}

/// <summary>
/// What is to be done: by whom, by when, how it will be seen that it worked, and whether it did. One kind of thing, wherever it was agreed (T04.S4, T10, T11.S3, L13.F3, APV).
/// What is agreed in a conversation is none: it stays between its two people.
/// </summary>
public sealed class PlannedAction
{
    /// <summary>How long one of its texts may be.</summary>
    public const int Longest = 500;

    /// <summary>How long one of its lines may be: a name, a function.</summary>
    public const int LongestLine = 150;

    /// <summary>How many may help with it.</summary>
    public const int MostHelpers = 12;

    public required Guid Id { get; init; }
    public required Origin Origin { get; init; }
    /// <summary>The workshop, collection, APV or meeting; null for one's own.</summary>
    public Guid? OriginId { get; set; }
    /// <summary>What that was called when the action was made.</summary>
    public string OriginName { get; init; } = "";
    /// <summary>The part of it: an item of the workshop, a problem of the APV.</summary>
    public Guid? Part { get; init; }
    /// <summary>What it was made of with one press.</summary>
    public Guid? MadeOf { get; init; }
    /// <summary>Its place among those of the same origin.</summary>
    public int Position { get; init; }
    /// <summary>What is not as it should be.</summary>
    public string Issue { get; set; } = "";
    /// <summary>Why that is.</summary>
    public string Cause { get; set; } = "";
    public required string What { get; set; }
    /// <summary>The language it is written in; null where nobody has said.</summary>
    public string? Language { get; init; }
    public Level? Level { get; set; }
    /// <summary>The person who answers for it.</summary>
    public Guid? Owner { get; set; }
    /// <summary>Who that is in words: a name, or a function. What stands on paper.</summary>
    public string Who { get; set; } = "";
    /// <summary>The people who help.</summary>
    public Guid[] Helpers { get; set; } = [];
    /// <summary>Who is in it, in words.</summary>
    public string With { get; set; } = "";
    /// <summary>What it takes.</summary>
    public string Needs { get; set; } = "";
    public DateOnly? StartOn { get; set; }
    public DateOnly? DueOn { get; set; }
    /// <summary>How will we see that it worked.</summary>
    public string Measure { get; set; } = "";
    /// <summary>When do we look.</summary>
    public DateOnly? CheckOn { get; set; }
    public Status Status { get; set; }
    public DateOnly? DoneOn { get; set; }
    public Outcome? Effect { get; set; }
    public string EffectNote { get; set; } = "";
    /// <summary>When somebody last said how it goes.</summary>
    public DateOnly? ToldOn { get; set; }
    /// <summary>How grave the issue is, one to three; where an APV asks for it.</summary>
    public short? Severity { get; set; }
    /// <summary>How widespread it is, one to three.</summary>
    public short? Extent { get; set; }
    /// <summary>Whose it is, each unit with all below it.</summary>
    public Guid[] Units { get; set; } = [];
    public Shown Shown { get; set; }
    /// <summary>Who made it.</summary>
    public Guid? Keeper { get; set; }
    /// <summary>Who has been asked to take it on, and has not answered yet; only while something is to be done.</summary>
    public Guid? OfferedTo { get; set; }
    /// <summary>The action it went into.</summary>
    public Guid? MergedInto { get; set; }
    /// <summary>The action it was a part of.</summary>
    public Guid? SplitFrom { get; init; }
    /// <summary>Put aside; it stays, and can come back.</summary>
    public bool IsOut { get; set; }
    /// <summary>Put aside along with the part it belongs to, and back with it: a problem that is solved or put aside.</summary>
    public bool IsOutWithPart { get; set; }
    public int Version { get; set; } = 1;
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether something is still to be done.</summary>
    public bool IsOpen => !IsOut && Status is Status.Planned or Status.UnderWay;

    /// <summary>Whether nothing more is to be done about it: put aside, given up, or done and looked at.</summary>
    public bool IsFinished => IsOut || Status == Status.Dropped || (Status == Status.Done && Effect is Outcome.Worked or Outcome.Partly or Outcome.Not);

    /// <summary>Whether its day is over and it is not done.</summary>
    public bool IsLate(DateOnly today) => IsOpen && DueOn < today;

    /// <summary>The day somebody looks whether it worked.</summary>
    public DateOnly? LookOn => CheckOn ?? DueOn;

    /// <summary>Whether others than those who answer for it are asked if it helped: those of its units, or everybody where it is the whole workplace's.</summary>
    public bool IsForMany => Shown == Shown.Workplace || (Shown == Shown.Units && Units.Length > 0);

    /// <summary>Whether somebody should look now whether it worked.</summary>
    public bool IsToBeChecked(DateOnly today) => !IsOut && Status == Status.Done && Effect is null or Outcome.TooEarly && LookOn <= today;

    /// <summary>What an action lacks before anybody can follow it up: word keys, none when it has somebody who answers for it and a day.</summary>
    public IEnumerable<string> Missing()
    {
        if (Owner is null && Who.Length == 0)
            yield return "actions.missing.owner";
        if (DueOn is null)
            yield return "actions.missing.due";
    }

    /// <summary>It was made.</summary>
    public ActionEvent Made(Guid? by) => Event(ActionMoment.Made, by, MadeAt);

    /// <summary>What it says, field by field, as its history keeps it: days as they are written, people by their ids, nothing as an empty text.</summary>
    public IReadOnlyDictionary<string, string> Says() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["what"] = What, ["issue"] = Issue, ["cause"] = Cause, ["level"] = Level?.ToString() ?? "", ["owner"] = Owner?.ToString() ?? "", ["who"] = Who, ["helpers"] = string.Join(' ', Helpers), ["with"] = With, ["needs"] = Needs,
        ["start"] = Typing.Day(StartOn), ["due"] = Typing.Day(DueOn), ["measure"] = Measure, ["check"] = Typing.Day(CheckOn),
    };

    /// <summary>Somebody has changed what it says. What they wrote over stays in its history.</summary>
    /// <param name="before">What it said.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    public ActionEvent Changed(IReadOnlyDictionary<string, string> before, Guid by, DateTimeOffset now)
    {
        var changed = Step(ActionMoment.Changed, by, now, before["what"] == What ? "" : before["what"]);
        changed.Keep(before, Says());
        return changed;
    }

    /// <summary>Somebody says how far it is and whether it helped. Where nothing more is to be done, nobody is asked to take it on any longer.</summary>
    public ActionEvent Tell(Status status, Outcome? effect, string note, Guid? by, DateTimeOffset now)
    {
        var today = Clock.Day(now);
        (Status, Effect, EffectNote, ToldOn) = (status, status == Status.Done ? effect : null, note, today);
        DoneOn = status == Status.Done ? DoneOn ?? today : null;
        OfferedTo = IsOpen ? OfferedTo : null;
        var told = Step(effect is null ? ActionMoment.Told : ActionMoment.LookedAt, by, now, note);
        (told.Status, told.Effect) = (status, Effect);
        return told;
    }

    /// <summary>Somebody says how far it is and nothing else: the line that stands about it stays.</summary>
    public ActionEvent Move(Status status, Guid? by, DateTimeOffset now)
    {
        var line = EffectNote;
        var moved = Tell(status, null, "", by, now);
        EffectNote = line;
        return moved;
    }

    /// <summary>It gets a later day, and why.</summary>
    public ActionEvent Postpone(DateOnly due, string reason, Guid? by, DateTimeOffset now)
    {
        var before = Says();
        // The look comes as long after as it was meant to.
        if (CheckOn is { } check && DueOn is { } was)
            CheckOn = check.AddDays(due.DayNumber - was.DayNumber);
        DueOn = due;
        var postponed = Step(ActionMoment.Postponed, by, now, reason);
        postponed.DueOn = due;
        postponed.Keep(before, Says());
        return postponed;
    }

    /// <summary>Whoever answers for it cannot get on.</summary>
    public ActionEvent GetStuck(string why, Guid by, DateTimeOffset now)
    {
        (Status, ToldOn) = (Status.UnderWay, Clock.Day(now));
        return Step(ActionMoment.Stuck, by, now, why);
    }

    /// <summary>Somebody is asked to take it on. Until they say yes, whoever answers for it still does.</summary>
    public ActionEvent Offer(Guid to, Guid? by, DateTimeOffset now)
    {
        OfferedTo = to;
        var offered = Step(ActionMoment.Offered, by, now);
        offered.Whom = to;
        return offered;
    }

    /// <summary>Whoever was asked takes it on.</summary>
    public ActionEvent TakeOn(Guid by, string name, DateTimeOffset now)
    {
        (Owner, Who, OfferedTo) = (by, name, null);
        Helpers = [.. Helpers.Where(helper => helper != by)];
        return Step(ActionMoment.TakenOn, by, now);
    }

    /// <summary>Whoever was asked says no, or whoever asked takes it back.</summary>
    public ActionEvent Decline(string reason, Guid? by, DateTimeOffset now)
    {
        OfferedTo = null;
        return Step(ActionMoment.Declined, by, now, reason);
    }

    /// <summary>It is put aside, and why.</summary>
    public ActionEvent PutAside(string reason, Guid? by, DateTimeOffset now)
    {
        (IsOut, OfferedTo) = (true, null);
        return Step(ActionMoment.PutAside, by, now, reason);
    }

    /// <summary>What it is about is put aside or solved: it goes with it, and comes back with it.</summary>
    public ActionEvent Rest(string reason, Guid? by, DateTimeOffset now)
    {
        IsOutWithPart = true;
        return PutAside(reason, by, now);
    }

    /// <summary>It comes back.</summary>
    public ActionEvent TakeBack(Guid by, DateTimeOffset now)
    {
        (IsOut, IsOutWithPart, MergedInto) = (false, false, null);
        return Step(ActionMoment.CameBack, by, now);
    }

    /// <summary>It goes into another that says the same; whoever works on it helps there. The two may be shown to different people, so neither tells in its history what the other says.</summary>
    public IEnumerable<ActionEvent> GoInto(PlannedAction other, Guid by, DateTimeOffset now)
    {
        (IsOut, OfferedTo, MergedInto) = (true, null, other.Id);
        other.Helpers = [.. other.Helpers.Concat(Helpers).Concat(Owner is { } owner ? [owner] : []).Where(helper => helper != other.Owner).Distinct().Take(MostHelpers)];
        return [Step(ActionMoment.Merged, by, now), other.Step(ActionMoment.TookIn, by, now)];
    }

    /// <summary>A part of it that becomes an action of its own: all of it but what is to be done. It was agreed where this was and is seen by those who see this, so whoever may change this may make it; the database holds that too.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="what">What is to be done.</param>
    /// <param name="now">When.</param>
    public PlannedAction Split(Guid id, string what, DateTimeOffset now) => new()
    {
        Id = id, SplitFrom = Id, Origin = Origin, OriginId = OriginId, OriginName = OriginName, Part = Part, Position = Position, Issue = Issue, Cause = Cause, What = what, Language = Language, Level = Level, Owner = Owner, Who = Who,
        Helpers = Helpers, With = With, Needs = Needs, StartOn = StartOn, DueOn = DueOn, Measure = Measure, CheckOn = CheckOn, Severity = Severity, Extent = Extent, Units = Units, Shown = Shown, Keeper = Keeper, MadeAt = now,
    };

    /// <summary>Something that happened, and one version more.</summary>
    public ActionEvent Step(ActionMoment what, Guid? by, DateTimeOffset now, string about = "")
    {
        Version++;
        return Event(what, by, now, about);
    }

    private ActionEvent Event(ActionMoment what, Guid? by, DateTimeOffset now, string about = "") =>
        new() { Id = Ids.New(), Action = Id, What = what, About = about.Length > Longest ? about[..(Longest - 1)] + "…" : about, Person = by, At = now, Version = Version };
}

/// <summary>What may happen to an action.</summary>
public enum ActionMoment
{
    Made,
    Changed,
    /// <summary>Somebody told how far it is.</summary>
    Told,
    /// <summary>Somebody looked whether it worked.</summary>
    LookedAt,
    Postponed,
    Offered,
    TakenOn,
    Declined,
    PutAside,
    CameBack,
    Merged,
    /// <summary>Another went into it.</summary>
    TookIn,
    /// <summary>A part of it became an action of its own.</summary>
    Split,
    /// <summary>Who sees it was changed.</summary>
    ShownTo,
    /// <summary>Whoever answers for it has left, and nobody has taken it on.</summary>
    Adrift,
    /// <summary>Whoever answers for it cannot get on, and says why.</summary>
    Stuck,
}

/// <summary>One line of an action's history.</summary>
public sealed class ActionEvent
{
    public required Guid Id { get; init; }
    public required Guid Action { get; init; }
    public required ActionMoment What { get; init; }
    /// <summary>The reason somebody gave, or what it said before.</summary>
    public required string About { get; init; }
    /// <summary>How far it was then, and whether it had helped, where somebody told so.</summary>
    public Status? Status { get; set; }
    /// <inheritdoc cref="Status"/>
    public Outcome? Effect { get; set; }
    /// <summary>The later day it got.</summary>
    public DateOnly? DueOn { get; set; }
    /// <summary>Who was asked to take it on.</summary>
    public Guid? Whom { get; set; }
    /// <summary>Who did it; null for the product itself, or somebody who is gone.</summary>
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>The version the action had then: what happened in the same breath is told in its order.</summary>
    public int Version { get; init; }
    /// <summary>What stood in each field that was written over, as JSON; null where none was.</summary>
    public string? Before { get; private set; }

    /// <summary>What stood in each field that was written over; an empty text where nothing did. The fields of <see cref="PlannedAction.Says"/>.</summary>
    public IReadOnlyDictionary<string, string> Overwritten() => Before is null ? ReadOnlyDictionary<string, string>.Empty : JsonSerializer.Deserialize<Dictionary<string, string>>(Before)!;

    /// <summary>Keeps what stood in each field that says something else now.</summary>
    internal void Keep(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        Before = JsonSerializer.Serialize(before.Where(field => field.Value != now[field.Key]).ToDictionary());
}
