using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases.Follow;

/// <summary>A case as one reader sees it, with everything its page shows. Row-level security has left out what is not theirs.</summary>
/// <param name="Case">The case.</param>
/// <param name="As">What the reader is to it.</param>
/// <param name="Contacts">The contacts they see.</param>
/// <param name="Events">What has happened, the newest first.</param>
/// <param name="Done">The guide cards the reader has been through.</param>
/// <param name="Names">Names of the people in it; those who are gone have none.</param>
/// <param name="Said">What was said at the registration; for the employee and the psychologist.</param>
/// <param name="Signpost">Where else there is help; for the employee and the psychologist.</param>
/// <param name="KeptMonths">How long it is kept when it is over.</param>
public sealed record CaseFile(
    Case Case, Relation As, IReadOnlyList<Contact> Contacts, IReadOnlyList<Happening> Events, IReadOnlySet<string> Done, IReadOnlyDictionary<Guid, string> Names, Said? Said, Signpost? Signpost, int KeptMonths)
{
    /// <summary>Reads it, in one round trip after the gate has found the case.</summary>
    public static async Task<CaseFile> Of(Guid id, Database db, Guid me, AccessGrant grant)
    {
        var one = await db.FoundCase(id);
        var (contacts, events, done, people, registration, months) = ((List<Contact>)[], (List<Happening>)[], (List<string>)[], new Dictionary<Guid, string>(), (Registration?)null, Case.KeptMonths);
        var (all, happened) = (db.People, db.CaseEvents);
        IEnumerable<Func<Task>> questions =
        [
            async () => contacts = await db.ContactsOf(id),
            async () => events = await happened.AsNoTracking().Where(what => what.CaseId == id).OrderByDescending(what => what.At).ToListAsync(),
            async () => done = await db.CaseGuides.Where(guide => guide.CaseId == id && guide.Person == me).Select(guide => guide.Card).ToListAsync(),
            // Those in it by their ids, and then those of each event: so each is looked up, and nobody looked through.
            async () => people = await all.Where(person => person.Id == one.Employee || person.Id == one.Leader || person.Id == one.Psychologist).Select(person => new { person.Id, person.Name })
                .Union(happened.Where(what => what.CaseId == id).Join(all, what => what.Person, person => (Guid?)person.Id, (what, person) => new { person.Id, person.Name }))
                .Union(happened.Where(what => what.CaseId == id).Join(all, what => what.About, person => (Guid?)person.Id, (what, person) => new { person.Id, person.Name }))
                .ToDictionaryAsync(person => person.Id, person => person.Name),
            async () => months = (await db.TheWorkplace())!.CaseMonths,
            async () => registration = await db.CaseRegistrations.AsNoTracking().SingleOrDefaultAsync(said => said.Id == id),
        ];
        await db.InOneTrip(questions);
        return new(one, one.RelationOf(me), contacts, events, done.ToHashSet(), people, registration?.Read(grant), registration?.PointedTo(grant), months);
    }

    /// <summary>Whether the reader is the psychologist on it, and it is open.</summary>
    public bool Keeps => As == Relation.Keeper && Case.IsOpen;

    /// <summary>Somebody's name; null for one who is gone.</summary>
    public string? NameOf(Guid? person) => person is { } id ? Names.GetValueOrDefault(id) : null;

    /// <summary>The rail as it stands today. The talks are not for the leader to see: where there is nothing else on the way, they are not told that there was none.</summary>
    public IReadOnlyList<Stop> Rail(DateOnly today) =>
        [.. Cases.Rail.Of(Case, Contacts, today).Select(stop => As == Relation.Leader && stop is { Point: Point.Along, On: null } ? stop with { Mark = Mark.Theirs } : stop)];
}
