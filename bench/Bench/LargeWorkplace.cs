using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Bench;

/// <summary>Whom a page is measured as.</summary>
internal enum Who
{
    Employee,
    Administrator,
    Psychologist,
    TeamLead,
    /// <summary>A leader of somebody with a case under way.</summary>
    CaseLeader,
}

/// <summary>A workplace as large as a municipality, written straight into the tables: units of 25 with a leader in a tree where nobody has more than a dozen below, and conversations with real sealed notes.</summary>
internal sealed class LargeWorkplace(Installation installation, IKeyRing ring, DateTimeOffset now)
{
    private const int UnitSize = 25;

    /// <summary>Employees with an open conversation, and that conversation.</summary>
    public List<(Guid Employee, Guid Leader, Guid Conversation)> Open { get; } = [];

    /// <summary>The administrator.</summary>
    public Guid Administrator { get; private set; }

    /// <summary>Whoever leads the team of psychologists, and then they themselves; nobody where there are no cases.</summary>
    public IReadOnlyList<Guid> Team { get; private set; } = [];

    /// <summary>A case under way, by the psychologist who has it and by the leader in it.</summary>
    public IReadOnlyDictionary<Guid, Guid> CaseOf { get; private set; } = new Dictionary<Guid, Guid>();

    /// <summary>Whom this person's pages are measured as.</summary>
    public Who WhoIs(Guid person) => person == Administrator ? Who.Administrator
        : Team.Count > 0 && person == Team[0] ? Who.TeamLead
        : Team.Contains(person) ? Who.Psychologist
        : CaseOf.ContainsKey(person) ? Who.CaseLeader : Who.Employee;

    public async Task Make(NpgsqlConnection db, Options size)
    {
        var people = Enumerable.Range(0, size.People).Select(_ => Ids.New()).ToArray();
        var top = Ids.New();
        var units = Enumerable.Range(0, (size.People + UnitSize - 1) / UnitSize).Select(_ => Ids.New()).ToArray();
        var since = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-2);
        Administrator = people[1];

