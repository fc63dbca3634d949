using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Plan;

/// <summary>Yes, no thank you, and taking it back.</summary>
internal static class Answer
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/conversations/{id}/acceptance", Accept).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/refusal", Decline).May<Conversation>(Operation.Close, Kind.Shared);
        doors.MapPost("/conversations/{id}/withdrawal", Withdraw).May<Conversation>(Operation.Close, Kind.Shared);
        doors.MapGet("/conversations/{id}/calendar.ics", Calendar).May<Conversation>(Operation.Read, Kind.Shared);
    }

    private static async Task<IResult> Accept(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        if (!Guid.TryParse(form["proposal"], out var chosen) || await db.Proposals.SingleOrDefaultAsync(one => one.Id == chosen && one.Conversation == id) is not { } time)
            throw new NotNow();
        var accepted = conversation.Accept(gate.Me, time, visit.Now);
        db.Add(accepted);
        await db.SaveChangesAsync();
        await TellAll(conversation, CompanionOf(conversation, gate.Grant), db, letters, News.Planned, accepted.Id, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.answer.accepted");
    }

    private static async Task<IResult> Decline(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        if (Enum.TryParse<Regrets>(form["regret"], out var word) && Enum.IsDefined(word))
            conversation.Regret = gate.Grant.Seal(word.ToString(), Columns.Regret, id);
        return await CallOff(conversation, conversation.Decline(gate.Me, visit.Now), "conversations.answer.declined-done", db, gate, visit, letters);
    }

    private static async Task<IResult> Withdraw(Guid id, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        return await CallOff(conversation, conversation.Withdraw(gate.Me, visit.Now), "conversations.answer.withdrawn-done", db, gate, visit, letters);
    }

    private static async Task<IResult> CallOff(Conversation conversation, Event ended, string notice, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        db.Add(ended);
        await FollowUp.Carrying.BringBack(conversation, db, visit.Now);
        await db.SaveChangesAsync();
        await TellEnd(conversation, ended, db, gate, letters, visit.Now);
        return Page.SeeOther($"/conversations/{conversation.Id}", notice);
    }

    private static async Task<IResult> Calendar(Guid id, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        return letters.Calendar(conversation, visit.Code, cancelled: conversation is { IsOpen: false, HeldAt: null }) is { } file
            ? Results.Text(file.Write(visit.Now), CalendarFile.MediaType)
            : Page.NotFound();
    }

    /// <summary>It is over. A time that was agreed and falls leaves every calendar it stands in; else the other is told that something is new.</summary>
    internal static async Task TellEnd(Conversation conversation, Event ended, Database db, Gate gate, ConversationLetters letters, DateTimeOffset now)
    {
        if (conversation is { PlannedAt: not null, HeldAt: null })
            await TellAll(conversation, CompanionOf(conversation, gate.Grant), db, letters, News.Cancelled, ended.Id, now);
        else
            await letters.Tell(conversation, (await Two.Of(conversation, db)).Other(gate.Me), News.Changed, ended.Id, now);
    }

    /// <summary>A letter with the calendar file to both, as long as they work here, and the bare file to the companion.</summary>
    internal static async Task TellAll(Conversation conversation, Companion? companion, Database db, ConversationLetters letters, News news, object mark, DateTimeOffset now)
    {
        var two = await Two.Of(conversation, db);
        foreach (var person in new[] { two.Employee, two.Leader }.Where(person => person.LeftOn is null))
            await letters.Tell(conversation, person, news, mark, now);
        await letters.Tell(conversation, companion, two.Employee.Language, mark, now, cancelled: news == News.Cancelled);
    }

    internal static Companion? CompanionOf(Conversation conversation, AccessGrant grant) =>
        grant.Open(conversation.Companion, Columns.Companion, conversation.Id) is { } companion ? JsonSerializer.Deserialize<Companion>(companion) : null;
}
