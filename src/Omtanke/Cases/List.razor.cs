using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>The cases I am in: my own, of those I lead, and those I have as a psychologist. Open ones first.</summary>
public sealed partial class List
{
    private const int PerPage = 50;

    [Parameter, EditorRequired] public required IReadOnlyList<Row> Rows { get; set; }
    [Parameter, EditorRequired] public required int Number { get; set; }
    [Parameter] public bool More { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/cases", Show).May(Operation.Read, Kind.Case);

    private static async Task<IResult> Show(Database db, Gate gate, string? page)
    {
        var number = PageTurner.Asked(page);
        var (cases, people, me) = (db.Cases, db.People, gate.Me);
        // One more than is shown tells whether there is another page. Each way of being in a case has its index, in this order: none of them reads further than the page.
        var until = (number * PerPage) + 1;
        IQueryable<Case> InOrder(IQueryable<Case> some) => some.OrderByDescending(one => one.ClosedAt == null).ThenByDescending(one => one.ClosedAt ?? one.RegisteredAt).ThenBy(one => one.Id);
        var mine = InOrder(cases.Where(one => one.Employee == me)).Take(until)
            .Concat(InOrder(cases.Where(one => one.Leader == me)).Take(until))
            .Concat(InOrder(cases.Where(one => one.Psychologist == me)).Take(until));
        var rows = await InOrder(mine.AsNoTracking()).Skip((number - 1) * PerPage).Take(PerPage + 1)
            .Select(one => new Row(
                one.Id, one.State, one.RegisteredAt, one.ClosedAt, one.Employee == me ? Relation.Employee : one.Psychologist == me ? Relation.Keeper : Relation.Leader,
                people.Where(person => person.Id == one.Employee).Select(person => person.Name).First(),
                people.Where(person => person.Id == one.Psychologist).Select(person => person.Name).FirstOrDefault(),
                people.Where(person => person.Id == one.RegisteredBy && one.Employee == me && one.RegisteredBy != me).Select(person => person.Name).FirstOrDefault()))
            .ToListAsync();
        return Page.Of<List>(new { Rows = (IReadOnlyList<Row>)[.. rows.Take(PerPage)], Number = number, More = rows.Count > PerPage });
    }

    // Told to everybody who leads somebody, whatever has happened: what is no longer here says nothing of why.
    private bool Leads => Visit.Roles.Contains(nameof(Role.Leader));

    /// <summary>A case in the list.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="State">How far it has come.</param>
    /// <param name="RegisteredAt">When it came.</param>
    /// <param name="ClosedAt">When it was over.</param>
    /// <param name="As">What I am to it.</param>
    /// <param name="Employee">The employee's name.</param>
    /// <param name="Psychologist">The psychologist's name; none while nobody has it.</param>
    /// <param name="Asker">Who asked for it, where it is mine and that was somebody else.</param>
    public sealed record Row(Guid Id, Progress State, DateTimeOffset RegisteredAt, DateTimeOffset? ClosedAt, Relation As, string Employee, string? Psychologist, string? Asker);
}
