using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Follow;

/// <summary>The psychologist's call list: what is overdue, what is for today, and the week ahead.</summary>
public sealed partial class CallsPage
{
    private const int DaysAhead = 7;

    [Parameter, EditorRequired] public required IReadOnlyList<Call> Calls { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/cases/calls", Show).May(Operation.HandOver, Kind.Case);

    private static async Task<IResult> Show(Database db, Gate gate, Visit visit) => Page.Of<CallsPage>(new { Calls = await Due(db, gate.Me, visit.Today.AddDays(DaysAhead)) });

    /// <summary>What a psychologist has to do until a day, the oldest first. What rests, because there is no leader contact, is not on it.</summary>
    internal static async Task<IReadOnlyList<Call>> Due(Database db, Guid psychologist, DateOnly until)
    {
        var (cases, people, contacts) = (db.Cases, db.People, db.CaseContacts);
        var due = await (
            from contact in contacts.AsNoTracking()
            join one in cases.AsNoTracking().Include(one => one.Consents) on contact.CaseId equals one.Id
            where one.Psychologist == psychologist && one.ClosedAt == null && contact.HeldOn == null && contact.CancelledAt == null && contact.DueOn <= until
            orderby contact.DueOn, contact.Id
            select new
            {
                Contact = contact,
                Case = one,
                Employee = people.Where(person => person.Id == one.Employee).Select(person => person.Name).First(),
                Leader = people.Where(person => person.Id == one.Leader).Select(person => person.Name).FirstOrDefault(),
            }).ToListAsync();
        return [.. due.Where(one => Rail.IsToDo(one.Case, one.Contact)).Select(one => new Call(one.Case.Id, one.Contact, one.Employee, one.Leader))];
    }

    /// <summary>A line of the list.</summary>
    /// <param name="Case">The case.</param>
    /// <param name="Contact">What is to be done.</param>
    /// <param name="Employee">The employee's name.</param>
    /// <param name="Leader">The leader's, where there is one.</param>
    public sealed record Call(Guid Case, Contact Contact, string Employee, string? Leader);

    private IEnumerable<(string Pile, IEnumerable<Call> Calls)> Piles => Calls.GroupBy(call => call.Contact.DueOn < Visit.Today ? "overdue" : call.Contact.DueOn == Visit.Today ? "today" : "ahead").Select(pile => (pile.Key, pile.AsEnumerable()));
}
