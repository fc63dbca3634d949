using Omtanke.Data;

namespace Omtanke.Policies;

/// <summary>
/// Ground rules, guiding marks or a policy (T03) that a group of named people writes, takes round, and publishes. What is being written is the group's; what was published is everybody's.
/// </summary>
public sealed class Policy
{
    /// <summary>How long a title may be.</summary>
    public const int LongestTitle = 150;

    public required Guid Id { get; init; }
    /// <summary>The form it was begun as, e.g. <c>T03.S3.F4</c>.</summary>
    public required string Form { get; init; }
    public required string Title { get; set; }
    /// <summary>The language it is written in.</summary>
    public required string Language { get; init; }
    /// <summary>Who may open it, in the order they came.</summary>
    public required Guid[] Members { get; set; }
    /// <summary>Whether comments come with their writer's name.</summary>
    public required bool Named { get; set; }
    /// <summary>Whether something is being written; not, between publishing and the beginning of a new edition.</summary>
    public bool Drafting { get; set; } = true;
    public required DateTimeOffset BegunAt { get; init; }
    /// <summary>When the latest edition was published.</summary>
    public DateOnly? PublishedOn { get; set; }
    /// <summary>The day the published text is to be read again at the latest.</summary>
    public DateOnly? ReviewOn { get; set; }
    /// <summary>Which review day has been reminded of.</summary>
    public DateOnly? RemindedFor { get; set; }

    /// <summary>Somebody comes into the group.</summary>
    public Event TakeIn(Guid person, Guid by, DateTimeOffset now)
    {
        Members = [.. Members, person];
        return Happened(Moment.Joined, by, now, person);
    }

    /// <summary>Somebody goes out of the group.</summary>
    public Event LetGo(Guid person, Guid by, DateTimeOffset now)
    {
        Members = [.. Members.Where(member => member != person)];
        return Happened(Moment.Left, by, now, person);
    }

    /// <summary>It is published; what is written next is another edition.</summary>
    public Event Publish(DateOnly on, DateOnly reviewOn, Guid by, DateTimeOffset now)
    {
        (Drafting, PublishedOn, ReviewOn) = (false, on, reviewOn);
        return Happened(Moment.Published, by, now);
    }

    /// <summary>A new edition is begun, from the published text.</summary>
    public Event Anew(Guid by, DateTimeOffset now)
    {
        Drafting = true;
        return Happened(Moment.BegunAnew, by, now);
    }

    /// <summary>Something of it happened.</summary>
    public Event Happened(Moment what, Guid? by, DateTimeOffset now, Guid? about = null) =>
        new() { Id = Ids.New(), Policy = Id, What = what, Person = by, About = about, At = now };
}

/// <summary>What may happen to a policy.</summary>
public enum Moment
{
    Begun,
    Joined,
    Left,
    RoundOpened,
    RoundClosed,
    Published,
    BegunAnew,
}

/// <summary>Something that happened, who did it, and whom it was about.</summary>
public sealed class Event
{
    public required Guid Id { get; init; }
    public required Guid Policy { get; init; }
    public required Moment What { get; init; }
    public Guid? Person { get; init; }
    public Guid? About { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What stands in the holes of the text: filled in once for all sections.</summary>
public sealed class Blanks
{
    public required Guid Policy { get; init; }
    /// <summary>A <see cref="Steps.Answer"/>, as JSON.</summary>
    public required string Answer { get; set; }
    public required int Version { get; set; }
    public Guid? SavedBy { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
}

/// <summary>When somebody of the group last looked, where, and when they had looked the time before.</summary>
public sealed class Look
{
    /// <summary>Looking again after this long is another time.</summary>
    public static readonly TimeSpan OneSitting = TimeSpan.FromMinutes(30);

    /// <summary>Seen this lately, somebody may still be there.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    public required Guid Policy { get; init; }
    public required Guid Person { get; init; }
    public Guid? Section { get; set; }
    public DateTimeOffset? Before { get; set; }
    public required DateTimeOffset At { get; set; }
}
