namespace Omtanke.Administration.SelfCheck;

/// <summary>What was seen, before anybody judges it.</summary>
public sealed record Observation
{
    public required DateTimeOffset Now { get; init; }
    public required bool Production { get; init; }
    public required bool Demo { get; init; }
    public required Uri Address { get; init; }

    public required string KeyFile { get; init; }
    /// <summary>Null: there is none.</summary>
    public UnixFileMode? KeyFileMode { get; init; }
    public bool KeyFileAmongDatabase { get; init; }

    public required bool Fsync { get; init; }
    public required bool FullPageWrites { get; init; }

    public required AppRights App { get; init; }
    /// <summary>Tables with policies, or with row-level security, where it is not forced on everybody.</summary>
    public required IReadOnlyList<string> OpenTables { get; init; }

    /// <summary>The database's clock against this machine's.</summary>
    public required TimeSpan ClockOff { get; init; }

    public required IReadOnlyList<SeenChore> Chores { get; init; }

    public DateTimeOffset? LastBackup { get; init; }
    /// <summary>Files with the keys of a backup that should have been deleted by now.</summary>
    public IReadOnlyList<string> OldKeyFiles { get; init; } = [];

    public required SeenMail Mail { get; init; }

    /// <summary>When the log was last walked through; null: not yet.</summary>
    public DateTimeOffset? LogWalked { get; init; }
    /// <summary>The first link of the log that does not hold.</summary>
    public string? LogBroken { get; init; }

    /// <summary>The first thing wrong with the content; null: nothing.</summary>
    public string? ContentWrong { get; init; }

    public required long FreeBytes { get; init; }
}

/// <summary>What the app's role in the database may do.</summary>
public sealed record AppRights(bool Exists, bool Superuser, bool BypassesRows, bool OwnsSomething, bool MayBecomeOwner);

/// <summary>When a chore last ran.</summary>
/// <param name="Name">Which.</param>
/// <param name="Every">How often it is due; null where nobody here knows.</param>
/// <param name="At">When; null: not yet.</param>
/// <param name="How"><c>ok</c>, or what kind of thing went wrong.</param>
public sealed record SeenChore(string Name, TimeSpan? Every, DateTimeOffset? At, string How);

/// <summary>How the post stands.</summary>
/// <param name="HasServer">Whether a mail server is named.</param>
/// <param name="Trouble">What went wrong when we knocked on its door, in one word; null: it answered.</param>
/// <param name="Dead">Letters given up.</param>
public sealed record SeenMail(bool HasServer, string? Trouble, int Dead);
