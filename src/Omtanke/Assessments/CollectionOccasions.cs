using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Assessments;

/// <summary>
/// What collections lay into the year: to those who answer for one, what they plan, have out and have closed; to those who were shown a result, that they were asked.
/// What others plan is nobody's business, and neither is who is asked with their name.
/// </summary>
public sealed class CollectionOccasions(Database db) : IOccasions
{
    // Where we stand (T01) is looked at again about a year later (L15).
    private const string Profile = "T01";
    private const int AgainMonths = 12;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Occasion>> In(DateOnly from, DateOnly until, Words words, CancellationToken stop)
    {
        var (since, before) = (Morning.Start(from.AddMonths(-AgainMonths)), Morning.Start(until.AddDays(1)));
        // Whoever learns of a whole year sees that others were asked, and may not open what came of it.
        var (seen, mine) = await db.InOneTrip(
            () => db.Collections.FromSql($"""
                select * from collections where opens_at >= {since} and opens_at < {before} and (keepers @> array[(select acting_person())] or (mode = 'Anonymous' and shown_at is not null))
                """).AsNoTracking().OrderBy(one => one.OpensAt).ToListAsync(stop),
            () => db.First("select array(select id from collections where keepers @> array[acting_person()] union select collection from collection_shown where person = acting_person())", row => row.GetFieldValue<Guid[]>(0)));
        return [.. seen.Select(Standing).Concat(Again()).Where(one => one.Day >= from && one.Day <= until)];

        Occasion Standing(Collection one) => new(
            $"collection {one.Id}", one.EveryWeeks is null ? OccasionKind.Collection : OccasionKind.Pulse, words.With($"collections.occasion.{(one.ClosedAt is not null ? "asked" : one.OpenedAt is not null ? "open" : "planned")}", ("title", one.Title)),
            Clock.Day(one.OpensAt), !mine!.Contains(one.Id) ? "" : one.ShownAt is null ? Plan.PlanPage.AddressOf(one.Id) : See.ResultPage.AddressOf(one.Id))
        { Done = one.ClosedAt is not null, Fixed = true };

        // Once for each title: the last time that it was asked, where nobody has planned it anew and it does not come by itself.
        IEnumerable<Occasion> Again() => seen.Where(one => one.Tool == Profile && one.EveryWeeks is null).GroupBy(one => one.Title).Select(asked => asked.Last())
            .Where(last => last.ClosedAt is not null && !seen.Exists(later => later.Tool == Profile && later.OpensAt > last.OpensAt))
            .Select(last => new Occasion(
                $"collection {last.Id} again", OccasionKind.Collection, words.With("collections.occasion.again", ("title", last.Title)), Clock.Day(last.ClosedAt!.Value).AddMonths(AgainMonths), $"/collections/new?step={last.Step}")
            { Why = words.With("collections.occasion.why", ("day", words.ShortDay(Clock.Day(last.ClosedAt!.Value)))) });
    }
}
