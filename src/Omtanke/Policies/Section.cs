using Omtanke.Data;

namespace Omtanke.Policies;

/// <summary>A section as it stands in the draft.</summary>
public sealed class Section
{
    /// <summary>How many a text may have.</summary>
    public const int Most = 60;

    public required Guid Id { get; init; }
    public required Guid Policy { get; init; }
    public required int Position { get; set; }
    /// <summary>The section of the tool it began as, e.g. <c>T03.S3.4</c>; null for one of the group's own.</summary>
    public string? Source { get; init; }
    public required string Title { get; set; }
    public required string Text { get; set; }
    /// <summary>Left out of the text, kept with all that was written.</summary>
    public bool IsOut { get; set; }
    /// <summary>Counts every saving; whoever saves says which one they had before them.</summary>
    public required int Version { get; set; }
    public Guid? SavedBy { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>A new section, and the first version of it.</summary>
    public static (Section Section, SectionVersion First) Begin(Guid policy, int position, string? source, string title, string text, Guid person, DateTimeOffset now)
    {
        var section = new Section { Id = Ids.New(), Policy = policy, Position = position, Source = source, Title = title, Text = text, Version = 1, SavedBy = person, SavedAt = now };
        var first = SectionVersion.Of(section, null, person, now);
        first.Settled = true;
        return (section, first);
    }

    /// <summary>Whether this is what stands there already.</summary>
    public bool Says(string title, string text) => Title == title && Text == text;

    /// <summary>Somebody writes. The version that keeps it is the one they are writing on, or a new one.</summary>
    /// <param name="last">The latest version.</param>
    /// <returns>The version to be added; null when the latest goes on.</returns>
    public SectionVersion? Write(string title, string text, SectionVersion? last, Guid person, DateTimeOffset now)
    {
        (Title, Text, Version, SavedBy, SavedAt) = (title, text, Version + 1, person, now);
        if (last?.GoesOn(person, text, now) is not true)
            return SectionVersion.Of(this, last, person, now);
        (last.Title, last.Text, last.At) = (title, text, now);
        return null;
    }

    /// <summary>What stood in a version stands there again. It is a version of its own: nothing disappears.</summary>
    public SectionVersion Restore(SectionVersion earlier, SectionVersion last, Guid person, DateTimeOffset now)
    {
        (Title, Text, Version, SavedBy, SavedAt) = (earlier.Title, earlier.Text, Version + 1, person, now);
        var restored = SectionVersion.Of(this, last, person, now);
        restored.RestoredFrom = earlier.Number;
        return restored;
    }
}

/// <summary>A state of a section that was worth keeping.</summary>
public sealed class SectionVersion
{
    /// <summary>What one person saves within this time is one version.</summary>
    public static readonly TimeSpan OneSitting = TimeSpan.FromMinutes(10);

    /// <summary>Taking away more than this at once begins another version, so that what went can be had back.</summary>
    private const int Much = 200;

    public required Guid Id { get; init; }
    public required Guid Policy { get; init; }
    public required Guid Section { get; init; }
    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }
    public required string Title { get; set; }
    public required string Text { get; set; }
    public Guid? Person { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public required DateTimeOffset At { get; set; }
    /// <summary>The number of the version that was taken back.</summary>
    public int? RestoredFrom { get; set; }
    /// <summary>Given to others, or the text we began with: whatever is written next is another version.</summary>
    public bool Settled { get; set; }

    /// <summary>Whether what this person saves now belongs to this version.</summary>
    public bool GoesOn(Guid person, string text, DateTimeOffset now) =>
        !Settled && RestoredFrom is null && Person == person && now - BegunAt < OneSitting && Text.Length - text.Length <= Much;

    internal static SectionVersion Of(Section section, SectionVersion? last, Guid person, DateTimeOffset now) => new()
    {
        Id = Ids.New(), Policy = section.Policy, Section = section.Id, Number = (last?.Number ?? 0) + 1, Title = section.Title, Text = section.Text, Person = person, BegunAt = now, At = now,
    };
}
