using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.FollowUp;

/// <summary>Afterwards: what became of each agreement, whether it helped, each side's view beside the other's, and the way on.</summary>
public sealed partial class FollowUpPage
{
    /// <summary>The longest note.</summary>
    public const int LongestNote = 1000;

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/follow-up", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/follow-up/{agreement}/state", Turn).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/follow-up/{agreement}/outcome", Say).May<Conversation>(Operation.Write, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library) => await Shown(await db.Found(id), db, gate, library);

    private static async Task<IResult> Turn(Guid id, string agreement, Posted form, Database db, Gate gate, ConversationLetters letters, Visit visit)
    {
        var (conversation, promised) = await Find(id, agreement, db);
        if (!Enum.TryParse<Promise>(form["state"], out var state) || !Enum.IsDefined(state))
            throw new NotNow();
        var proposer = promised.DropBy;
        promised.Turn(state, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        // A proposal asks the other, and its answer tells whoever made it; taken back, there is nothing to tell.
        if (promised.DropBy is not null || (proposer is not null && proposer != gate.Me))
            await letters.Tell(conversation, (await Two.Of(conversation, db)).Other(gate.Me), promised.DropBy is null ? News.Changed : News.Decide, $"{promised.Id} {promised.Version}", visit.Now, Leads.FollowUp);
        var said = promised.DropBy is not null ? "proposed" : proposer is not null && state == Promise.Open ? "kept" : state.ToString();
        return Page.SeeOther($"/conversations/{id}/follow-up#agreement-{promised.Id}", $"conversations.follow-up.turned.{said}");
    }

    private static async Task<IResult> Say(Guid id, string agreement, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (conversation, promised) = await Find(id, agreement, db);
        var typed = new TypedOutcome(promised.Id, form["answer"], form["note"]);
        if (typed.Error is not null)
            return await Shown(conversation, db, gate, library, typed);
        var outcome = await db.Outcomes.SingleOrDefaultAsync(said => said.Agreement == promised.Id && said.Person == gate.Me);
        if (outcome is null)
            db.Add(outcome = new Outcome { Id = Ids.New(), Agreement = promised.Id, Conversation = id, Person = gate.Me, Answer = typed.Meant, Version = 0, At = visit.Now });
        outcome.Say(typed.Meant, gate.Grant.Seal(typed.Note, Columns.Note, outcome.Id), visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/conversations/{id}/follow-up#agreement-{promised.Id}", "conversations.follow-up.said", kept: $"/conversations/{id}/follow-up/{promised.Id}/outcome");
    }

    /// <summary>The agreement, if it holds here and now.</summary>
    private static async Task<(Conversation, Agreement)> Find(Guid id, string agreement, Database db)
    {
        var conversation = await db.Found(id);
        return Guid.TryParse(agreement, out var wished) && await db.Agreements.SingleOrDefaultAsync(one => one.Id == wished && one.Conversation == id) is { } promised && conversation.Holds(promised)
            ? (conversation, promised)
            : throw new NotNow();
    }

    private static async Task<IResult> Shown(Conversation conversation, Database db, Gate gate, Library library, TypedOutcome? typed = null)
    {
        var two = await Two.Of(conversation, db);
        var (outcomes, agreements, after) = (default(List<Outcome>)!, default(List<Agreement>)!, default(List<Following>)!);
        await db.InOneTrip(async () => outcomes = await db.OutcomesOf(conversation.Id), async () => agreements = await db.AgreementsOf(conversation.Id), async () => after = await db.After(conversation.Id));
        var grant = gate.Grant;
        return Page.Of<FollowUpPage>(
            new
            {
                Conversation = conversation,
                Two = two,
                Me = gate.Me,
                Illness = library.IllnessWords,
                Typed = typed,
                After = after.Find(later => later.Stands)?.Id,
                Agreements = (IReadOnlyList<Promised>)[.. agreements.Select(one => new Promised(one, grant.Open(one.What, Columns.What, one.Id)!, conversation.Holds(one), Said(two.One(gate.Me).Id, one), Said(two.Other(gate.Me).Id, one)))],
            },
            typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

        Said? Said(Guid person, Agreement about) =>
            outcomes.Find(said => said.Agreement == about.Id && said.Person == person) is { } said ? new Said(said.Answer, grant.Open(said.Note, Columns.Note, said.Id), said.At) : null;
    }
}

/// <summary>An agreement as it is followed up.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="What">Opened.</param>
/// <param name="Holds">Whether it holds here and now, so that something can be said of it.</param>
/// <param name="Mine">What I said of it.</param>
/// <param name="Theirs">What the other said.</param>
public sealed record Promised(Agreement Agreement, string What, bool Holds, Said? Mine, Said? Theirs);

/// <summary>What one of the two said of an agreement.</summary>
public sealed record Said(Helped Answer, string? Note, DateTimeOffset At);

/// <summary>What somebody says of an agreement, as typed.</summary>
public sealed record TypedOutcome(Guid Agreement, string Answer, string Note)
{
    /// <summary>The answer meant.</summary>
    public Helped Meant => Enum.Parse<Helped>(Answer);

    /// <summary>The word key of what is wrong; null when nothing is.</summary>
    public string? Error =>
        !Enum.TryParse<Helped>(Answer, out var answer) || !Enum.IsDefined(answer) ? "conversations.follow-up.error.answer"
        : Note.Length > FollowUpPage.LongestNote ? "conversations.follow-up.error.long" : null;
}
