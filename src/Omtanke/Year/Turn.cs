using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Year;

/// <summary>One year of the workplace, from all rooms and from what it has laid in itself.</summary>
/// <param name="Year">The year.</param>
/// <param name="Today">Today.</param>
/// <param name="Years">The years there are to look at.</param>
/// <param name="Lines">What is in it, by day.</param>
/// <param name="Law">Legal dates that are near or past, whatever year they fall in.</param>
/// <param name="Suggestions">What could be taken in.</param>
/// <param name="Declined">Suggestions nobody wants this year.</param>
/// <param name="Aside">What was put aside.</param>
public sealed record Turn(
    int Year, DateOnly Today, IReadOnlyList<int> Years, IReadOnlyList<Thing> Lines, IReadOnlyList<Thing> Law, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<Suggestion> Declined, IReadOnlyList<Entry> Aside)
{
    /// <summary>How many years ahead there is something to see: a topic is looked at again after three.</summary>
    public const int Ahead = 3;

    /// <summary>What is in the year and in the years about it, also what is not shown: to find something by its key.</summary>
    public IReadOnlyList<Thing> Known { get; init; } = [];

    /// <summary>Legal dates that are near or past, and not done.</summary>
    public static IReadOnlyList<Thing> Near(IEnumerable<Thing> lines, DateOnly today) =>
        [.. lines.Where(line => line is { Done: false, Legal: not null } && (line.IsLate(today) || Limits.Notice(line.Legal!.Value, today) is not null)).OrderBy(line => line.Legal)];
}

/// <summary>Gathers a year from all rooms, in few journeys to the database.</summary>
public sealed class Turning(Database db, IEnumerable<IOccasions> rooms, Library library, Visit visit)
{
    // So long back something may be due again, or may have been done for the first time.
    private const int Back = 3;

    /// <summary>The year that an address asks for; what it does not know is this one.</summary>
    /// <param name="year">The year, as it was asked for.</param>
    /// <param name="organises">Whether it is for somebody who may lay it: then it has suggestions.</param>
    /// <param name="stop">Stops looking.</param>
    public async Task<Turn> Of(string? year, bool organises, CancellationToken stop)
    {
        var today = visit.Today;
        var chosen = int.TryParse(year, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var asked) && asked >= today.Year - (2 * Back) && asked <= today.Year + Turn.Ahead ? asked : today.Year;
        var (from, until) = (new DateOnly(Math.Min(chosen, today.Year) - Back, 1, 1), new DateOnly(Math.Max(chosen, today.Year + 1), 12, 31));
        var (workplace, entries, declined, occasions) = ((Workplace?)null, new List<Entry>(), new List<Declined>(), (IReadOnlyList<Occasion>)[]);
        var (employees, amo) = (0, new List<DateOnly>());
        await db.InOneTrip(
            async () => workplace = await db.TheWorkplace(),
            async () => entries = await EntriesSince(from, stop),
            async () => occasions = await In(from, until, visit.Words, stop),
            async () => declined = organises ? await db.YearDeclined.AsNoTracking().Where(one => one.Year == chosen).ToListAsync(stop) : [],
            async () => employees = organises ? await db.People.CountAsync(person => person.LeftOn == null, stop) : 0,
            async () => amo = organises ? await AmoSince(stop) : []);
        var known = Thing.All(occasions, entries, visit.Words);
        var lines = known.Where(line => line.Day.Year == chosen).ToList();
        var taken = entries.Where(entry => !entry.IsOut && entry.Suggestion.Length > 0 && entry.Day.Year == chosen).Select(entry => entry.Suggestion).ToHashSet();
        var suggested = organises ? Suggested(chosen, employees, amo, known, lines, occasions, today).Where(one => !taken.Contains(one.Key)).ToList() : [];
        var no = declined.Select(one => one.Key).ToHashSet();
        var first = Math.Max(today.Year - (2 * Back), Math.Min(workplace is null ? today.Year : Clock.Day(workplace.FoundedAt).Year, chosen));
        return new(
            chosen, today, [.. Enumerable.Range(first, today.Year + Turn.Ahead - first + 1)], lines, Turn.Near(known, today), [.. suggested.Where(one => !no.Contains(one.Key))], [.. suggested.Where(one => no.Contains(one.Key))],
            organises ? [.. entries.Where(entry => entry is { IsOut: true, IsPlan: false } && entry.Day.Year == chosen)] : [])
        { Known = known };
    }

    /// <summary>Legal dates that are near or past, for whoever is at work: a desk or a chore.</summary>
    public async Task<IReadOnlyList<Thing>> Law(DateOnly today, Words words, CancellationToken stop)
    {
        var (from, until) = (today.AddYears(-Back), today.AddMonths(Limits.FirstMonths));
        var (occasions, entries) = await db.InOneTrip(() => In(from, until, words, stop), () => EntriesSince(from, stop));
        return Turn.Near(Thing.All(occasions, entries, words), today);
    }

    /// <summary>What all rooms have between two days.</summary>
    public async Task<IReadOnlyList<Occasion>> In(DateOnly from, DateOnly until, Words words, CancellationToken stop) =>
        [.. (await db.InOneTrip(rooms.Select(room => (Func<Task<IReadOnlyList<Occasion>>>)(() => room.In(from, until, words, stop))))).SelectMany(given => given)];

    /// <summary>What the workplace has laid in from a day on.</summary>
    public Task<List<Entry>> EntriesSince(DateOnly from, CancellationToken stop) => db.YearEntries.AsNoTracking().Where(entry => entry.Day >= from).OrderBy(entry => entry.Day).ThenBy(entry => entry.Id).ToListAsync(stop);

    private Task<List<DateOnly>> AmoSince(CancellationToken stop) => db.Roles.Where(held => held.UntilOn == null && (held.Role == Role.EnvironmentMember || held.Role == Role.SafetyRepresentative))
        .GroupBy(held => held.Person).Select(held => held.Min(one => one.FromOn)).ToListAsync(stop);

    private IEnumerable<Suggestion> Suggested(int year, int employees, IReadOnlyCollection<DateOnly> amo, IReadOnlyList<Thing> known, IReadOnlyList<Thing> lines, IReadOnlyList<Occasion> occasions, DateOnly today)
    {
        var ours = Suggest.Of(new(year, today, employees, amo, known.Where(line => line.Entry is null or { IsPlan: true }).Select(line => line.Kind).ToHashSet(), lines.Where(StandsFor).Select(line => line.Kind).ToHashSet()), YearRules.Of(library), visit.Words);
        // What a room thinks good: on its day, or soon when that has passed.
        var theirs = occasions.Where(one => one.Why is not null)
            .Select(one => new Suggestion(one.Key, one.Kind, one.Name, one.Why!, Workdays.From(one.Day >= today ? one.Day : today.AddDays(Suggest.NoticeDays)), one.Address)).Where(one => one.Day.Year == year);
        return ours.Concat(theirs).OrderBy(one => one.Day);
    }

    // What they have laid in themselves says what it is in their own words, and is taken for what we would suggest only where it is training: new members' first days are something else than everybody's.
    private static bool StandsFor(Thing line) => line.Kind == OccasionKind.Training ? line.Entry is { Suggestion: "" } : line.Entry is null or { IsPlan: true } or { Suggestion.Length: > 0 };
}
