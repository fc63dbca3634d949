using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Steps;

namespace Omtanke.Workshops;

/// <summary>Seats people for a round, and keeps everybody company when somebody comes or goes (live.md 5).</summary>
public static class Rounds
{
    /// <summary>Seats everybody for a round of an item. Asked twice for the same round, the first stands.</summary>
    public static async Task Seat(Database db, Workshop workshop, Item item, int round, Step step, Language language, DateTimeOffset now)
    {
        if (round <= item.Round)
            return;
        var people = await Here(db, workshop);
        var (past, met) = await Past(db, workshop);
        var seating = Together.Of(step, language).Seating;
        var tables = seating.Rotates || item.People == 2
            ? Rotation.Pairs(people, past.Select(seat => (seat.Item, seat.Round)).Distinct().Count(), met, await Apart(db, workshop))
            : Rotation.Groups(people, Math.Max(2, Math.Min(seating.Least, item.People)), Math.Max(item.People, seating.Most), met);
        item.Round = round;
        var cards = Deal(workshop, item, people, seating.Cards, past);
        var number = 0;
        foreach (var table in tables)
        {
            number++;
            foreach (var person in table)
                db.Add(new Seat { Workshop = workshop.Id, Item = item.Id, Round = round, Participant = person, AtTable = number, Card = cards.GetValueOrDefault(person) });
        }
    }

    /// <summary>Somebody came or went in the middle of a round: whoever has no table, or sits alone, gets company. Nobody else is moved.</summary>
    public static async Task Mend(Database db, Workshop workshop, DateTimeOffset now)
    {
        if (workshop.Item is not { } on || !workshop.IsOpen || await db.WorkshopItems.FirstOrDefaultAsync(found => found.Id == on && found.Round > 0) is not { } item)
            return;
        // Two who come at once are seated one after the other.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({on.ToString()}, 1))");
        var here = await Here(db, workshop);
        var (past, met) = await Past(db, workshop);
        var seats = past.FindAll(seat => seat.Item == item.Id && seat.Round == item.Round);
        var tables = seats.Where(seat => here.Contains(seat.Participant)).GroupBy(seat => seat.AtTable).ToDictionary(table => table.Key, table => table.Select(seat => seat.Participant).ToList());
        var apart = await Apart(db, workshop);
        foreach (var newcomer in here.Where(person => seats.TrueForAll(seat => seat.Participant != person)))
        {
            var at = TableFor(newcomer, except: null);
            (tables.TryGetValue(at, out var table) ? table : tables[at] = []).Add(newcomer);
            db.Add(new Seat { Workshop = workshop.Id, Item = item.Id, Round = item.Round, Participant = newcomer, AtTable = at, Card = CardFor(newcomer) });
        }
        foreach (var (number, alone) in tables.Where(table => table.Value.Count == 1 && tables.Count > 1).ToList())
        {
            if (tables[number].Count != 1)
                continue;
            var at = TableFor(alone[0], except: number);
            if (seats.Find(seat => seat.Participant == alone[0]) is { } seat && at != number)
            {
                seat.AtTable = at;
                tables[at].Add(alone[0]);
                tables.Remove(number);
            }
        }
        await db.SaveChangesAsync();
        // Whoever left a table of three has changed no seat, and is still missed by the two.
        await db.Database.ExecuteSqlAsync($"update workshop_versions set version = version + 1, at = {now} where workshop = {workshop.Id}");

        int TableFor(Guid person, int? except)
        {
            var others = tables.Where(table => table.Key != except).OrderBy(table => table.Key).ToList();
            var place = Rotation.TableFor(person, [.. others.Select(table => (IReadOnlyList<Guid>)table.Value)], met, apart);
            return place is { } found ? others[found].Key : except ?? 1;
        }

        string? CardFor(Guid person)
        {
            var held = seats.Select(seat => seat.Card).OfType<string>().ToList();
            return held.Count == 0 ? null : held.GroupBy(card => card).OrderBy(card => card.Count()).ThenBy(card => card.Key, StringComparer.Ordinal).First().Key;
        }
    }

    // Everybody who has joined and not gone home: a phone that sleeps in a pocket belongs to somebody who is there.
    private static Task<List<Guid>> Here(Database db, Workshop workshop) =>
        db.Participants.Where(one => one.Workshop == workshop.Id && one.LeftAt == null).OrderBy(one => one.Number).Select(one => one.Id).ToListAsync();

    private static async Task<(List<Seat> Seats, Meetings<Guid> Met)> Past(Database db, Workshop workshop)
    {
        var seats = await db.Seats.Where(seat => seat.Workshop == workshop.Id).ToListAsync();
        var met = new Meetings<Guid>();
        foreach (var table in seats.GroupBy(seat => (seat.Item, seat.Round, seat.AtTable)))
            met.Sat([.. table.Select(seat => seat.Participant)]);
        return (seats, met);
    }

    // Known only of those who joined as themselves.
    private static async Task<Func<Guid, Guid, bool>> Apart(Database db, Workshop workshop)
    {
        if (!workshop.Apart)
            return (_, _) => false;
        var (participants, memberships, roles) = (db.Participants, db.Memberships, db.Roles);
        var pairs = await (from one in participants
                           where one.Workshop == workshop.Id && one.Person != null
                           join membership in memberships on one.Person equals membership.Person
                           where membership.UntilOn == null
                           join role in roles on membership.Unit equals role.Unit
                           where role.Role == Organisation.Role.Leader && role.UntilOn == null && role.Person != one.Person
                           join leader in participants on role.Person equals leader.Person
                           where leader.Workshop == workshop.Id
                           select new { Employee = one.Id, Leader = leader.Id }).ToListAsync();
        var apart = pairs.SelectMany(pair => new[] { (pair.Employee, pair.Leader), (pair.Leader, pair.Employee) }).ToHashSet();
        return (one, other) => apart.Contains((one, other));
    }

    // A card each at first; then they travel: whoever shared a table has swapped (T02.S3).
    private static Dictionary<Guid, string> Deal(Workshop workshop, Item item, List<Guid> people, IReadOnlyList<string> deck, List<Seat> past)
    {
        var dealt = new Dictionary<Guid, string>();
        if (deck.Count == 0)
            return dealt;
        foreach (var table in past.Where(seat => seat.Item == item.Id && seat.Round == item.Round - 1).GroupBy(seat => seat.AtTable))
        {
            var sitters = table.OrderBy(seat => seat.Participant).ToList();
            for (var place = 0; place < sitters.Count; place++)
                if (sitters[(place + 1) % sitters.Count].Card is { } card)
                    dealt[sitters[place].Participant] = card;
        }
        var mixed = deck.OrderBy(card => HashCode.Of(workshop.Id, card)).ToList();
        var next = dealt.Count;
        foreach (var person in people.Where(person => !dealt.ContainsKey(person)))
            dealt[person] = mixed.Find(card => !dealt.ContainsValue(card)) ?? mixed[next++ % mixed.Count];
        return dealt;
    }

    private static class HashCode
    {
        // The same workshop mixes its cards the same way on every node.
        public static string Of(Guid workshop, string card) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{workshop} {card}")));
    }
}
