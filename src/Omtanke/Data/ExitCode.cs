namespace Omtanke.Data;

/// <summary>How the program ended. bin/run uses the same numbers for what it finds before .NET can start.</summary>
public enum ExitCode
{
    /// <summary>Ended as asked.</summary>
    Fine = 0,

    /// <summary>Something nobody foresaw; the console shows what.</summary>
    Unforeseen = 1,

    /// <summary>The command or a setting was not understood.</summary>
    NotUnderstood = 2,

    /// <summary>Another program listens on the port, or this user may not listen on it.</summary>
    PortTaken = 10,

    /// <summary>Node is missing or too old (said by bin/run).</summary>
    NodeMissing = 11,

    /// <summary>The .NET SDK is missing or too old (said by bin/run).</summary>
    DotnetMissing = 12,

    /// <summary>The data folder cannot be made or written.</summary>
    DataFolderNotWritable = 13,

    /// <summary>No room left on the disk.</summary>
    DiskFull = 14,

    /// <summary>The database belongs to another major version, or an external server is too old.</summary>
    DatabaseVersion = 15,

    /// <summary>Another Omtanke uses the same data folder.</summary>
    AlreadyRunning = 16,

    /// <summary>The database given in OMTANKE_DATABASE does not answer or does not let us in.</summary>
    DatabaseUnreachable = 17,

    /// <summary>The PostgreSQL programs are missing or cannot run here.</summary>
    BinariesMissing = 18,

    /// <summary>The self-check found the set-up unsafe for real use.</summary>
    UnsafeStart = 19,

    /// <summary>The embedded database did not start.</summary>
    DatabaseDidNotStart = 20,

    /// <summary>Packages could not be fetched, or the build failed (said by bin/run).</summary>
    BuildFailed = 21,

    /// <summary>The browser that the browser tests need is missing (said by bin/test).</summary>
    BrowserMissing = 22,

    /// <summary>The content folder cannot be used as it is; the console names file, line and id.</summary>
    ContentBroken = 23,

    /// <summary>A backup or a restore was refused; the console says why and what to do.</summary>
    BackupRefused = 24,

    /// <summary>The key file is missing, or is not the one the database was sealed under.</summary>
    KeyFileWrong = 25,
}
