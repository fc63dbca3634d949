using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Agree;

/// <summary>What the two agree: who does what by when, when they talk again, and that both have confirmed the same text.</summary>
public sealed partial class AgreePage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/agreements", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/agreements", Add).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/next-talk", TalkAgain).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/confirmation", Confirm).May<Conversation>(Operation.Confirm, Kind.Shared);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid conversation) => $"/conversations/{conversation}/agreements";

    /// <summary>The page.</summary>
    internal static IResult Of(Agreed agreed, Guid me, Library library, TypedAgreement? typed = null, TypedTalk? talk = null, Errors? errors = null, string? notice = null) => Page.Of<AgreePage>(
        new { Agreed = agreed, Me = me, Illness = library.IllnessWords, Typed = typed ?? TypedAgreement.Blank, Talk = talk ?? TypedTalk.Of(agreed.Conversation.NextTalkAt), Errors = errors ?? new Errors(), Notice = notice },
        notice is not null ? StatusCodes.Status409Conflict : errors is { Any: true } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library) =>
        Of(await Agreed.Of(await db.Found(id), db, gate.Grant), gate.Me, library);

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Visit visit, Library library, Pen pen)
    {
        var (agreed, typed, errors) = (await pen.Take(id), TypedAgreement.From(form), new Errors());
        var (who, dueOn) = typed.Judge(errors, visit.Today);
        if (errors.Any)
            return Of(agreed, gate.Me, library, typed, errors: errors);
        // Sent twice, by a second press or by going back, it is still one agreement.
        if (!agreed.Points.Any(point => point.Agreement.State == Promise.Open && typed.Says(point.What, point.Agreement.Who, point.Agreement.DueOn)))
        {
            var agreement = Ids.New();
            db.Add(new Agreement
            {
                Id = agreement, Conversation = id, Position = agreed.Points.Select(point => point.Agreement.Position).DefaultIfEmpty().Max() + 1,
                What = gate.Grant.SealAny(typed.What, Columns.What, agreement), Who = who, DueOn = dueOn, Version = 1, State = Promise.Open, StateAt = visit.Now,
            });
            await pen.Changed(agreed);
        }
        return Page.SeeOther(AddressOf(id), "conversations.agree.added", kept: AddressOf(id));
    }

    private static async Task<IResult> TalkAgain(Guid id, Posted form, Gate gate, Visit visit, Library library, Pen pen)
    {
        var (agreed, talk, errors) = (await pen.Take(id), TypedTalk.From(form), new Errors());
        var at = talk.Judge(errors, visit.Now);
        if (errors.Any)
            return Of(agreed, gate.Me, library, talk: talk, errors: errors);
        if (at != agreed.Conversation.NextTalkAt)
        {
            if (form["before"] != Mark(agreed.Conversation.NextTalkAt))
                return Of(agreed, gate.Me, library, talk: talk, notice: "conversations.agree.talk-changed");
            agreed.Conversation.TalkAgain(at);
            await pen.Changed(agreed);
        }
        return Page.SeeOther(AddressOf(id), "conversations.agree.talk-saved", kept: $"/conversations/{id}/next-talk");
    }

    private static async Task<IResult> Confirm(Guid id, Posted form, Gate gate, Library library, Pen pen)
    {
        var agreed = await pen.Take(id);
        return await pen.Confirm(agreed, form["text"])
            ? Page.SeeOther($"{AddressOf(id)}", agreed.By(agreed.Two.Other(gate.Me).Id) is null ? "conversations.agree.confirmed" : "conversations.agree.settled")
            : Of(agreed, gate.Me, library, notice: "conversations.agree.stale");
    }

    // Which time the form was shown with.
    private static string Mark(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";
}
