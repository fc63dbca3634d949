using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Policies;

/// <summary>What policies lay into the year: when one was published, and the day by which it is read again. All of it is everybody's to read.</summary>
public sealed class PolicyOccasions(Database db) : IOccasions
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Occasion>> In(DateOnly from, DateOnly until, Words words, CancellationToken stop)
    {
        var editions = await db.Editions.AsNoTracking().OrderBy(edition => edition.Number).ToListAsync(stop);
        return
        [
            .. editions.Select(edition => new Occasion($"policy {edition.Id}", OccasionKind.Policy, words.With("policies.occasion.published", ("title", edition.Title)), edition.PublishedOn, $"/policies/{edition.Policy}") { Done = true })
                .Concat(editions.GroupBy(edition => edition.Policy).Select(all => all.Last())
                    .Select(latest => new Occasion($"policy {latest.Id} review", OccasionKind.Policy, words.With("policies.occasion.review", ("title", latest.Title)), latest.ReviewOn, $"/policies/{latest.Policy}")))
                .Where(one => one.Day >= from && one.Day <= until),
        ];
    }
}
