using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security.Openings;

/// <summary>Who opened my information: each opening of each record that is mine, newest first. The log itself says no to everybody else.</summary>
public sealed partial class Openings
{
    private const int Many = 50;

    /// <summary>The screen's route.</summary>
    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/openings", Show).May(Operation.Read, Kind.Account);

    private static async Task<IResult> Show(Database db, Visit visit, IEnumerable<INamesRecords> rooms, string? page, CancellationToken stop)
    {
        var number = int.TryParse(page, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 10_000) : 1;
        // One more than is shown tells whether there is a next page, without counting all.
        var rows = await latest(db, visit.Person!.Value, (number - 1) * Many, Many + 1, (number * Many) + 1).ToListAsync(stop);
        Guid[] records = [.. rows.Select(row => row.Record).Distinct()];
        var named = records.Length == 0 ? [] : await db.InOneTrip(rooms.Select(room => (Func<Task<IReadOnlyList<NamedRecord>>>)(() => room.Name(records, stop))));
        return Page.Of<Openings>(new
        {
            Rows = (IReadOnlyList<Row>)[.. rows.Take(Many)], Number = number, More = rows.Count > Many,
            Named = (IReadOnlyDictionary<(Guid, Kind), NamedRecord>)named.SelectMany(names => names).ToDictionary(name => (name.Record, name.Kind)),
        });
    }

    // What is mine with others, and what is mine alone, which nobody else opens: each by its own index, the newest of both. What was mine alone leaves no line when it is erased.
    private static readonly Func<Database, Guid, int, int, int, IAsyncEnumerable<Row>> latest = EF.CompileAsyncQuery((Database db, Guid mine, int skip, int take, int most) =>
        (from opening in (
             from owner in db.Set<OpeningOwner>()
             where owner.Person == mine && owner.Kind != Kind.Private
             join opening in db.Set<Opening>() on new { owner.Record, owner.Kind } equals new { opening.Record, opening.Kind }
             select opening).OrderByDescending(opening => opening.At).Take(most)
             .Concat(db.Set<Opening>().Where(opening => opening.Person == mine && opening.Kind == Kind.Private
                 && !db.Set<Tombstone>().Any(stone => stone.Record == opening.Record && (stone.Kind == "reflections" || stone.Kind == "conversations"))).OrderByDescending(opening => opening.At).Take(most))
         join person in db.Set<Person>() on opening.Person equals person.Id into found
         from person in found.DefaultIfEmpty()
         orderby opening.At descending, opening.Id descending
         select new Row(opening.At, opening.Person, person == null ? null : person.Name, opening.Kind, opening.Operation, opening.Record)).Skip(skip).Take(take));

    /// <summary>One opening.</summary>
    public sealed record Row(DateTimeOffset At, Guid Person, string? Name, Kind Kind, Operation Operation, Guid Record);
}
