using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Omtanke.Data.Embedded;
using Omtanke.Insight;

namespace Omtanke.Bench;

/// <summary>
/// A release of 50,000 sheets with 20 questions from 500 units: a million answers, read from a PostgreSQL and made, beside the plain SQL that counts the same cells in it and the audit alone. Prints JSON.
/// </summary>
internal static class Insight
{
    private const int Units = 500, Sheets = 50_000, Questions = 20, Times = 5;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly string[] Filters = ["day", "evening", "night"];

    /// <summary>Counts who answered what, by unit with all below it, and by that and the filter.</summary>
    private const string Count = """
        with recursive within as (
            select id as unit, id as place from bench_units
            union all
            select above.parent, within.place from within join bench_units above on above.id = within.unit where above.parent is not null)
        select within.unit, sheet.filter, answer.question, answer.value, count(*)
        from bench_sheets sheet join within on within.place = sheet.unit cross join unnest(sheet.answers) with ordinality as answer (value, question)
        group by grouping sets ((within.unit, answer.question, answer.value), (within.unit, sheet.filter, answer.question, answer.value))
        """;

    public static async Task<int> Run(bool byFilter)
    {
        var folder = Directory.CreateTempSubdirectory("omtanke-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), CancellationToken.None);
            await using var db = new NpgsqlConnection(postgres.ConnectionString);
            await db.OpenAsync();
            var hierarchy = await Make(db);
            Question[] questions = [.. Enumerable.Range(1, Questions).Select(number => new Question($"q{number}", Answering.Scale, 5, ByFilter: byFilter))];

            var (sql, whole, gate, audit) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            Release? release = null;
            // In turns, so that a machine that slows down slows all; the first time does not count.
            for (var time = 0; time <= Times; time++)
            {
                sql.Add(await Took(async () => await CountPlainly(db)));
                Round? round = null;
                whole.Add(await Took(async () =>
                {
                    round = new(hierarchy, Filters, questions, await Read(db), [], new());
                    gate.Add(await Took(() => Task.FromResult(release = ReleaseGate.Release(round, []))));
                }));
                audit.Add(await Took(() => Task.FromResult(Audited(round!))));
            }
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                Units, Sheets, Answers = Sheets * Questions, ByFilter = byFilter, Environment.ProcessorCount,
                PlainSqlMs = Middle(sql), AuditMs = Middle(audit), ReadAndReleaseMs = Middle(whole), ReleaseMs = Middle(gate), TimesSqlAndAudit = Math.Round(Middle(whole) / (Middle(sql) + Middle(audit)), 2),
                Cells = release!.Cells.Count, Shown = release.Cells.Count(cell => cell.Hidden is null), Figures = release.Cells.Sum(cell => cell.Figures.Count), FiguresShown = release.Cells.Sum(cell => cell.Figures.Count(figure => figure.Hidden is null)),
                JsonBytes = JsonSerializer.SerializeToUtf8Bytes(release, JsonSerializerOptions.Web).Length,
            }, Json));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A town: seven administrations, their places, and the places' teams, from three people to four hundred; one in thirty skips a question.</summary>
    private static async Task<Hierarchy> Make(NpgsqlConnection db)
    {
        var chance = new Random(7);
        var units = new List<Node> { new(Guid.NewGuid(), null) };
        while (units.Count < Units)
            units.Add(new(Guid.NewGuid(), units[units.Count < 8 ? 0 : chance.Next(units.Count / 5)].Unit));
        await Do(db, "create unlogged table bench_units (id uuid primary key, parent uuid); create unlogged table bench_sheets (id uuid primary key, unit uuid not null, filter text, answers smallint[] not null)");
        await using (var copy = await db.BeginBinaryImportAsync("copy bench_units from stdin (format binary)"))
        {
            foreach (var unit in units)
                await copy.WriteRowAsync(CancellationToken.None, unit.Unit, (object?)unit.Parent ?? DBNull.Value);
            await copy.CompleteAsync();
        }
        var weights = units.Select(_ => Math.Pow(chance.NextDouble(), 3) + 0.01).ToArray();
        var places = weights.SelectMany((weight, unit) => Enumerable.Repeat(unit, 1 + (int)(weight / weights.Sum() * Sheets))).ToArray();
        await using (var copy = await db.BeginBinaryImportAsync("copy bench_sheets from stdin (format binary)"))
        {
            for (var sheet = 0; sheet < Sheets; sheet++)
            {
                short?[] answers = [.. Enumerable.Range(0, Questions).Select(_ => chance.Next(30) == 0 ? (short?)null : (short)Math.Max(chance.Next(5), chance.Next(5)))];
                await copy.WriteRowAsync(CancellationToken.None, Guid.NewGuid(), units[places[sheet % places.Length]].Unit, Filters[Math.Min(chance.Next(3), chance.Next(3))], answers);
            }
            await copy.CompleteAsync();
        }
        await Do(db, "analyze bench_units; analyze bench_sheets");
        return new(units);
    }

    private static async Task<List<Sheet>> Read(NpgsqlConnection db)
    {
        var sheets = new List<Sheet>(Sheets);
        await using var command = new NpgsqlCommand("select unit, filter, answers from bench_sheets", db);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            sheets.Add(new(reader.GetGuid(0), reader.GetString(1), Array.ConvertAll(reader.GetFieldValue<short?[]>(2), answer => (int?)answer), []));
        return sheets;
    }

    private static async Task<int> CountPlainly(NpgsqlConnection db)
    {
        await using var command = new NpgsqlCommand(Count, db) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
            rows++;
        return rows;
    }

    /// <summary>The linear audit alone, of those who took part and of those who answered each question.</summary>
    private static int Audited(Round round)
    {
        var counted = new Counted(round, again: false);
        var shown = 0;
        foreach (var tally in counted.Answers.Prepend(counted.People))
        {
            var sizes = tally.Cells(round.Hierarchy.Above).Totals();
            var showing = Audit.Run(new Showing(round.Hierarchy.Above, counted.Layers).HideUnder(5, sizes), tally.Totals(), sizes, 5);
            shown += Enumerable.Range(0, showing.Cells).Count(showing.Shows);
        }
        return shown;
    }

    private static async Task<double> Took<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> Took(Func<Task> work) => await Took(async () =>
    {
        await work();
        return 0;
    });

    private static async Task Do(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync();
    }

    private static double Middle(List<double> times) => Math.Round(times.Skip(1).Order().ElementAt((times.Count - 1) / 2), 1);
}
