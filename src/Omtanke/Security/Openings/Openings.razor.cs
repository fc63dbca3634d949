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

    private static async Task<IResult> Show(Database db, Visit visit, string? page)
    {
        var number = int.TryParse(page, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 10_000) : 1;
        var (openings, people) = (db.Openings, db.People);
        // One more than is shown tells whether there is a next page, without counting all.
        var rows = await (
            from owner in db.OpeningOwners
            where owner.Person == visit.Person
            join opening in openings on owner.Record equals opening.Record
            join person in people on opening.Person equals person.Id into found
            from person in found.DefaultIfEmpty()
            orderby opening.Id descending
            select new Row(opening.At, opening.Person, person == null ? null : person.Name, opening.Kind, opening.Operation))
            .Skip((number - 1) * Many).Take(Many + 1).ToListAsync();
        return Page.Of<Openings>(new { Rows = (IReadOnlyList<Row>)[.. rows.Take(Many)], Number = number, More = rows.Count > Many });
    }

    /// <summary>One opening.</summary>
    public sealed record Row(DateTimeOffset At, Guid Person, string? Name, Kind Kind, Operation Operation);
}
