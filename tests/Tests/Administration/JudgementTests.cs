using Omtanke.Administration.SelfCheck;

namespace Omtanke.Tests.Administration;

public sealed class JudgementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero);

    private static readonly Observation Good = new()
    {
        Now = Now, Production = true, Demo = false, Address = new Uri("https://omtanke.example.org"), KeyFile = "/data/keys/omtanke.key", KeyFileMode = UnixFileMode.UserRead,
        Fsync = true, FullPageWrites = true, App = new(true, false, false, false, false), OpenTables = [], ClockOff = TimeSpan.FromSeconds(1),
        Chores = [new("letters", TimeSpan.FromSeconds(20), Now.AddSeconds(-30), "ok")], LastBackup = Now.AddDays(-2), Mail = new(true, null, 0), LogWalked = Now.AddHours(-3), FreeBytes = 50_000_000_000,
    };

    public static readonly TheoryData<string, string, Health, bool> Cases = new()
    {
        { "no key file", "keys.missing", Health.Failed, true },
        { "key file others can read", "keys.loose", Health.Failed, true },
        { "key file its owner can write", "keys.loose", Health.Failed, true },
        { "key file in the database's folder", "keys.inside", Health.Failed, true },
        { "fsync off", "writes.off", Health.Failed, true },
        { "full_page_writes off", "writes.off", Health.Failed, true },
        { "app is superuser", "rights.above", Health.Failed, true },
        { "app steps around the rules", "rights.above", Health.Failed, true },
        { "app owns a table", "rights.owns", Health.Failed, true },
        { "app may become the owner", "rights.owns", Health.Failed, true },
        { "a table stands open", "walls.open", Health.Failed, true },
        { "http to others", "address.plain", Health.Failed, true },
        { "http on this machine", "address.here", Health.Warning, false },
        { "clock 10 seconds off", "clock.off", Health.Warning, false },
        { "clock two minutes off", "clock.wrong", Health.Failed, true },
        { "a chore failed", "chores.failing", Health.Failed, false },
        { "a chore is late", "chores.late", Health.Failed, false },
        { "no chore yet", "chores.never", Health.Warning, false },
        { "no backup", "backup.none", Health.Warning, false },
        { "an old backup", "backup.old", Health.Warning, false },
        { "keys of a backup kept", "backup.keys", Health.Warning, false },
        { "no mail server", "letters.none", Health.Warning, false },
        { "a silent mail server", "letters.trouble-server", Health.Failed, false },
        { "dead letters", "letters.dead", Health.Warning, false },
        { "a broken log", "log.broken", Health.Failed, false },
        { "a text missing", "content.wrong", Health.Failed, false },
        { "little room", "space.little", Health.Warning, false },
        { "no room", "space.full", Health.Failed, false },
    };

    [Fact]
    public void All_is_well_where_all_is_well() => Judgement.Of(Good).ShouldAllBe(finding => finding.Health == Health.Ok);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_thing_that_is_wrong_is_found_alone_and_said_in_both_languages(string what, string finding, Health health, bool keepsClosed)
    {
        var found = Judgement.Of(Seen(what)).Where(each => each.Health != Health.Ok).ShouldHaveSingleItem();

        $"{found.Name}.{found.Says}".ShouldBe(finding);
        (found.Health, found.KeepsClosed).ShouldBe((health, keepsClosed));
        foreach (var language in (string[])["da", "en"])
            found.Sentence(Visits.Library.In(language).Words).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void The_sentence_says_what_to_do() =>
        Judgement.Of(Seen("key file others can read"))[0].Sentence(Visits.Library.In("en").Words).ShouldBe("Others can read or change the key file (mode 0644). Run: chmod 0400 /data/keys/omtanke.key");

    private static Observation Seen(string what) => what switch
    {
        "no key file" => Good with { KeyFileMode = null },
        "key file others can read" => Good with { KeyFileMode = (UnixFileMode)Convert.ToInt32("644", 8) },
        "key file its owner can write" => Good with { KeyFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite },
        "key file in the database's folder" => Good with { KeyFileAmongDatabase = true },
        "fsync off" => Good with { Fsync = false },
        "full_page_writes off" => Good with { FullPageWrites = false },
        "app is superuser" => Good with { App = Good.App with { Superuser = true } },
        "app steps around the rules" => Good with { App = Good.App with { BypassesRows = true } },
        "app owns a table" => Good with { App = Good.App with { OwnsSomething = true } },
        "app may become the owner" => Good with { App = Good.App with { MayBecomeOwner = true } },
        "a table stands open" => Good with { OpenTables = ["public.notes"] },
        "http to others" => Good with { Address = new Uri("http://omtanke.example.org") },
        "http on this machine" => Good with { Address = new Uri("http://localhost:5080") },
        "clock 10 seconds off" => Good with { ClockOff = TimeSpan.FromSeconds(-10) },
        "clock two minutes off" => Good with { ClockOff = TimeSpan.FromMinutes(2) },
        "a chore failed" => Good with { Chores = [.. Good.Chores, new("reminders", TimeSpan.FromHours(1), Now, "PostgresException")] },
        "a chore is late" => Good with { Chores = [.. Good.Chores, new("reminders", TimeSpan.FromHours(1), Now.AddHours(-3), "ok")] },
        "no chore yet" => Good with { Chores = [new("letters", null, null, "ok")] },
        "no backup" => Good with { LastBackup = null },
        "an old backup" => Good with { LastBackup = Now.AddDays(-30) },
        "keys of a backup kept" => Good with { OldKeyFiles = ["/backups/monday.keys"] },
        "no mail server" => Good with { Mail = new(false, null, 0) },
        "a silent mail server" => Good with { Mail = new(true, "server", 0) },
        "dead letters" => Good with { Mail = new(true, null, 3) },
        "a broken log" => Good with { LogBroken = "17" },
        "a text missing" => Good with { ContentWrong = "content/tools/…" },
        "little room" => Good with { FreeBytes = 500_000_000 },
        "no room" => Good with { FreeBytes = 50_000_000 },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };
}
