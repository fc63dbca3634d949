using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Ask;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Plan;

/// <summary>Moving it to another room, a phone or a link; or making it shorter or longer.</summary>
public sealed partial class Where
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/place", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/place", Move).May<Conversation>(Operation.Write, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var conversation = await db.Found(id);
        return conversation is { State: Stage.Invited or Stage.Planned, PausedAt: null }
            ? await Shown(conversation, db, gate, new TypedPlace(gate.Grant.Open(conversation.Place, Columns.Place, id) ?? "", Invitation.Text(conversation.Minutes)), new Errors())
            : Page.SeeOther($"/conversations/{id}");
    }

    private static async Task<IResult> Move(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var (conversation, typed, errors) = (await db.Found(id), TypedPlace.From(form), new Errors());
        var minutes = typed.Judge(errors);
        if (errors.Any)
            return await Shown(conversation, db, gate, typed, errors);
        var longer = minutes != conversation.Minutes;
        var moved = conversation.MoveTo(gate.Me, gate.Grant.Seal(typed.Place, Columns.Place, id), minutes, visit.Now);
        db.Add(moved);
        await db.SaveChangesAsync();
        if (longer && conversation.PlannedAt is not null)
            await Answer.TellAll(conversation, Answer.CompanionOf(conversation, gate.Grant), db, letters, News.Planned, moved.Id, visit.Now);
        else
            await letters.Tell(conversation, (await Two.Of(conversation, db)).Other(gate.Me), News.Changed, moved.Id, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.answer.saved", kept: $"/conversations/{id}/place");
    }

    private static async Task<IResult> Shown(Conversation conversation, Database db, Gate gate, TypedPlace typed, Errors errors) =>
        Page.Of<Where>(
            new { Conversation = conversation, Other = (await Two.Of(conversation, db)).Other(gate.Me).Name, Typed = typed, Errors = errors },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
