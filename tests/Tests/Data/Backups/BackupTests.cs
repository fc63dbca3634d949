using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;

namespace Omtanke.Tests.Data.Backups;

public sealed class BackupTests(TestCluster cluster)
{
    private const string Secret = "Det er mit eget, og kun mit";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Password => House.AppPassword(Visits.Keys);

    [Fact]
    public async Task What_is_restored_is_row_for_row_what_was_there_and_numbers_go_on_after_the_last()
    {
        await using var house = await Visits.Open(cluster);
        await AConversation(house);
        (await house.As("maja")).Dispose();
        await house.Do(async db =>
        {
            db.Add(new Opening { At = house.Clock.GetUtcNow(), Person = Ids.New(), Operation = Operation.Read, Kind = Kind.Shared, Record = Ids.New() });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        var (file, before) = (NewFile(), await Everything(house.Connection));
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        await AConversation(house);

        var other = await cluster.NewDatabase();
        await Restore(other).From(file, replace: false, withoutKeys: false, Stop);

        (await Everything(other)).ShouldBe(before);
        (await Ask<long>(other, "select count(*) from sessions")).ShouldBe(0, "who was signed out since must stay so");
        (await Ask<long>(other, "insert into openings (at, person, operation, kind, record) values (now(), gen_random_uuid(), 'Read', 'Shared', gen_random_uuid()) returning id")).ShouldBe(2);
        (await Ask<string>(other, "select string_agg(nspname, ',' order by nspname) from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'")).ShouldBe("keys,public");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(file + ".keys").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await house.Ask(db => db.Facts.SingleAsync(fact => fact.Name == Backup.Fact))).Value.ShouldBe(file);
    }

    [Fact]
    public async Task What_was_erased_after_the_backup_stays_erased_with_its_key_and_what_was_not_can_be_read()
    {
        await using var house = await Visits.Open(cluster);
        var (kept, shredded) = (await AConversation(house), await AConversation(house));
        var file = NewFile();
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        var key = await Erase(house, shredded);

        var list = NewList();
        list.Add([.. house.Services.GetRequiredService<TombstoneFile>().Read().Where(stone => stone.Record == shredded)]);
        var other = await cluster.NewDatabase();
        var restored = await Restore(other, list).From(file, replace: false, withoutKeys: false, Stop);

        restored.Erased.ShouldBe(1);
        (await Ask<long>(other, $"select count(*) from conversations where id = '{shredded}'")).ShouldBe(0);
        (await Ask<long>(other, $"select count(*) from keys.data_keys where id = '{key}'")).ShouldBe(0);
        (await Ask<long>(other, $"select count(*) from tombstones where record = '{shredded}'")).ShouldBe(1);
        (await Read(other, kept)).ShouldBe(Secret);
    }

    [Fact]
    public async Task A_restore_over_a_database_erases_what_that_database_knew_as_erased_even_when_the_list_is_lost()
    {
        var house = await Visits.Open(cluster);
        var shredded = await AConversation(house);
        var file = NewFile();
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        await Erase(house, shredded);
        await Leave(house);

        (await Should.ThrowAsync<StartFailure>(() => Restore(house.Connection).From(file, replace: false, withoutKeys: false, Stop))).Sentence.ShouldContain("--replace");
        var list = NewList();
        await Restore(house.Connection, list).From(file, replace: true, withoutKeys: false, Stop);

        (await Ask<long>(house.Connection, $"select count(*) from conversations where id = '{shredded}'")).ShouldBe(0);
        list.Read().ShouldContain(stone => stone.Record == shredded);
    }

    [Fact]
    public async Task A_database_brought_back_in_another_way_is_erased_again_at_the_next_start()
    {
        await using var house = await Visits.Open(cluster);
        var record = await AConversation(house);
        var list = NewList();
        list.Add(new Gravestone(record, "conversations", await house.Ask(db => db.Conversations.Where(found => found.Id == record).Select(found => (Guid?)found.Key).SingleAsync(), Acting.AtChores), house.Clock.GetUtcNow()),
            new Gravestone(Ids.New(), "no such table; drop table people", null, house.Clock.GetUtcNow()));

        (await Replay.Run(house.Connection, list, Stop)).ShouldBeGreaterThan(0);
        (await Replay.Run(house.Connection, list, Stop)).ShouldBe(0);

        (await house.Ask(db => db.Conversations.CountAsync(found => found.Id == record), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_keys_nothing_anybody_wrote_comes_back_and_that_has_to_be_said()
    {
        await using var house = await Visits.Open(cluster);
        await AConversation(house);
        var file = NewFile();
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        File.Delete(Backup.KeysOf(file));
        var other = await cluster.NewDatabase();

        (await Should.ThrowAsync<StartFailure>(() => Restore(other).From(file, replace: false, withoutKeys: false, Stop))).Sentence.ShouldContain("--without-keys");
        var restored = await Restore(other).From(file, replace: false, withoutKeys: true, Stop);

        restored.Unreadable["conversations"].ShouldBeGreaterThan(0);
        (await Ask<long>(other, "select count(*) from conversations")).ShouldBe(0);
        (await Ask<long>(other, "select count(*) from people")).ShouldBeGreaterThan(0);
        foreach (var part in (string[])[file])
            (await File.ReadAllBytesAsync(part, Stop)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Secret)).ShouldBe(-1);
    }

    [Fact]
    public async Task A_damaged_backup_other_keys_another_key_file_and_a_file_that_is_there_are_each_refused_in_a_sentence()
    {
        await using var house = await Visits.Open(cluster);
        var (file, second) = (NewFile(), NewFile());
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        await Backup.Take(house.Connection, second, "f", house.Clock.GetUtcNow(), Stop);
        var other = await cluster.NewDatabase();

        (await Refused(() => Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop))).ShouldContain("never overwrites");
        (await Refused(() => Backup.Take(house.Connection, "/no/such/folder/file", "f", house.Clock.GetUtcNow(), Stop))).ShouldContain("There is no folder /no/such/folder.");
        (await Refused(() => Backup.Take(house.Connection, Path.GetDirectoryName(file)!, "f", house.Clock.GetUtcNow(), Stop))).ShouldContain("is a folder");
        (await Refused(() => new Restore(other, Password, "another", NewList()).From(file, false, false, Stop))).ShouldContain("another key file");
        (await Refused(() => Restore(other).From(file + ".nowhere", false, false, Stop))).ShouldContain("There is no file");
        File.Copy(Backup.KeysOf(second), Backup.KeysOf(file), overwrite: true);
        (await Refused(() => Restore(other).From(file, false, false, Stop))).ShouldContain("keys of another backup");

        var bytes = await File.ReadAllBytesAsync(second, Stop);
        for (var at = bytes.Length / 3; at < (bytes.Length / 3) + 40; at++)
            bytes[at] ^= 0x55;
        await File.WriteAllBytesAsync(second, bytes, Stop);
        (await Refused(() => Restore(other).From(second, false, false, Stop))).ShouldContain("damaged");
        (await Ask<long>(other, "select count(*) from pg_tables where schemaname = 'public'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_restore_that_fails_leaves_the_database_as_it_was_and_one_that_was_cut_off_keeps_the_app_closed()
    {
        var house = await Visits.Open(cluster);
        await AConversation(house);
        var file = NewFile();
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        await Erase(house, await AConversation(house));
        await Leave(house);
        var before = await Everything(house.Connection);

        // Everything is in place when it turns out that the list of the erased cannot be written.
        await Should.ThrowAsync<DirectoryNotFoundException>(() => Restore(house.Connection, new TombstoneFile("/no/such/folder/tombstones")).From(file, replace: true, withoutKeys: false, Stop));
        (await Everything(house.Connection)).ShouldBe(before);

        await Ask<long>(house.Connection, "create schema restoring; alter schema public rename to before_public; alter schema keys rename to before_keys; create schema public; select 1::bigint");
        (await Refused(() => Omtanke.Data.Backups.Restore.MustNotBeUnderWay(house.Connection, Stop))).ShouldContain("cut off");
        (await Refused(() => Restore(house.Connection).From(file, replace: false, withoutKeys: false, Stop))).ShouldContain("--replace");
        await Restore(house.Connection).From(file, replace: true, withoutKeys: false, Stop);
        (await Ask<long>(house.Connection, "select count(*) from conversations")).ShouldBe(1);
        await Omtanke.Data.Backups.Restore.MustNotBeUnderWay(house.Connection, Stop);
    }

    [Fact]
    public async Task It_refuses_while_somebody_works_in_the_database()
    {
        await using var house = await Visits.Open(cluster);
        var file = NewFile();
        await Backup.Take(house.Connection, file, "f", house.Clock.GetUtcNow(), Stop);
        await house.Ask(db => db.Facts.CountAsync());

        (await Refused(() => Restore(house.Connection).From(file, replace: true, withoutKeys: false, Stop))).ShouldContain("uses this database right now");
    }

    [Fact]
    public async Task An_owner_who_is_no_superuser_sees_nothing_by_chance_and_everything_when_keeping()
    {
        var (first, second) = (await Given.APlainOwner(cluster), await Given.APlainOwner(cluster));
        await Migrations.Run(first, Password, Stop);
        var id = Ids.New();
        await Ask<long>(first, $"""
            select set_config('omtanke.keeping', 'on', false); insert into people (id, name, email, joined_on) values ('{id}', 'x', 'x@example.org', now());
            insert into reflections (id, author, tool, step, key, answer, version, begun_at, saved_at) values (gen_random_uuid(), '{id}', 'T', 'S', '{id}', '\x01', 1, now(), now());
            insert into keys.data_keys (id, kind, owner, kek_version, wrapped, made_at) values ('{id}', 'Private', '{id}', 1, '\x01', now());
            select 1::bigint
            """);
        (await Ask<long>(first, "select count(*) from reflections")).ShouldBe(0);
        var file = NewFile();

        await Backup.Take(first, file, "f", DateTimeOffset.UtcNow, Stop);
        await Restore(second).From(file, replace: false, withoutKeys: false, Stop);

        (await Ask<long>(second, "select count(*) from reflections")).ShouldBe(0);
        (await Ask<string>(second, "select set_config('omtanke.keeping', 'on', false)")).ShouldBe("on");
        (await Ask<long>(second, "begin; set local omtanke.keeping = 'on'; select count(*) from reflections")).ShouldBe(1);
        (await Refused(async () =>
        {
            await Ask<long>(first, "create table foreign_to_us (id int); alter table foreign_to_us enable row level security; alter table foreign_to_us force row level security; select 1::bigint");
            await Backup.Take(first, NewFile(), "f", DateTimeOffset.UtcNow, Stop);
        })).ShouldContain("hides its rows");
    }

    private Restore Restore(string database, TombstoneFile? list = null) => new(database, Password, "f", list ?? NewList());

    private static string NewFile() => Path.Combine(Scratch.Folder("backup"), "backup.omtanke");

    private static TombstoneFile NewList() => TombstoneFile.In(Scratch.Folder("stones"));

    private static async Task<string> Refused(Func<Task> deed) => (await Should.ThrowAsync<StartFailure>(deed)).Sentence;

    private static async Task<Guid> AConversation(Visits house)
    {
        var id = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            var grant = await Given.AGrant(house, db, conversation.Key);
            await db.Database.ExecuteSqlAsync($"update conversations set message = {grant.Seal(Secret, "conversations.message", id)!.Bytes} where id = {id}");
        }, Acting.AtChores);
        return id;
    }

    private static async Task<Guid> Erase(Visits house, Guid id)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        await using var transaction = await db.Begin(Acting.AtChores, Stop);
        var key = await db.Conversations.Where(found => found.Id == id).Select(found => found.Key).SingleAsync(Stop);
        await scope.ServiceProvider.GetRequiredService<Erasure>().Note(id, "conversations", key);
        await db.Conversations.Where(found => found.Id == id).ExecuteDeleteAsync(Stop);
        await transaction.CommitAsync(Stop);
        return key;
    }

    private static async Task Leave(Visits house)
    {
        await house.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        // The database learns a little later that whoever was there has gone.
        while (await Ask<bool>(house.Connection, $"select exists (select from pg_stat_activity where datname = current_database() and usename = '{Migrations.AppRole}')"))
            await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
    }

    /// <summary>Reads a conversation's message in a restored database, with its key, as a house on it would.</summary>
    private static async Task<string?> Read(string connection, Guid id)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand($"""
            select k.id, k.owner, k.kek_version, k.wrapped, k.made_at, c.message, (select value from facts where name = 'installation')
            from conversations c join keys.data_keys k on k.id = c.key where c.id = '{id}'
            """);
        await using var row = await command.ExecuteReaderAsync(Stop);
        await row.ReadAsync(Stop);
        var key = new DataKey { Id = row.GetGuid(0), Kind = Kind.Shared, Owner = row.GetGuid(1), KekVersion = row.GetInt32(2), Wrapped = row.GetFieldValue<byte[]>(3), MadeAt = row.GetFieldValue<DateTimeOffset>(4) };
        return new AccessGrant(Guid.Parse(row.GetString(6)), key, Visits.Keys.Unwrap(key.Kind, key.Id, key.KekVersion, key.Wrapped), mayWrite: false)
            .Open(new Sealed<string>(row.GetFieldValue<byte[]>(5)), "conversations.message", id);
    }

    /// <summary>A hash of every row of every table that a backup holds.</summary>
    private static async Task<SortedDictionary<string, string>> Everything(string connection)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var source = NpgsqlDataSource.Create(connection);
        var names = new List<string>();
        await using (var tables = source.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys') and tablename not in ('sessions', 'sign_in_tries', 'migrations', 'facts')"))
        await using (var reader = await tables.ExecuteReaderAsync(Stop))
            while (await reader.ReadAsync(Stop))
                names.Add(reader.GetString(0));
        foreach (var name in names)
        {
            await using var hash = source.CreateCommand($"select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {name} t");
            all[name] = (string)(await hash.ExecuteScalarAsync(Stop))!;
        }
        return all;
    }

    private static async Task<T> Ask<T>(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await opened.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, opened);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        T? last = default;
        do
        {
            if (await reader.ReadAsync(Stop))
                last = reader.GetValue(0) is T found ? found : last;
        }
        while (await reader.NextResultAsync(Stop));
        return last!;
    }
}
