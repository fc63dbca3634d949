using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Year.Chores;

/// <summary>
/// Writes to those who lay the year, six months and two months before a legal date: once each, and one neutral letter however many dates there are. A row notes it in the same transaction, so what was cut off is done anew, and two who do it at once do it once.
/// </summary>
public sealed class LegalDates(Database db, Turning turning, DeskLetters letters, Library library) : IChore
{
    /// <inheritdoc />
    public string Name => "year-legal-dates";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (Morning.Of(now) is not { } today)
            return;
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var fresh = 0;
        foreach (var line in (await turning.Law(today, library.In("da").Words, stop)).Where(line => !line.IsLate(today)))
        {
            var (key, due, months) = (line.Key, line.Legal!.Value, Limits.Notice(line.Legal!.Value, today)!.Value);
            fresh += await db.Database.ExecuteSqlAsync($"insert into year_warnings (key, due_on, months, at) values ({key}, {due}, {months}, {now}) on conflict do nothing", stop);
        }
        if (fresh > 0)
        {
            var roles = db.Roles.Where(held => held.UntilOn == null && YearDesk.Answering.Contains(held.Role));
            foreach (var person in await db.People.AsNoTracking().Where(person => person.LeftOn == null && roles.Any(held => held.Person == person.Id)).OrderBy(person => person.Id).ToListAsync(stop))
                await letters.Remind(person, today);
        }
        await transaction.CommitAsync(stop);
    }
}
