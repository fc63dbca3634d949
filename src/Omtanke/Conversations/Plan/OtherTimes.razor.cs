using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Ask;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Plan;

/// <summary>Proposing other times, from either side; an agreed time no longer holds then.</summary>
public sealed partial class OtherTimes
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/times", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/times", Propose).May<Conversation>(Operation.Write, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Visit visit)
    {
        var conversation = await db.Found(id);
        return conversation is { State: Stage.Invited or Stage.Planned, PausedAt: null }
            ? await Shown(conversation, db, gate, Times.Suggested(visit.Today), new Errors())
            : Page.SeeOther($"/conversations/{id}");
    }

    private static async Task<IResult> Propose(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var (conversation, typed, errors) = (await db.Found(id), Times.From(form), new Errors());
        var times = typed.Judge(errors, visit.Now);
        if (errors.Any)
            return await Shown(conversation, db, gate, typed, errors);
        // A page that was opened before the last answer came must not wipe that answer out unseen.
        if (form["round"] != Invitation.Text(conversation.Round) || form["state"] != conversation.State.ToString())
            throw new NotNow();

        // An agreed time no longer holds: it leaves the calendars at once, whatever comes of the new ones.
        var wasPlanned = conversation.PlannedAt is not null;
        if (wasPlanned)
            await Answer.TellAll(conversation, Answer.CompanionOf(conversation, gate.Grant), db, letters, News.Cancelled, conversation.Round, visit.Now);
        db.AddRange(conversation.Propose(gate.Me, times, visit.Now));
        var asked = conversation.AskForAnotherTime(gate.Me, visit.Now);
        db.Add(asked);
        await db.SaveChangesAsync();
        if (!wasPlanned)
            await letters.Tell(conversation, (await Two.Of(conversation, db)).Other(gate.Me), News.OtherTimes, asked.Id, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.answer.proposed", kept: $"/conversations/{id}/times");
    }

    private static async Task<IResult> Shown(Conversation conversation, Database db, Gate gate, Times typed, Errors errors) =>
        Page.Of<OtherTimes>(
            new { Conversation = conversation, Other = (await Two.Of(conversation, db)).Other(gate.Me).Name, Typed = typed, Errors = errors },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
