using System.Globalization;
using Npgsql;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Data.Jobs;
using Omtanke.Data.Mail;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.SelfCheck;

/// <summary>Looks at everything the self-check judges. Changes nothing.</summary>
/// <param name="settings">What the installer decided.</param>
/// <param name="source">The database, as the owner or as the app.</param>
/// <param name="chores">The chores of this house; none where only the console looks.</param>
public sealed class Observer(Settings settings, NpgsqlDataSource source, IReadOnlyList<ChoreEntry> chores)
{
    /// <summary>Looks.</summary>
    /// <param name="now">Our time.</param>
    /// <param name="library">The content, or what is wrong with it.</param>
    /// <param name="knock">Whether to knock on the mail server's door as well, which may take a few seconds.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Observation> Look(DateTimeOffset now, Func<Library> library, bool knock, CancellationToken stop)
    {
        var facts = await Facts(stop);
        var keyFile = KeyFile.PathIn(settings.Data);
        return new Observation
        {
            Now = now,
            Production = settings.Production,
            Demo = settings.Demo,
            Address = settings.Address,
            KeyFile = keyFile,
            KeyFileMode = File.Exists(keyFile) ? File.GetUnixFileMode(keyFile) : null,
            KeyFileAmongDatabase = LiesIn(keyFile, Path.Combine(settings.Data, "postgres")),
            Fsync = await Ask<string>("show fsync", stop) == "on",
            FullPageWrites = await Ask<string>("show full_page_writes", stop) == "on",
            App = await App(stop),
            OpenTables = await OpenTables(stop),
            ClockOff = await ClockOff(stop),
            Chores = Chores(facts),
            LastBackup = facts.TryGetValue(Backup.Fact, out var backup) ? backup.At : null,
            OldKeyFiles = [.. OldKeyFiles(facts)],
            Mail = await Mail(knock, stop),
            LogWalked = facts.TryGetValue(CheckOpenings.HeadFact, out var head) ? head.At : null,
            LogBroken = facts.TryGetValue(CheckOpenings.BrokenFact, out var broken) ? broken.Value : null,
            ContentWrong = ContentWrong(library),
            FreeBytes = new DriveInfo(settings.Data).AvailableFreeSpace,
        };
    }

    private async Task<AppRights> App(CancellationToken stop)
    {
        await using var command = source.CreateCommand($"""
            select r.rolsuper, r.rolbypassrls,
                exists (select from pg_class where relowner = r.oid) or exists (select from pg_namespace where nspowner = r.oid)
                    or exists (select from pg_proc where proowner = r.oid) or exists (select from pg_database where datdba = r.oid),
                exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relname = 'people' and c.relowner <> r.oid and pg_has_role(r.oid, c.relowner, 'MEMBER'))
            from pg_roles r where r.rolname = '{Migrations.AppRole}'
            """);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(true, row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3)) : new(false, false, false, false, false);
    }

    private async Task<IReadOnlyList<string>> OpenTables(CancellationToken stop) => await Ask<string[]>("""
        select array(
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
                and (c.relrowsecurity or c.relforcerowsecurity or exists (select from pg_policy p where p.polrelid = c.oid))
            order by 1)
        """, stop);

    private async Task<TimeSpan> ClockOff(CancellationToken stop)
    {
        var before = TimeProvider.System.GetUtcNow();
        var theirs = await Ask<DateTime>("select clock_timestamp() at time zone 'utc'", stop);
        var after = TimeProvider.System.GetUtcNow();
        return theirs - (before + ((after - before) / 2)).UtcDateTime;
    }

    private List<SeenChore> Chores(Dictionary<string, (string Value, DateTimeOffset At)> facts)
    {
        var ran = facts.Where(fact => fact.Key.StartsWith(ChoreRunner.FactPrefix, StringComparison.Ordinal))
            .ToDictionary(fact => fact.Key[ChoreRunner.FactPrefix.Length..], fact => fact.Value, StringComparer.Ordinal);
        return chores.Count == 0
            ? [.. ran.Select(fact => new SeenChore(fact.Key, null, fact.Value.At, fact.Value.Value))]
            : [.. chores.Select(chore => ran.TryGetValue(chore.Name, out var last) ? new SeenChore(chore.Name, chore.Every, last.At, last.Value) : new SeenChore(chore.Name, chore.Every, null, "ok"))];
    }

    // By the machine's clock and the file's own date: whether a file is still there has nothing to do with a demo's time.
    private static IEnumerable<string> OldKeyFiles(Dictionary<string, (string Value, DateTimeOffset At)> facts) =>
        from fact in facts
        where fact.Key.StartsWith(Backup.KeysFactPrefix, StringComparison.Ordinal)
        let file = fact.Key[Backup.KeysFactPrefix.Length..]
        where File.Exists(file) && TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > TimeSpan.FromDays(Backup.KeyDays)
        select file;

    private async Task<SeenMail> Mail(bool knock, CancellationToken stop)
    {
        var office = new PostOffice(settings.Smtp, settings.MailFrom);
        var dead = await Ask<long>("select count(*) from letters where dead_at is not null and body is not null", stop);
        return new(settings.Smtp is not null, knock && settings.Smtp is not null ? await office.Knock(stop) : null, (int)dead);
    }

    private static string? ContentWrong(Func<Library> library)
    {
        try
        {
            var read = library();
            return Check.Of(read) is [var first, ..] ? first.ToString() : null;
        }
        catch (ContentException broken)
        {
            return broken.Errors[0].ToString();
        }
    }

    private static bool LiesIn(string file, string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        return Path.GetFullPath(file).StartsWith(real + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, (string Value, DateTimeOffset At)>> Facts(CancellationToken stop)
    {
        var facts = new Dictionary<string, (string, DateTimeOffset)>(StringComparer.Ordinal);
        await using var command = source.CreateCommand("select name, value, at from facts");
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            facts[row.GetString(0)] = (row.GetString(1), row.GetFieldValue<DateTimeOffset>(2));
        return facts;
    }

    private async Task<T> Ask<T>(string sql, CancellationToken stop)
    {
        await using var command = source.CreateCommand(sql);
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync(stop))!, typeof(T), CultureInfo.InvariantCulture);
    }
}
