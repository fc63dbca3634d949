using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Cases;

/// <summary>The figures of a year that is over: what the release gate let out, once, for the workplace and its departments.</summary>
/// <param name="Year">Which year: that in which the cases were closed.</param>
/// <param name="Told">How many there were, in a band; none where there were too few to tell of.</param>
/// <param name="Release">Every figure, shown or hidden.</param>
public sealed record CaseYear(int Year, Counting What, Count? Told, Release Release)
{
    /// <summary>How many there were in one part of the workplace, in a band whatever the gate would let out; else why not: too few, or it would give away another part.</summary>
    public (Count? Told, Hidden? Why) ToldOf(Guid place)
    {
        var cell = Release.Of(place);
        var told = place == Facts.Whole ? Told : cell is { Hidden: null, People: { } people } ? BareCount.Of(people.From) : null;
        return (told, told is null ? cell?.Hidden ?? Hidden.TooFew : null);
    }

    /// <summary>
    /// The release of a year. Each case is counted in one year only, so no two years have anybody in common that could be told apart by laying them beside each other.
    /// </summary>
    /// <param name="lot">As in <see cref="ReleaseGate.Release"/>.</param>
    public static Release Make(Counting what, IEnumerable<CaseFact> known, UnitTree tree, Func<int, int>? lot = null)
    {
        var groups = Facts.Departments(tree).Select(unit => unit.Id).ToHashSet();
        var hierarchy = new Hierarchy([new Node(Facts.Whole, null), .. groups.Select(group => new Node(group, Facts.Whole))]);
        return ReleaseGate.Release(new(hierarchy, [], Facts.Of(what), [.. known.Select(fact => fact.Sheet(Facts.Of(what), groups))], [], new Thresholds()), [], lot);
    }
}

/// <summary>The store of years: written once, when a year is over, and read from here alone. The database shows them to those who lead the team, and to those who answer for the whole workplace.</summary>
public sealed class CaseYears(Database db)
{
    /// <summary>Every year up to one, the latest first.</summary>
    public async Task<IReadOnlyList<CaseYear>> Until(int year) =>
        [.. (await db.Database.SqlQuery<Stored>($"""select year as "Year", what as "What", least as "Least", most as "Most", release::text as "Text" from case_years where year <= {year} order by year desc, what""").ToListAsync())
            .Select(row => new CaseYear(row.Year, Enum.Parse<Counting>(row.What), row.Least is { } least ? new(least, row.Most!.Value) : null, JsonSerializer.Deserialize<Release>(row.Text, JsonSerializerOptions.Web)!))];

    /// <summary>Keeps a year. Only within a chore; where one is kept already that one stands, since a second draw of lots would tell more than the first.</summary>
    public Task Keep(int year, Counting what, int number, Release release, DateTimeOffset now)
    {
        var (told, text) = (BareCount.Of(number), JsonSerializer.Serialize(release, JsonSerializerOptions.Web));
        return db.Database.ExecuteSqlAsync($"""
            insert into case_years (year, what, least, most, release, made_at) values ({year}, {what.ToString()}, {told?.From}, {told?.To}, {text}::jsonb, {now}) on conflict do nothing
            """);
    }

    private sealed record Stored(int Year, string What, int? Least, int? Most, string Text);
}

/// <summary>How many cases were begun in a year, for the look back of the whole workplace.</summary>
public sealed class CasesCounted(Database db) : ICounted
{
    /// <inheritdoc />
    public string What => "cases";

    /// <inheritdoc />
    public Task<int> In(int year, CancellationToken stop)
    {
        var (from, until) = (Clock.At(new(year, 1, 1), TimeOnly.MinValue), Clock.At(new(year + 1, 1, 1), TimeOnly.MinValue));
        return db.Cases.CountAsync(one => one.BegunAt >= from && one.BegunAt < until, stop);
    }
}
