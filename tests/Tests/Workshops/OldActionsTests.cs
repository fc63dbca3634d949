using Npgsql;
using Omtanke.Data;

namespace Omtanke.Tests.Workshops;

/// <summary>A workplace that has used workshops for long finds its actions in the one plan, as they were.</summary>
public sealed class OldActionsTests(TestCluster cluster)
{
    [Fact]
    public async Task An_old_database_keeps_every_action_of_its_workshops_with_who_saw_it_and_what_it_was_made_of()
    {
        var connection = await cluster.NewDatabase();
        var password = House.AppPassword(Visits.Keys);
        await Migrations.Run(connection, password, [.. Migrations.Names.Where(name => string.CompareOrdinal(name, "0024") < 0)], TestContext.Current.CancellationToken);
        var (person, gone, kept, lone, item, idea) = (Ids.New(), Ids.New(), Ids.New(), Ids.New(), Ids.New(), Ids.New());
        var actions = Enumerable.Range(0, 4).Select(_ => Ids.New()).ToList();
        await Do($"""
            select set_config('omtanke.chores', 'on', false);
            insert into people (id, name, email, joined_on) values ('{person}', 'Jonas Bech', 'jonas@fjordby.example', '2020-01-01');
            insert into workshops (id, tool, language, title, for_whom, place, planned_at, devices, facilitators, code, take_over, days, begun_at, opened_at, closed_at)
            values ('{kept}', 'T04', 'da', 'Torsdagsmødet', '', '', '2026-01-08 09:00Z', 'Each', array['{person}'::uuid], 'AAAAAA', 'BBBBBB', 30, '2026-01-01 09:00Z', '2026-01-08 09:00Z', '2026-01-08 11:00Z'),
                ('{lone}', 'T04', 'en', 'Thursday', '', '', '2026-01-08 09:00Z', 'Each', array['{gone}'::uuid], 'CCCCCC', 'DDDDDD', 30, '2026-01-01 09:00Z', null, null);
            insert into workshop_versions values ('{kept}', 1, now()), ('{lone}', 1, now());
            insert into workshop_items (id, workshop, position, step, minutes, mode, anonymous, people, stage) values ('{item}', '{kept}', 1, 'T04.S4', 10, 'Ideas', false, 0, 'Shown');
            insert into workshop_ideas (id, workshop, item, place, text, token) values ('{idea}', '{kept}', '{item}', 'T04.S4.L1', 'Kaffe', '\x00');
            insert into workshop_actions (id, workshop, item, idea, position, what, who, due_on, effect, done_on, version) values
                ('{actions[0]}', '{kept}', '{item}', '{idea}', 1, 'Kaffe', 'Maja og Omar', '2026-02-01', 'Vi sidder der', '2026-01-20', 3),
                ('{actions[1]}', '{kept}', '{item}', null, 2, 'Skilt', '', null, '', null, 1),
                ('{actions[2]}', '{kept}', null, null, 3, 'Te', 'Per', '2026-03-01', '', null, 2),
                ('{actions[3]}', '{lone}', null, null, 1, 'Tea', '', null, '', null, 1);
            """);
        await Migrations.Run(connection, password, TestContext.Current.CancellationToken);

        (await Ask($"select string_agg(concat_ws('|', id, origin_id, origin_name, part, coalesce(made_of::text, '-'), position, what, language, who, coalesce(due_on::text, '-'), measure, status, coalesce(done_on::text, '-'), shown, coalesce(keeper::text, '-'), version), E'\n' order by language, position) from actions"))
            .ShouldBe($"""
                {actions[0]}|{kept}|Torsdagsmødet|{item}|{idea}|1|Kaffe|da|Maja og Omar|2026-02-01|Vi sidder der|Done|2026-01-20|Few|{person}|3
                {actions[1]}|{kept}|Torsdagsmødet|{item}|{actions[1]}|2|Skilt|da||-||Planned|-|Few|{person}|1
                {actions[2]}|{kept}|Torsdagsmødet|-|3|Te|da|Per|2026-03-01||Planned|-|Few|{person}|2
                {actions[3]}|{lone}|Thursday|-|1|Tea|en||-||Planned|-|Few|-|1
                """.ReplaceLineEndings("\n"));
        (await Ask("select string_agg(e.what || ' ' || a.what, ', ' order by a.what, e.what) from action_events e join actions a on a.id = e.action")).ShouldBe("Made Kaffe, Told Kaffe, Made Skilt, Made Te, Made Tea");
        (await Ask("select count(*)::text from information_schema.tables where table_name = 'workshop_actions'")).ShouldBe("0");

        async Task Do(string sql)
        {
            await using var owner = await Open();
            await using var command = new NpgsqlCommand(sql, owner);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        async Task<string> Ask(string sql)
        {
            await using var owner = await Open();
            await using var chores = new NpgsqlCommand("select set_config('omtanke.chores', 'on', false)", owner);
            await chores.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand(sql, owner);
            return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }

        async Task<NpgsqlConnection> Open()
        {
            var owner = new NpgsqlConnection(connection);
            await owner.OpenAsync(TestContext.Current.CancellationToken);
            return owner;
        }
    }
}
