using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Close;

/// <summary>The end of a case. The employee says how it is now, or does not; the psychologist closes it when the leader has had their closing contact; and the employee may stop at any time, without a why.</summary>
public sealed partial class ClosingPage
{
    [Parameter, EditorRequired] public required Case Case { get; set; }

    /// <summary>What the visitor is to it.</summary>
    [Parameter, EditorRequired] public required Relation Relation { get; set; }

    /// <summary>The employee's name; null where the visitor is the employee.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>What the employee has said; null where they have said nothing, and for a leader.</summary>
    [Parameter] public OwnWord? Word { get; set; }

    /// <summary>What was decided; null while it is open, and for a leader.</summary>
    [Parameter] public Decision? Decision { get; set; }

    /// <summary>When the employee was asked for their word.</summary>
    [Parameter] public DateTimeOffset? AskedAt { get; set; }

    /// <summary>The day of the closing contact with the leader; null when there has been none.</summary>
    [Parameter] public DateOnly? LeaderEnd { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What no longer fits: somebody else was there first.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/closing", Show).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/closing", Close).May<Case>(Operation.Close, Kind.Case);
        doors.MapPost("/cases/{id}/closing/asking", Ask).May<Case>(Operation.Publish, Kind.Case);
        doors.MapPost("/cases/{id}/closing/departure", Leave).May<Ending>(Operation.Erase, Kind.Case);
        doors.MapPost("/cases/{id}/closing/word", Say).May<Ending>(Operation.Confirm, Kind.Case);
    }

    internal static string AddressOf(Guid id) => $"/cases/{id}/closing";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundCase(id), db, gate.Me, gate.Grant, new Typed());

    private static async Task<IResult> Ask(Guid id, Database db, Gate gate, Visit visit, CaseLetters letters)
    {
        var one = await db.FoundCase(id);
        var ending = await db.BeginEnding(id);
        // Asked once, and then no more: what is theirs to leave out is not asked for again and again.
        if (ending.AskedAt is null && ending.Word is null)
        {
            ending.AskedAt = visit.Now;
            await db.SaveChangesAsync();
            await letters.Tell(id, "ending", one.Employee);
        }
        return Page.SeeOther(AddressOf(id), "case-closing.asked");
    }

    private static async Task<IResult> Say(Guid id, Posted form, Database db, Gate gate)
    {
        var one = await db.ClaimCase(id);
        var typed = new Typed(form);
        // What it is counted by has been put away: from then on nothing is changed in it.
        if (!one.IsOpen)
            return await Of(one, db, gate.Me, gate.Grant, typed, "case-closing.errors.closed");
        var outcome = typed["outcome"].Length == 0 ? (Outcome?)null : typed.One("outcome", Enum.GetValues<Outcome>(), "case-closing.errors.outcome");
        if (typed.Errors.Any)
            return await Of(one, db, gate.Me, gate.Grant, typed);
        (await db.BeginEnding(id)).Say(new OwnWord(outcome, typed.Has("no-leader")), gate.Grant);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "case-closing.said");
    }

    private static async Task<IResult> Close(Guid id, Posted form, Database db, Gate gate, Visit visit, CountBox box, CaseLetters letters)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (!one.IsOpen || typed.Version != one.Version)
            return await Of(one, db, gate.Me, gate.Grant, typed, one.IsOpen ? "case-closing.errors.changed" : "case-closing.errors.closed");
        // What never began is pointed elsewhere or given back: there is nothing to close in it, and nothing to count.
        NotNow.Unless(one.State is Progress.Begun);
        var (contacts, ending) = (await db.ContactsOf(id), await db.BeginEnding(id));
        var decision = Judge(typed, one, contacts, ending.ReadWord(gate.Grant));
        if (typed.Errors.Any)
            return await Of(one, db, gate.Me, gate.Grant, typed);
        await End(one, ending, decision, contacts, db, gate, visit, box);
        await letters.Tell(id, "closed", one.Employee);
        await letters.TellOver(one, gate.Me);
        return Page.SeeOther(AddressOf(id), "case-closing.done");
    }

    // Nobody is asked why. Before anything was held there is nothing to close, and nothing to count: then it is taken back.
    private static async Task<IResult> Leave(Guid id, Database db, Gate gate, Visit visit, CountBox box, CaseLetters letters)
    {
        var one = await db.ClaimCase(id);
        if (!one.IsOpen)
            return await Of(one, db, gate.Me, gate.Grant, new Typed(), "case-closing.errors.closed");
        if (one.State == Progress.Registered)
        {
            db.Add(one.Withdraw(gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        else
            await End(one, await db.BeginEnding(id), new Decision(Ended.Midway, null), await db.ContactsOf(id), db, gate, visit, box);
        await letters.TellOver(one, gate.Me);
        return Page.SeeOther(AddressOf(id), "case-closing.left");
    }

    // Counted as it stands at its end, by whoever may read what was said: no routine can.
    private static async Task End(Case one, Ending ending, Decision decision, IReadOnlyCollection<Contact> contacts, Database db, Gate gate, Visit visit, CountBox box)
    {
        ending.Decide(decision, gate.Grant);
        if (decision.Plan == PlanThen.GoesOn)
            await db.CasePlans.Where(plan => plan.CaseId == one.Id).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.GoesOn, true));
        db.Add(one.Close(gate.Me, visit.Now, (await db.TheWorkplace())!.CaseMonths));
        await db.SaveChangesAsync();
        var said = (await db.CaseRegistrations.AsNoTracking().SingleAsync(registration => registration.Id == one.Id)).Read(gate.Grant);
        await box.Put(Counting.Facts, Facts.Of(new(one, said, ending.ReadWord(gate.Grant), decision, contacts), await db.CountedIn(one.Employee, one.Unit)), visit.Now);
    }

    /// <summary>Reads the form of whoever closes it. The leader's closing contact comes first, unless the employee wants none, or has stopped on the way.</summary>
    private static Decision Judge(Typed typed, Case one, IReadOnlyCollection<Contact> contacts, OwnWord? word)
    {
        var ended = typed.One("ended", Ending.Reasons, "case-closing.errors.ended");
        var plan = typed.One("plan", Enum.GetValues<PlanThen>(), "case-closing.errors.plan");
        typed.Errors.AddWhen(ended != Ended.Midway && LacksLeaderEnd(one, contacts.Any(contact => contact is { Kind: ContactKind.LeaderEnd, HeldOn: not null }), word), "ended", "case-closing.errors.leader");
        return new(ended, plan);
    }

    /// <summary>Whether the leader still has a closing contact to come.</summary>
    internal static bool LacksLeaderEnd(Case one, bool held, OwnWord? word) => one.HasLeaderContact && !held && word is not { NoLeaderEnd: true };

    private static async Task<IResult> Of(Case one, Database db, Guid me, AccessGrant grant, Typed typed, string? trouble = null)
    {
        var people = db.People;
        var (ending, (contacts, name)) = await db.InOneTrip(
            () => db.EndingOf(one.Id),
            () => db.InOneTrip(() => db.ContactsOf(one.Id), async () => me == one.Employee ? null : await people.Where(person => person.Id == one.Employee).Select(person => person.Name).FirstOrDefaultAsync()));
        return Page.Of<ClosingPage>(
            new
            {
                Case = one, Relation = one.RelationOf(me), Word = ending?.ReadWord(grant), Decision = ending?.ReadDecision(grant), ending?.AskedAt,
                LeaderEnd = contacts.Where(contact => contact.Kind == ContactKind.LeaderEnd).Max(contact => contact.HeldOn), Name = name, Typed = typed, Trouble = trouble,
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private bool Employee => Relation == Relation.Employee;

    private bool Keeper => Relation == Relation.Keeper;

    private string Lead => Visit[(Case.IsOpen, Relation) switch
    {
        (false, _) => "case-closing.lead.over",
        (_, Relation.Employee) => "case-closing.lead.employee",
        (_, Relation.Keeper) => "case-closing.lead.keeper",
        _ => "case-closing.lead.leader",
    }];
}
