using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.See;

/// <summary>What results lay on the page of everybody who was asked, from the day they are shown: the same line for all, whether they answered or not.</summary>
public sealed class ResultDesk(Database db, Visit visit) : IDesk
{
    // So many days it lies there, and until it is talked about.
    private const int Fresh = 30;

    /// <inheritdoc />
    public string? Only => "exists (select from collection_shown where person = acting_person())";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (since, today) = (now.AddDays(-Fresh), Clock.Day(now));
        var shown = await db.ResultsShown.AsNoTracking().Where(one => one.Person == person).Join(db.Collections, one => one.Collection, collection => collection.Id, (_, collection) => collection)
            .Where(collection => collection.ShownAt >= since || (collection.ShownAt != null && collection.DialogueOn >= today)).ToListAsync(stop);
        return [.. shown.Select(collection => new DeskItem(Pile.UnderWay, visit.With("collections.desk.result", ("title", collection.Title)), ResultPage.AddressOf(collection.Id)))];
    }
}
