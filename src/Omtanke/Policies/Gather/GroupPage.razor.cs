using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Policies.Write;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies.Gather;

/// <summary>Who is in the group, what the text is called, and whether comments come with names. What happened so far stands below.</summary>
public sealed partial class GroupPage
{
    private const int MostMembers = 40;

    [Parameter, EditorRequired] public required Policy Policy { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Person> Members { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Event> Events { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether a round is open: what was promised to those who are asked stands.</summary>
    [Parameter] public bool InRound { get; set; }

    /// <summary>Whether the whole of it may be thrown away: nothing of it was published.</summary>
    [Parameter] public bool MayErase { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/group", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/group", TakeIn).May<Policy>(Operation.Write, Kind.Group);
        doors.MapPost("/policies/{id}/group/{person:guid}/leaving", LetGo).May<Policy>(Operation.Write, Kind.Group);
        doors.MapPost("/policies/{id}/name", Rename).May<Policy>(Operation.Write, Kind.Group);
        doors.MapPost("/policies/{id}/erasure", Erase).May<Policy>(Operation.Erase, Kind.Group);
    }

    private static string AddressOf(Guid policy) => $"/policies/{policy}/group";

    private static async Task<IResult> Show(Guid id, Database db, Caller caller) => await Of(await db.FoundPolicy(id), db, caller, new Typed());

    private static async Task<IResult> TakeIn(Guid id, Posted form, Database db, Gate gate, Caller caller, Visit visit)
    {
        var (policy, typed) = (await db.ClaimPolicy(id), new Typed(form));
        typed.Errors.AddWhen(typed["person"].Length == 0, "person", "policies.errors.person-missing");
        var person = await typed.Person("person", db);
        typed.Errors.AddWhen(policy.Members.Length >= MostMembers, "person", "policies.errors.group-full");
        if (typed.Errors.Any)
            return await Of(policy, db, caller, typed);
        if (!policy.Members.Contains(person!.Id))
        {
            db.Add(policy.TakeIn(person.Id, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "policies.group.taken-in", AddressOf(id));
    }

    private static async Task<IResult> LetGo(Guid id, Guid person, Database db, Gate gate, Caller caller, Visit visit)
    {
        var policy = await db.ClaimPolicy(id);
        // Whoever takes themself out would leave without anybody having said yes to it, and perhaps nobody behind.
        if (person == gate.Me)
        {
            var typed = new Typed();
            typed.Errors.Add("person", "policies.errors.not-oneself");
            return await Of(policy, db, caller, typed);
        }
        if (policy.Members.Contains(person))
        {
            db.Add(policy.LetGo(person, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "policies.group.let-go");
    }

    private static async Task<IResult> Rename(Guid id, Posted form, Database db, Caller caller)
    {
        var (policy, typed) = (await db.ClaimPolicy(id), new Typed(form));
        var title = typed.Line("title", Policy.LongestTitle, "policies.errors.title");
        var named = typed["named"];
        typed.Errors.AddWhen(named.Length > 0 && named is not ("yes" or "no"), "named", "policies.errors.named");
        typed.Errors.AddWhen(named is "yes" or "no" && (named == "yes") != policy.Named && await IsInRound(db, id), "named", "policies.errors.named-in-round");
        if (typed.Errors.Any)
            return await Of(policy, db, caller, typed);
        policy.Title = title;
        if (named.Length > 0)
            policy.Named = named == "yes";
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "policies.group.renamed", $"/policies/{id}/name");
    }

    /// <summary>Thrown away, as long as nothing of it was published: text, versions and comments.</summary>
    private static async Task<IResult> Erase(Guid id, Database db, Erasure erasure)
    {
        var policy = await db.ClaimPolicy(id);
        if (await db.Editions.AnyAsync(edition => edition.Policy == id))
            return Page.SeeOther(AddressOf(id));
        await erasure.Note(id, "policies", null);
        db.Remove(policy);
        await db.SaveChangesAsync();
        return Page.SeeOther("/policies", "policies.group.erased");
    }

    private static async Task<IResult> Of(Policy policy, Database db, Caller caller, Typed typed)
    {
        var events = await db.PolicyEvents.AsNoTracking().Where(happened => happened.Policy == policy.Id).OrderByDescending(happened => happened.At).ThenByDescending(happened => happened.What).Take(100).ToListAsync();
        var members = await db.People.AsNoTracking().Where(person => policy.Members.Contains(person.Id)).OrderBy(person => person.Name).ToListAsync();
        return Page.Of<GroupPage>(
            new
            {
                Policy = policy, Typed = typed, InRound = await IsInRound(db, policy.Id), Members = (IReadOnlyList<Person>)members, Events = (IReadOnlyList<Event>)events,
                Names = await db.NamesOf(events.SelectMany(happened => new[] { happened.Person, happened.About })),
                MayErase = Access.Decide(caller.Actor, Relation.Member, Kind.Group, State.Active, Operation.Erase) == Verdict.Yes && !await db.Editions.AnyAsync(edition => edition.Policy == policy.Id),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static Task<bool> IsInRound(Database db, Guid policy) => db.Rounds.AnyAsync(round => round.Policy == policy && round.ClosedAt == null);

    private string By(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["policies.somebody"];
}
