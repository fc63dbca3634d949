using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Follow;

/// <summary>What the psychologist does with the contacts of a case: plans, moves, notes as held, calls off. When, how long and with whom; there is no field for what was said.</summary>
internal static class ContactsPage
{
    private const int DaysAhead = 366;

    /// <summary>What the psychologist plans and notes here. A meeting of three has its own way: it takes three yeses.</summary>
    public static readonly IReadOnlyList<ContactKind> Kinds = [ContactKind.Talk, ContactKind.LeaderStart, ContactKind.Leader, ContactKind.LeaderEnd];

    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/cases/{id}/contacts", Plan).May<Case>(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/contacts/held", Note).May<Case>(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/contacts/{contact:guid}/held", Hold).May<Case>(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/contacts/{contact:guid}/taking-back", TakeBack).May<Case>(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/contacts/{contact:guid}/day", Move).May<Case>(Operation.Organise, Kind.Case);
        doors.MapPost("/cases/{id}/contacts/{contact:guid}/cancellation", Cancel).May<Case>(Operation.Organise, Kind.Case);
    }

    private static async Task<IResult> Plan(Guid id, Posted form, Database db, Gate gate, CaseLetters letters, Visit visit, Library library)
    {
        var (typed, one) = (new Typed(form), await db.ClaimCase(id));
        var kind = typed.One("kind", Kinds, "cases.errors.kind");
        var due = Ahead(typed, "due", visit);
        typed.Errors.AddWhen(kind != ContactKind.Talk && !one.HasLeaderContact && typed.Errors["kind"] is null, "kind", "cases.errors.no-leader");
        if (typed.Errors.Any || due is not { } day)
            return await CasePage.Of(id, db, gate.Me, gate.Grant, visit, library, typed, StatusCodes.Status422UnprocessableEntity);
        var contact = Contact.Plan(id, kind, day, visit.Now);
        db.Add(contact);
        await db.SaveChangesAsync();
        // The leader is promised word of it, and has the day on their own page.
        if (kind == ContactKind.LeaderEnd && one.Leader is { } leader)
            await letters.Tell(id, $"closing contact {contact.Id}", leader);
        return Page.SeeOther($"/cases/{id}#contacts", "cases.contacts.planned");
    }

    private static async Task<IResult> Note(Guid id, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (typed, one) = (new Typed(form), await db.ClaimCase(id));
        var kind = typed.One("which", Kinds, "cases.errors.kind");
        var held = Held(typed, "note", kind, one, visit);
        if (typed.Errors.Any || held is not { } what)
            return await CasePage.Of(id, db, gate.Me, gate.Grant, visit, library, typed, StatusCodes.Status422UnprocessableEntity);
        var contact = Contact.Unplanned(id, kind, visit.Now);
        contact.Hold(one, what.On, what.Minutes, what.With, gate.Me);
        db.Add(contact);
        return await Held(one, db, gate, visit);
    }

    private static async Task<IResult> Hold(Guid id, Guid contact, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (typed, one) = (new Typed(form), await db.ClaimCase(id));
        if (await Find(id, contact, typed, db) is not { } found)
            return Page.NotFound();
        var held = Held(typed, contact.ToString(), found.Kind, one, visit);
        if (typed.Errors.Any || held is not { } what)
            return await CasePage.Of(id, db, gate.Me, gate.Grant, visit, library, typed, StatusCodes.Status422UnprocessableEntity);
        found.Hold(one, what.On, what.Minutes, what.With, gate.Me);
        return await Held(one, db, gate, visit);
    }

    // Nothing is counted before the case is closed: until then a slip is put right, and the first one of all is as if it had not been.
    private static async Task<IResult> TakeBack(Guid id, Guid contact, Posted form, Database db, Gate gate, Visit visit)
    {
        var (typed, one) = (new Typed(form), await db.ClaimCase(id));
        if (await Find(id, contact, typed, db) is not { } found)
            return Page.NotFound();
        found.TakeBack();
        if (!(await db.ContactsOf(id)).Exists(other => other.HeldOn is not null))
            db.Add(one.NotBegun(gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{id}#contact-{contact}", "cases.contacts.taken-back");
    }

    private static async Task<IResult> Move(Guid id, Guid contact, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var typed = new Typed(form);
        if (await Find(id, contact, typed, db) is not { } found)
            return Page.NotFound();
        NotNow.Unless(HasNoOtherWay(found));
        if (Ahead(typed, $"{contact}-due", visit) is not { } day)
            return await CasePage.Of(id, db, gate.Me, gate.Grant, visit, library, typed, StatusCodes.Status422UnprocessableEntity);
        found.Move(day);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{id}#contacts", "cases.contacts.moved");
    }

    private static async Task<IResult> Cancel(Guid id, Guid contact, Posted form, Database db, Visit visit)
    {
        if (await Find(id, contact, new Typed(form), db) is not { } found)
            return Page.NotFound();
        NotNow.Unless(MayCancel(found, visit.Today));
        found.Cancel(visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{id}#contacts", "cases.contacts.called-off");
    }

    private static async Task<IResult> Held(Case one, Database db, Gate gate, Visit visit)
    {
        if (one.Begin(gate.Me, visit.Now) is { } begun)
            db.Add(begun);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{one.Id}#contacts", "cases.contacts.noted");
    }

    // An old page changes nothing: whoever sent it is shown what stands now.
    private static async Task<Contact?> Find(Guid id, Guid contact, Typed typed, Database db)
    {
        var found = (await db.ContactsOf(id)).Find(one => one.Id == contact);
        return found is null || found.Version == typed.Version ? found : throw new NotNow();
    }

    /// <summary>Whether the psychologist calls it off here. A meeting of three only when its day has passed and it was not held: before that it is called off where all three are told.</summary>
    internal static bool MayCancel(Contact contact, DateOnly today) => HasNoOtherWay(contact) || contact.DueOn < today;

    // A meeting of three is moved and called off where all three are told, and nobody learns who did.
    private static bool HasNoOtherWay(Contact contact) => Kinds.Contains(contact.Kind);

    private static DateOnly? Ahead(Typed typed, string field, Visit visit)
    {
        var day = typed.Day(field);
        typed.Errors.AddWhen(day < visit.Today, field, "cases.errors.past");
        typed.Errors.AddWhen(day > visit.Today.AddDays(DaysAhead), field, "cases.errors.far");
        return typed.Errors[field] is null ? day : null;
    }

    private static (DateOnly On, int Minutes, Present With)? Held(Typed typed, string form, ContactKind kind, Case one, Visit visit)
    {
        var day = typed.Day($"{form}-on");
        typed.Errors.AddWhen(day > visit.Today, $"{form}-on", "cases.errors.not-yet");
        typed.Errors.AddWhen(day < Clock.Day(one.RegisteredAt), $"{form}-on", "cases.errors.before");
        typed.Errors.AddWhen(day is { } on && kind != ContactKind.Talk && !one.HadLeaderContact(on), $"{form}-on", "cases.errors.no-leader");
        var minutes = typed.Number($"{form}-minutes", 1, Contact.Longest, "cases.errors.minutes");
        var with = typed.One($"{form}-with", Enum.GetValues<Present>(), "cases.errors.with-whom");
        typed.Errors.AddWhen(typed.Errors["which"] is null && typed.Errors[$"{form}-with"] is null && !Contact.MayBeWith(kind, with), $"{form}-with", "cases.errors.was-there");
        return day is { } held ? (held, minutes, with) : null;
    }
}
