using System.Globalization;

namespace Omtanke.Administration.SelfCheck;

/// <summary>Says of everything seen whether it is as it should be. Pure.</summary>
public static class Judgement
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead;
    private const long Gigabyte = 1_000_000_000, Little = Gigabyte, TooLittle = Gigabyte / 10;

    /// <summary>One finding about each thing, always in the same order.</summary>
    public static IReadOnlyList<Finding> Of(Observation seen) =>
        [Keys(seen), Writes(seen), Rights(seen.App), Walls(seen), Address(seen), TheClock(seen), Chores(seen), Backup(seen), Letters(seen), Log(seen), Content(seen), Space(seen)];

    private static Finding Keys(Observation seen) => seen switch
    {
        { KeyFileMode: null } => new("keys", Health.Failed, "missing", ("path", seen.KeyFile)),
        { KeyFileAmongDatabase: true } => new("keys", Health.Failed, "inside", ("path", seen.KeyFile)),
        { KeyFileMode: not OwnerOnly } => new("keys", Health.Failed, "loose", ("path", seen.KeyFile), ("mode", Octal(seen.KeyFileMode.Value))),
        _ => new("keys", Health.Ok, "ok"),
    };

    private static Finding Writes(Observation seen) => seen switch
    {
        { Fsync: false } => new("writes", Health.Failed, "off", ("setting", "fsync")),
        { FullPageWrites: false } => new("writes", Health.Failed, "off", ("setting", "full_page_writes")),
        _ => new("writes", Health.Ok, "ok"),
    };

    private static Finding Rights(AppRights app) => app switch
    {
        { Exists: false } => new("rights", Health.Failed, "missing"),
        { Superuser: true } or { BypassesRows: true } => new("rights", Health.Failed, "above"),
        { OwnsSomething: true } or { MayBecomeOwner: true } => new("rights", Health.Failed, "owns"),
        _ => new("rights", Health.Ok, "ok"),
    };

    private static Finding Walls(Observation seen) => seen.OpenTables is []
        ? new("walls", Health.Ok, "ok")
        : new("walls", Health.Failed, "open", ("tables", string.Join(", ", seen.OpenTables)));

    private static Finding Address(Observation seen) => seen switch
    {
        { Address.Scheme: "https" } or { Production: false } => new("address", Health.Ok, "ok", ("address", seen.Address.ToString().TrimEnd('/'))),
        { Address.IsLoopback: true } => new("address", Health.Warning, "here", ("address", seen.Address.ToString().TrimEnd('/'))),
        _ => new("address", Health.Failed, "plain", ("address", seen.Address.ToString().TrimEnd('/'))),
    };

    private static Finding TheClock(Observation seen) => Math.Abs(seen.ClockOff.TotalSeconds) switch
    {
        > 60 and var off => new("clock", Health.Failed, "wrong", ("seconds", (int)off)),
        > 5 and var off => new("clock", Health.Warning, "off", ("seconds", (int)off)),
        _ => new("clock", Health.Ok, "ok"),
    };

    private static Finding Chores(Observation seen)
    {
        if (seen.Chores.Where(chore => chore is { How: not "ok", At: not null }).Select(chore => chore.Name).ToList() is [_, ..] failing)
            return new("chores", Health.Failed, "failing", ("chores", string.Join(", ", failing)));
        if (seen.Chores.All(chore => chore.At is null))
            return new("chores", Health.Warning, "never");
        // A chore may be a little late without anybody suffering.
        if (seen.Chores.Where(chore => chore is { Every: { } every, At: { } at } && seen.Now - at > every + every + TimeSpan.FromMinutes(10)).Select(chore => chore.Name).ToList() is [_, ..] late)
            return new("chores", Health.Failed, "late", ("chores", string.Join(", ", late)));
        return new("chores", Health.Ok, "ok");
    }

    private static Finding Backup(Observation seen) => seen switch
    {
        { OldKeyFiles: [var file, ..] } => new("backup", Health.Warning, "keys", ("file", file), ("days", Data.Backups.Backup.KeyDays)),
        { Demo: true } => new("backup", Health.Ok, "demo"),
        { LastBackup: null } => new("backup", Health.Warning, "none"),
        { LastBackup: { } at } when seen.Now - at > TimeSpan.FromDays(8) => new("backup", Health.Warning, "old", ("days", (int)(seen.Now - at).TotalDays)),
        _ => new("backup", Health.Ok, "ok"),
    };

    private static Finding Letters(Observation seen) => seen switch
    {
        { Mail.Dead: > 0 and var dead } => new("letters", Health.Warning, "dead", ("n", dead)),
        { Mail.HasServer: false, Demo: true } => new("letters", Health.Ok, "demo"),
        { Mail.HasServer: false } => new("letters", Health.Warning, "none"),
        { Mail.Trouble: { } trouble } => new("letters", Health.Failed, $"trouble-{trouble}"),
        _ => new("letters", Health.Ok, "ok"),
    };

    private static Finding Log(Observation seen) => seen switch
    {
        { LogBroken: { Length: > 0 } link } => new("log", Health.Failed, "broken", ("link", link)),
        { LogWalked: null } => new("log", Health.Warning, "never"),
        _ => new("log", Health.Ok, "ok"),
    };

    private static Finding Content(Observation seen) => seen.ContentWrong is { } wrong
        ? new("content", Health.Failed, "wrong", ("first", wrong))
        : new("content", Health.Ok, "ok");

    private static Finding Space(Observation seen) => seen.FreeBytes switch
    {
        < TooLittle => new("space", Health.Failed, "full", ("megabytes", seen.FreeBytes / 1_000_000)),
        < Little => new("space", Health.Warning, "little", ("megabytes", seen.FreeBytes / 1_000_000)),
        _ => new("space", Health.Ok, "ok", ("gigabytes", seen.FreeBytes / Gigabyte)),
    };

    private static string Octal(UnixFileMode mode) => $"0{Convert.ToString((int)mode, 8).PadLeft(3, '0')}".ToString(CultureInfo.InvariantCulture);
}
