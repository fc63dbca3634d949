using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Close;

/// <summary>Closing a conversation, opening it again, and how long it is kept.</summary>
public sealed partial class Closing
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/closing", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/closing", Close).May<Conversation>(Operation.Close, Kind.Shared);
        doors.MapPost("/conversations/{id}/continuation", KeepOpen).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/reopening", Reopen).May<Conversation>(Operation.Reopen, Kind.Shared);
        doors.MapPost("/conversations/{id}/retention", KeepShorter).May<Conversation>(Operation.Write, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var conversation = await db.Found(id);
        if (conversation.CameToNothing)
            return Page.SeeOther($"/conversations/{id}");
        return Page.Of<Closing>(new
        {
            Conversation = conversation,
            Me = gate.Me,
            Other = (await Two.Of(conversation, db)).Other(gate.Me),
            Workplace = (await db.TheWorkplace())!,
            OpenAgreements = await db.Agreements.CountAsync(agreement => agreement.Conversation == id && agreement.State == Promise.Open),
        });
    }

    private static async Task<IResult> Close(Guid id, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        var closed = conversation.Close(gate.Me, visit.Now);
        db.Add(closed);
        await db.SaveChangesAsync();
        await Plan.Answer.TellEnd(conversation, closed, db, gate, letters, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.close.closed");
    }

    // Nobody is written to: the other was told of the day, and finds it gone.
    private static async Task<IResult> KeepOpen(Guid id, Database db, Gate gate, Visit visit)
    {
        db.Add((await db.Conversations.SingleAsync(found => found.Id == id)).KeepOpen(gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/conversations/{id}", "conversations.close.kept-open");
    }

    private static async Task<IResult> Reopen(Guid id, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        return await Done(conversation, conversation.Reopen(gate.Me, visit.Now), "conversations.close.reopened", db, gate, visit, letters);
    }

    private static async Task<IResult> KeepShorter(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var (conversation, workplace) = (await db.Found(id), (await db.TheWorkplace())!);
        if (!int.TryParse(form["months"], System.Globalization.CultureInfo.InvariantCulture, out var months) || months < workplace.RetentionMonthsLeast)
            throw new NotNow();
        return await Done(conversation, conversation.KeepShorter(gate.Me, months, visit.Now), "conversations.close.shortened", db, gate, visit, letters);
    }

    private static async Task<IResult> Done(Conversation conversation, Event what, string notice, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        db.Add(what);
        await db.SaveChangesAsync();
        await letters.Tell(conversation, (await Two.Of(conversation, db)).Other(gate.Me), News.Changed, what.Id, visit.Now);
        return Page.SeeOther($"/conversations/{conversation.Id}", notice);
    }
}
