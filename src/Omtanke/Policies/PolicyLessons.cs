using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;

namespace Omtanke.Policies;

/// <summary>What the policies give the whole workplace to learn from: what was in force at the end of the year, or is now, and when it is read again. All of it is everybody's to read.</summary>
public sealed class PolicyLessons(Database db) : ILesson
{
    /// <inheritdoc />
    public async Task<Lesson> Of(YearSeen seen, CancellationToken stop)
    {
        if (seen.Unit is not null)
            return Lesson.None;
        var (after, editions) = (new DateOnly(seen.Year + 1, 1, 1), db.Editions);
        var inForce = await editions.AsNoTracking()
            .Where(edition => edition.PublishedOn < after && !editions.Any(later => later.Policy == edition.Policy && later.Number > edition.Number && later.PublishedOn < after))
            .OrderBy(edition => edition.Title).ToListAsync(stop);
        return new() { Papers = [.. inForce.Select(edition => new Paper(edition.Title, edition.Language, $"/policies/{edition.Policy}", edition.PublishedOn, edition.ReviewOn))] };
    }
}
