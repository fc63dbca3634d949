using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Ask;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Plan;

/// <summary>The employee brings somebody along, somebody else, or nobody after all.</summary>
public sealed partial class Bring
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/companion", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/companion", Choose).May<Conversation>(Operation.Write, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var conversation = await db.Found(id);
        return conversation is { State: Stage.Invited or Stage.Planned, PausedAt: null } && conversation.Employee == gate.Me
            ? await Shown(conversation, db, gate, TypedCompanion.Of(Answer.CompanionOf(conversation, gate.Grant)), new Errors())
            : Page.SeeOther($"/conversations/{id}");
    }

    private static async Task<IResult> Choose(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var (conversation, typed, errors) = (await db.Found(id), TypedCompanion.From(form), new Errors());
        var companion = typed.Judge(errors);
        if (errors.Any)
            return await Shown(conversation, db, gate, typed, errors);
        var before = Answer.CompanionOf(conversation, gate.Grant);
        var brought = conversation.Bring(gate.Me, companion is null ? null : gate.Grant.SealAny(JsonSerializer.Serialize(companion), Columns.Companion, id), visit.Now);
        if (companion == before)
            return Page.SeeOther($"/conversations/{id}");
        db.Add(brought);
        await db.SaveChangesAsync();

        var two = await Two.Of(conversation, db);
        await letters.Tell(conversation, two.Leader, News.Changed, brought.Id, visit.Now);
        if (conversation.State == Stage.Planned && companion?.Email != before?.Email)
        {
            await letters.Tell(conversation, before, two.Employee.Language, brought.Id, visit.Now, cancelled: true);
            await letters.Tell(conversation, companion, two.Employee.Language, brought.Id, visit.Now);
        }
        return Page.SeeOther($"/conversations/{id}", "conversations.answer.saved", kept: $"/conversations/{id}/companion");
    }

    private static async Task<IResult> Shown(Conversation conversation, Database db, Gate gate, TypedCompanion typed, Errors errors) =>
        Page.Of<Bring>(
            new { Conversation = conversation, Other = (await Two.Of(conversation, db)).Other(gate.Me).Name, Typed = typed, Errors = errors },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
