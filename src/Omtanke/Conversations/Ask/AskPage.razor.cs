using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Ask;

/// <summary>Asking for a conversation, or inviting to one: from either side, on a phone, in under a minute.</summary>
public sealed partial class AskPage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/new", Show).May(Operation.Begin, Kind.Shared);
        doors.MapPost("/conversations", Send).May(Operation.Begin, Kind.Shared);
    }

    private static async Task<IResult> Show(Database db, Gate gate, Visit visit, string? with, string? id)
    {
        // The new conversation's id stands in the address: whoever goes back to the form after sending it comes to what was sent, and sends nothing twice.
        if (!Guid.TryParse(id, out var fresh))
            return Page.SeeOther($"/conversations/new?id={Ids.New()}{(Guid.TryParse(with, out var chosen) ? $"&with={chosen}" : "")}");
        if (await db.Conversations.AnyAsync(conversation => conversation.Id == fresh))
            return Page.SeeOther($"/conversations/{fresh}", "conversations.ask.sent-before");
        var (partners, workplace) = await Around(db, gate.Me);
        return Page.Of<AskPage>(new { Partners = partners, Workplace = workplace, Typed = Invitation.Suggested(fresh, partners, workplace, visit, with), Errors = new Errors(), Going = await GoingOn(db, gate.Me, partners) });
    }

    private static async Task<IResult> Send(Posted form, Database db, Gate gate, Visit visit, Library library, ConversationLetters letters)
    {
        var (typed, errors) = (Invitation.From(form), new Errors());
        // The page carries the new conversation's id: pressed twice, it is sent once.
        if (!Guid.TryParse(typed.Id, out var id))
            id = Ids.New();
        if (await db.Conversations.AnyAsync(conversation => conversation.Id == id))
            return Page.SeeOther($"/conversations/{id}", "conversations.ask.sent-before", kept: "/conversations");

        var (partners, workplace) = await Around(db, gate.Me);
        if (typed.Judge(errors, partners, workplace, visit.Now) is not { } meant)
            return Page.Of<AskPage>(new { Partners = partners, Workplace = workplace, Typed = typed, Errors = errors, Going = await GoingOn(db, gate.Me, partners) }, StatusCodes.Status422UnprocessableEntity);

        if (!meant.AsEmployee && MessageField.HintIn(form, library) is { } word)
            return Page.Of<AskPage>(new { Partners = partners, Workplace = workplace, Typed = typed, Errors = errors, Hint = word, Going = await GoingOn(db, gate.Me, partners) });

        var (employee, leader) = meant.AsEmployee ? (gate.Me, meant.With.Id) : (meant.With.Id, gate.Me);
        var (key, grant) = gate.Begin(Kind.Shared, id, id, employee, leader);
        var conversation = new Conversation
        {
            Id = id, Employee = employee, Leader = leader, BegunBy = gate.Me, Form = meant.Form, State = Stage.Invited, Key = key, Minutes = meant.Minutes,
            RetentionMonths = meant.Months, BegunAt = visit.Now,
            Message = grant.Seal(typed.Message, Columns.Message, id),
            Place = grant.Seal(typed.Place.Place, Columns.Place, id),
            Companion = meant.Companion is null ? null : grant.SealAny(JsonSerializer.Serialize(meant.Companion), Columns.Companion, id),
        };
        var begun = conversation.Begin(visit.Now);
        db.Add(conversation);
        db.Add(begun);
        db.AddRange(conversation.Propose(gate.Me, meant.Times, visit.Now));
        await db.SaveChangesAsync();
        await letters.Tell(conversation, meant.With, News.Invited, begun.Id, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.ask.sent", kept: "/conversations");
    }

    // Nobody is kept from asking again; they are told what goes on already.
    private static async Task<IReadOnlyList<Mine>> GoingOn(Database db, Guid me, Partners partners) =>
        [.. (await db.OpenOf(me)).Where(mine => partners.Find(mine.Conversation.Other(me).ToString()) is not null)];

    private static async Task<(Partners, Workplace)> Around(Database db, Guid me) =>
        (new Partners(await db.LeaderOf(me), await db.LedBy(me)), (await db.TheWorkplace())!);
}