        await Execute(db, "insert into workplace (id, name, language, founded_at) values (gen_random_uuid(), 'Storby', 'da', now())");
        await Copy(db, "units (id, parent, name)", units.Select((unit, n) => new object?[] { unit, n < 12 ? top : units[n / 12 - 1], $"Enhed {n}" }).Prepend([top, null, "Storby"]));
        await Copy(db, "people (id, name, email, language, joined_on)", people.Select((person, n) =>
            new object?[] { person, string.Create(CultureInfo.InvariantCulture, $"Navn{n % 977} Efternavn{n}"), $"p{n}@storby.example", "da", since }));
        await Copy(db, "memberships (id, person, unit, from_on)", people.Select((person, n) => new object?[] { Ids.New(), person, units[n / UnitSize], since }));
        await Copy(db, "roles (id, person, role, unit, from_on)", units.Select((unit, n) => new object?[] { Ids.New(), people[n * UnitSize], "Leader", unit, since })
            .Append([Ids.New(), Administrator, "Administrator", null, since]));
        await Talks(db, people, size);
        await Plan(db, people, units, size.Actions);
        if (size.Cases > 0)
            await Cases(db, people, units, size);
        await Execute(db, "analyze");
    }

    private async Task Talks(NpgsqlConnection db, Guid[] people, Options size)
    {
        var keys = new List<object?[]>();
        var conversations = new List<object?[]>();
        var notes = new List<object?[]>();
        var agreements = new List<object?[]>();
        var events = new List<object?[]>();
        for (var n = 0; n < size.Conversations; n++)
        {
            // Three talks to a unit in turn, each between its leader and one of the others.
            var first = n / 3 * UnitSize % (people.Length - UnitSize);
            var (leader, employee) = (people[first], people[first + 1 + n % (UnitSize - 1)]);
            var (id, key, dataKey) = (Ids.New(), Ids.New(), RandomNumberGenerator.GetBytes(32));
            var stored = new DataKey { Id = key, Kind = Kind.Shared, Owner = id, KekVersion = ring.Version, Wrapped = ring.Wrap(Kind.Shared, key, dataKey), MadeAt = now };
            var grant = new AccessGrant(installation.Workplace, stored, dataKey, mayWrite: true);
            var open = n % 4 != 0;
            var begun = now.AddDays(-(n % 700) - 1);
            keys.Add([key, "Shared", id, ring.Version, stored.Wrapped, begun]);
            conversations.Add([id, employee, leader, employee, "Care", open ? "Agreed" : "Closed", key, 60, begun.AddDays(1), 12, begun, begun.AddDays(1), begun.AddDays(1), begun.AddDays(1), open ? null : begun.AddDays(30)]);
            for (var column = 1; column <= 5; column++)
            {
                var note = Ids.New();
                notes.Add([note, id, $"T07.F2.{column}", employee, grant.SealAny($"En linje om, hvordan det går, nummer {n}.{column}, skrevet i en pause.", "notes.text", note).Bytes, 1, begun]);
            }
            for (var position = 1; position <= 2; position++)
            {
                var agreement = Ids.New();
                agreements.Add([agreement, id, position, grant.SealAny("Vi ser på vagtplanen sammen.", "agreements.what", agreement).Bytes, "Both", DateOnly.FromDateTime(begun.UtcDateTime).AddDays(30), 1, open ? "Open" : "Done", begun]);
            }
            events.Add([Ids.New(), id, nameof(Moment.Begun), employee, begun]);
            events.Add([Ids.New(), id, nameof(Moment.Accepted), leader, begun]);
            if (open)
                Open.Add((employee, leader, id));
        }
        await Copy(db, "keys.data_keys (id, kind, owner, kek_version, wrapped, made_at)", keys);
        await Copy(db, "conversations (id, employee, leader, begun_by, form, state, key, minutes, planned_at, retention_months, begun_at, held_at, talk_started_at, agreed_at, closed_at)", conversations);
        await Copy(db, "notes (id, conversation, field, author, text, version, saved_at)", notes);
        await Copy(db, "agreements (id, conversation, position, what, who, due_on, version, state, state_at)", agreements);
        await Copy(db, "conversation_events (id, conversation, what, person, at)", events);
    }

    /// <summary>A plan as it looks after some years: most of it over, most of it for few; each third action has a helper, and one in twelve stands in the open plan.</summary>
    private async Task Plan(NpgsqlConnection db, Guid[] people, Guid[] units, int many)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await Copy(db, "actions (id, origin, what, measure, language, owner, who, keeper, helpers, units, shown, due_on, status, done_on, effect, made_at)", Enumerable.Range(0, many).Select(n =>
        {
            var (at, open) = (n % people.Length, n % 5 < 2);
            var status = open ? n % 2 == 0 ? "Planned" : "UnderWay" : n % 9 == 0 ? "Dropped" : "Done";
            var due = today.AddDays(open ? n % 130 - 10 : -(n % 1800) - 20);
            return new object?[]
            {
                Ids.New(), "Own", $"Vi prøver noget nyt om vagtplanen, nummer {n}", "Vi spørger igen på holdmødet.", "da", people[at], $"Efternavn{at}", people[at], n % 3 == 0 ? new[] { people[(at + 1) % people.Length] } : Array.Empty<Guid>(),
                new[] { units[at / UnitSize] }, n % 12 == 0 ? "Workplace" : n % 4 == 0 ? "Units" : "Few", due, status, status == "Done" ? due : null, status == "Done" ? "Worked" : null, now.AddDays(-(n % 1800) - 30),
            };
        }));
    }

    /// <summary>The team, and its cases, some thousands at a time.</summary>
    private async Task Cases(NpgsqlConnection db, Guid[] people, Guid[] units, Options size)
    {
        // The third of each unit, and the fourth of the first one leads them.
        Team = [people[3], .. Enumerable.Range(0, size.Psychologists).Select(n => people[(n * UnitSize) + 2])];
        await Copy(db, "roles (id, person, role, unit, from_on)", Team.Select((person, n) => new object?[] { Ids.New(), person, n == 0 ? "TeamLead" : "Psychologist", null, DateOnly.FromDateTime(now.UtcDateTime).AddYears(-10) }));
        var cases = new LargeTeam(installation, ring, now, [.. Team.Skip(1)]);
        foreach (var some in Enumerable.Range(0, size.Cases).Chunk(10_000))
            foreach (var (table, rows) in cases.Of(some, size.Cases, Who))
                await Copy(db, table, rows);
        CaseOf = cases.UnderWay;
        await Copy(db, "case_psychologists (person, languages)", Team.Skip(1).Select((person, n) => new object?[] { person, n % 7 == 0 ? new[] { "da", "pl" } : ["da", "en"] }));
        // One learning point of fifty cases; those of the last year wait for a second reader where they are the tenth.
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await Copy(db, "case_points (id, theme, text, language, written_by, confirmed_by, written_on, confirmed_on)", Enumerable.Range(0, size.Cases / 50).Select(n =>
        {
            var (on, read) = (today.AddDays(-(int)((long)n * 3650 * 50 / size.Cases)), n % 10 != 0 || n > size.Cases / 500);
            return new object?[] { Ids.New(), "T10.G1", $"Når vagter bytter med en uges varsel, bliver der ro, nummer {n}.", "da", Team[1 + (n % size.Psychologists)], read ? Team[0] : null, on, read ? on : null };
        }));

        (Guid, Guid, Guid) Who(int n)
        {
            var at = n * 7 / (UnitSize - 5) % units.Length * UnitSize;
            return (people[Math.Min(at + 5 + (n % (UnitSize - 5)), people.Length - 1)], people[at], units[at / UnitSize]);
        }
    }

    private static async Task Copy(NpgsqlConnection db, string into, IEnumerable<object?[]> rows)
    {
        await using var writer = await db.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var value in row)
            {
                switch (value)
                {
                    case null: await writer.WriteNullAsync(); break;
                    case Guid id: await writer.WriteAsync(id, NpgsqlDbType.Uuid); break;
                    case DateTimeOffset at: await writer.WriteAsync(at.ToUniversalTime(), NpgsqlDbType.TimestampTz); break;
                    case DateOnly day: await writer.WriteAsync(day, NpgsqlDbType.Date); break;
                    case bool yes: await writer.WriteAsync(yes, NpgsqlDbType.Boolean); break;
                    case int number: await writer.WriteAsync(number, NpgsqlDbType.Integer); break;
                    case Guid[] ids: await writer.WriteAsync(ids, NpgsqlDbType.Array | NpgsqlDbType.Uuid); break;
                    case string[] words: await writer.WriteAsync(words, NpgsqlDbType.Array | NpgsqlDbType.Text); break;
                    case byte[] bytes: await writer.WriteAsync(bytes, NpgsqlDbType.Bytea); break;
                    default: await writer.WriteAsync((string)value, NpgsqlDbType.Text); break;
                }
            }
        }
        await writer.CompleteAsync();
    }

    private static async Task Execute(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync();
    }
}
