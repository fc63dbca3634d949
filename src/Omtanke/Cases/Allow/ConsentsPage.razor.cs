using Microsoft.AspNetCore.Components;
using Omtanke.Cases.Three;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Allow;

/// <summary>
/// What the employee has said yes to: what each yes lets, since when, and a way to take it back that works at once. The leader and the psychologist see only what is given;
/// a no is seen by nobody else, and nobody is asked why.
/// </summary>
public sealed partial class ConsentsPage
{
    [Parameter, EditorRequired] public required Case Case { get; set; }
    [Parameter, EditorRequired] public required Relation As { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, Person> People { get; set; }

    /// <summary>Who leads the employee today; null for whoever need not know.</summary>
    [Parameter] public Person? LeaderToday { get; set; }

    /// <summary>What is written for the leader, opened.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Message Message, string Text)> Messages { get; set; }

    /// <summary>The plans; to the leader those that are shared.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<CasePlan> Plans { get; set; }

    /// <summary>The meeting of three that is ahead; null where there is none.</summary>
    [Parameter] public ThreeMeeting? Meeting { get; set; }

    /// <summary>What no longer fits.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/consents", Show).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/consents", Say).May<Consent>(Operation.Confirm, Kind.Case);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Visit visit) => await Of(await db.FoundCase(id), db, gate.Me, gate.Grant, visit);

    private static async Task<IResult> Say(Guid id, Posted form, Database db, Gate gate, Visit visit, DeskLetters desk, ThreeLetters letters)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        var topic = typed.One<Topic>("topic", [Topic.LeaderContact, Topic.PassOn, Topic.SharePlan], "case-consents.errors.topic");
        var (yes, known) = (typed["say"] == "yes", Guid.TryParse(typed["about"], out var about) && typed["say"] is "yes" or "no");
        if (typed.Errors.Any || !known || await Target(one, topic, about, typed["text"], yes, db) is not { } target)
            return await Anew(id, db, gate, visit);
        var stood = one.ContactSince(about) is not null;
        var (row, happened) = one.Say(topic, about, gate.Me, yes, visit.Now, target.Text);
        // What is taken back goes first: of one thing there is one live yes.
        await db.SaveChangesAsync();
        if (row is not null)
            db.Add(row);
        if (happened is not null)
            db.Add(happened);
        if (topic == Topic.LeaderContact && yes && !stood && one.Psychologist is not null && (await db.ContactsOf(id)).TrueForAll(contact => contact.Kind != ContactKind.LeaderStart || contact.CancelledAt is not null))
            db.Add(Contact.Plan(id, ContactKind.LeaderStart, Rail.First(one.Urgency, visit.Today).Call, visit.Now));
        await db.SaveChangesAsync();
        if (!yes && topic == Topic.LeaderContact)
            await CallingOff.Fallen(one, db, letters, visit.Now);
        // To a contact that stood already the yes changes nothing for the others.
        if (yes && row is not null && !stood)
            foreach (var person in (await db.TheseAtWork(one.Leader, one.Psychologist)).Values)
                await desk.Asked($"case {id} {row.Id}", person);
        await db.SaveChangesAsync();
        var back = (topic, typed["from"]) switch { (Topic.PassOn, "messages") => "messages", (Topic.SharePlan, "plans") => $"plans/{about}", _ => "consents" };
        return Page.SeeOther($"/cases/{id}/{back}", yes ? "case-consents.said-yes" : "case-consents.said-no");
    }

    /// <summary>What a yes is to; null where it is not there, or another by now than the one that was shown. A no to what is gone is still a no.</summary>
    private static async Task<To?> Target(Case one, Topic topic, Guid about, string shown, bool yes, Database db) => topic switch
    {
        // Nobody lets in somebody who does not lead them; the psychologist is no leader of the case.
        Topic.LeaderContact => !yes || one.IsOpen && (await db.LeaderOf(one.Employee))?.Id == about && about != one.Psychologist ? new To(null) : null,
        Topic.PassOn => (await db.MessagesOf(one.Id)).Find(message => message.Id == about) is { } message && (!yes || message.Print == shown && one.IsOpen && one.HasLeaderContact && message.Leader == one.Leader) ? new To(message.Hash) : null,
        Topic.SharePlan => (await db.PlansOf(one.Id)).Exists(plan => plan.Id == about) && (!yes || one.IsOpen && one.HasLeaderContact) ? new To(null) : null,
        _ => null,
    };

    private static async Task<IResult> Anew(Guid id, Database db, Gate gate, Visit visit) =>
        (await gate.Ask<Case>(id, Kind.Case, Operation.Read)) is { Verdict: Verdict.Yes, Grant: { } grant } ? await Of(await db.FoundCase(id), db, gate.Me, grant, visit, "case-consents.errors.changed") : Page.NotFound();

    private static async Task<IResult> Of(Case one, Database db, Guid me, AccessGrant grant, Visit visit, string? trouble = null)
    {
        var (relation, messages, plans, meeting, today, people) = (one.RelationOf(me), new List<Message>(), new List<CasePlan>(), (ThreeMeeting?)null, (Person?)null, (IReadOnlyDictionary<Guid, Person>)new Dictionary<Guid, Person>());
        await db.InOneTrip(
            async () => messages = await db.MessagesOf(one.Id),
            async () => plans = await db.PlansOf(one.Id),
            async () => meeting = await db.LatestThree(one.Id),
            async () => people = await db.TheseAtWork(one.Employee, one.Leader, one.Psychologist));
        if (relation == Relation.Employee && one is { IsOpen: true, HasLeaderContact: false })
            today = await db.LeaderOf(me);
        return Page.Of<ConsentsPage>(
            new
            {
                Case = one, As = relation, People = people, LeaderToday = today is { } leader && leader.Id != one.Psychologist ? leader : null,
                Messages = (IReadOnlyList<(Message, string)>)[.. messages.Select(message => (message, message.Read(grant)))],
                Plans = (IReadOnlyList<CasePlan>)plans, Meeting = meeting is { } latest && latest.IsAhead(visit.Now) && latest.Stands(one) ? latest : null, Trouble = trouble,
            },
            trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private sealed record To(byte[]? Text);

    // The leader is only ever given what is theirs to see.
    private IEnumerable<CasePlan> Shared => Plans.Where(plan => As == Relation.Leader || plan.IsShared(Case));

    private bool Mine => As == Relation.Employee;

    // A leader who registered it has contact before the employee has said a word in the product.
    private bool Answered => Case.Consents.Live(Topic.LeaderContact, Case.Leader!.Value, Case.Employee) is not null;

    private string LeaderName => People.NameOf(Case.Leader, Visit);
}
