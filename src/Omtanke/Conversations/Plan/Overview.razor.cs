using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Plan;

/// <summary>One conversation at a glance: where it stands, what is next for me, and everything agreed about when, where and with whom.</summary>
public sealed partial class Overview
{
    internal static void Open(IEndpointRouteBuilder doors) =>
        doors.MapGet("/conversations/{id}", Show).May<Conversation>(Operation.Read, Kind.Shared);

    private static Task<IResult> Show(Guid id, Database db, Gate gate, Visit visit) => Of(id, db, gate.Me, gate.Grant, visit);

    /// <summary>The page; <paramref name="changed"/> when it is shown instead of doing something that no longer fits.</summary>
    internal static async Task<IResult> Of(Guid id, Database db, Guid me, AccessGrant grant, Visit visit, bool changed = false)
    {
        var conversation = await db.Found(id);
        var (events, after, proposals, before, others) = (default(List<Event>)!, default(List<Following>)!, new List<Proposal>(), default(Guid?), default(ILookup<Role, string>));
        await db.InOneTrip(
            async () => events = await db.EventsOf(id),
            async () => after = await db.After(id),
            async () => proposals = conversation.State == Stage.Invited ? await db.Proposals.AsNoTracking().Where(proposal => proposal.Conversation == id && proposal.Round == conversation.Round).OrderBy(proposal => proposal.StartsAt).ToListAsync() : [],
            async () => others = conversation.RefusedByLeader && me == conversation.Employee ? await db.Nearest(me, conversation.Leader, Role.ShopSteward, Role.SafetyRepresentative, Role.HumanResources, Role.Psychologist) : null,
            async () => before = conversation.Follows is { } earlier && await db.Conversations.AnyAsync(one => one.Id == earlier) ? earlier : null);
        var plan = new Glance(
            conversation, me, await Two.Of(conversation, db), proposals, events, before,
            after.Find(later => later.Employee == conversation.Employee)?.Id,
            grant.Open(conversation.Message, Columns.Message, id),
            grant.Open(conversation.Place, Columns.Place, id),
            grant.Open(conversation.Companion, Columns.Companion, id) is { } companion ? JsonSerializer.Deserialize<Companion>(companion) : null,
            grant.Open(conversation.Regret, Columns.Regret, id))
        {
            Others = others,
        };
        return Page.Of<Overview>(new { It = plan, Changed = changed }, changed ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}

/// <summary>What the overview shows.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Me">Who looks.</param>
/// <param name="Two">Its people.</param>
/// <param name="Proposals">The newest round of proposed times, while one waits for an answer.</param>
/// <param name="Events">Its history, oldest first.</param>
/// <param name="Before">The conversation it carries on from, where that one still exists for me.</param>
/// <param name="After">The newest conversation that carries it on.</param>
/// <param name="Message">Opened.</param>
/// <param name="Place">Opened.</param>
/// <param name="Companion">Opened.</param>
/// <param name="Regret">The kind word along with a no: the name of one of <see cref="Regrets"/>.</param>
public sealed record Glance(
    Conversation Conversation, Guid Me, Two Two, IReadOnlyList<Proposal> Proposals, IReadOnlyList<Event> Events, Guid? Before, Guid? After,
    string? Message, string? Place, Companion? Companion, string? Regret)
{
    /// <summary>Whom the employee may turn to after the leader's no, by role; null for everybody else.</summary>
    public ILookup<Role, string>? Others { get; init; }

    /// <summary>The other's name.</summary>
    public string Other => Two.Other(Me).Name;

    /// <summary>The other's first name.</summary>
    public string OtherFirst => Two.Other(Me).FirstName;

    /// <summary>Whether I am the employee.</summary>
    public bool IsEmployee => Me == Conversation.Employee;

    /// <summary>Whether I began it.</summary>
    public bool IsMine => Me == Conversation.BegunBy;

    /// <summary>Whether times are proposed for me to choose among.</summary>
    public bool IsForMeToAnswer => Conversation.State == Stage.Invited && Proposals.Count > 0 && Proposals[0].ProposedBy != Me;

    /// <summary>That one of the two has said they have not talked yet, where that is the last thing said of it.</summary>
    public Event? NotYet => Events.LastOrDefault(happened => happened.What is Moment.Held or Moment.NotYet or Moment.Accepted) is { What: Moment.NotYet } undone ? undone : null;

    /// <summary>The first name of whoever did something.</summary>
    public string? Name(Guid? person) => person == Two.Employee.Id ? Two.Employee.FirstName : person == Two.Leader.Id ? Two.Leader.FirstName : null;
}
