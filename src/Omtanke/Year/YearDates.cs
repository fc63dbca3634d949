using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Year;

/// <summary>What is to come in the year stands in the calendar of those who lay it. What is agreed with others elsewhere, its own room gives.</summary>
public sealed class YearDates(Database db, Turning turning, Library library) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var roles = db.Roles.Where(held => held.Person == person && held.UntilOn == null && YearDesk.Answering.Contains(held.Role));
        var language = await db.People.Where(one => one.Id == person && one.LeftOn == null && roles.Any()).Select(one => one.Language).FirstOrDefaultAsync(stop);
        if (language is null)
            return [];
        var words = library.In(library.Speaks(language) ? language : "da").Words;
        // A plan may lie in these days for what is due after them.
        var (occasions, entries) = await db.InOneTrip(() => turning.In(from, until.AddYears(Turn.Ahead), words, stop), () => turning.EntriesSince(from, stop));
        return
        [
            .. Thing.All(occasions, entries, words).Where(thing => thing is { Done: false, Fixed: false } && thing.Day >= from && thing.Day <= until)
                .Select(thing => new Dated($"year {thing.Key}", words[thing.Legal == thing.Day ? "year.date.law" : "year.date.other"], thing.Day, $"{See.YearPage.AddressOf(thing.Day.Year)}#m-{thing.Day.Month}")),
        ];
    }
}
