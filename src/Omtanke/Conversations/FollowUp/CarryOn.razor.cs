using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Conversations.Ask;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.FollowUp;

/// <summary>
/// A new conversation that carries an old one on: with the same leader and every open agreement (what the two have not both confirmed still waits for it there), or, when the leader has changed, with the new one
/// and only the agreements that the employee ticks.
/// </summary>
public sealed partial class CarryOn
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/next", ShowNext).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/next", BeginNext).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapGet("/conversations/{id}/handover", ShowHandOver).May<Conversation>(Operation.HandOver, Kind.Shared);
        doors.MapPost("/conversations/{id}/handover", HandOver).May<Conversation>(Operation.HandOver, Kind.Shared);
        doors.MapPost("/conversations/{id}/resumption", Resume).May<Conversation>(Operation.HandOver, Kind.Shared);
    }

    private static async Task<IResult> ShowNext(Guid id, Database db, Gate gate, Visit visit)
    {
        var before = await db.Found(id);
        return before is { State: Stage.Held or Stage.Agreed, PausedAt: null }
            ? await Shown(before, (await Two.Of(before, db)).Other(gate.Me), Suggested(before, gate, visit), new Errors(), db, gate)
            : Page.SeeOther($"/conversations/{id}/follow-up");
    }

    private static async Task<IResult> BeginNext(Guid id, Posted form, Database db, Gate gate, Visit visit, Library library, ConversationLetters letters)
    {
        var before = await db.Found(id);
        var (typed, errors) = (TypedNext.From(form), new Errors());
        if (await Begun(typed, db) is { } already)
            return already;
        var (which, times, minutes) = typed.Judge(errors, visit.Now);
        var other = (await Two.Of(before, db)).Other(gate.Me);
        if (errors.Any)
            return await Shown(before, other, typed, errors, db, gate);
        if (before.Leader == gate.Me && MessageField.HintIn(form, library) is { } word)
            return await Shown(before, other, typed, errors, db, gate, word);

        db.Add(before.FollowUp(gate.Me, visit.Now));
        return await Begin(before, before.Leader, before.Leader == gate.Me ? before.Employee : before.Leader, await OpenOf(before, db), typed, which, times, minutes, db, gate, visit, letters);
    }

    private static async Task<IResult> ShowHandOver(Guid id, Database db, Gate gate, Visit visit)
    {
        var before = await db.Found(id);
        return await Shown(before, await db.LeaderOf(gate.Me), Blank(visit), new Errors(), db, gate);
    }

    private static async Task<IResult> HandOver(Guid id, Posted form, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var before = await db.Found(id);
        var (typed, errors) = (TypedNext.From(form), new Errors());
        if (await Begun(typed, db) is { } already)
            return already;
        // Nobody to carry on with, or the leader is back: the page says which, and what can be done.
        if (await db.LeaderOf(gate.Me) is not { } leader || leader.Id == before.Leader || leader.Id.ToString() != form["with"])
            throw new NotNow();
        var (which, times, minutes) = typed.Judge(errors, visit.Now);
        if (errors.Any)
            return await Shown(before, leader, typed, errors, db, gate);

        var chosen = (await OpenOf(before, db)).Where(agreement => typed.Agreements.Contains(agreement.Id)).ToList();
        var handedOver = before.HandOver(gate.Me, visit.Now);
        db.Add(handedOver);
        await Plan.Answer.TellEnd(before, handedOver, db, gate, letters, visit.Now);
        return await Begin(before, leader.Id, leader.Id, chosen, typed, which, times, minutes, db, gate, visit, letters);
    }

    private static async Task<IResult> Resume(Guid id, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Found(id);
        if ((await db.LeaderOf(gate.Me))?.Id != conversation.Leader)
            throw new NotNow();
        var resumed = conversation.Resume(gate.Me, visit.Now);
        db.Add(resumed);
        await db.SaveChangesAsync();
        await letters.Tell(conversation, (await Two.Of(conversation, db)).Leader, News.Changed, resumed.Id, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.close.resumed");
    }

    private static async Task<IResult> Begin(
        Conversation before, Guid leader, Guid invited, IEnumerable<Agreement> carried, TypedNext typed, Form which, IReadOnlyList<DateTimeOffset> times, int minutes,
        Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var id = typed.NewId;
        var (key, grant) = gate.Begin(Kind.Shared, id, id, before.Employee, leader);
        var conversation = new Conversation
        {
            Id = id, Employee = before.Employee, Leader = leader, BegunBy = gate.Me, Form = which, State = Stage.Invited, Key = key, Minutes = minutes,
            RetentionMonths = before.RetentionMonths, BegunAt = visit.Now, Follows = before.Id,
            Message = grant.Seal(typed.Message, Columns.Message, id),
            Place = grant.Seal(typed.Place.Place, Columns.Place, id),
        };
        var begun = conversation.Begin(visit.Now);
        db.Add(conversation);
        db.Add(begun);
        db.AddRange(conversation.Propose(gate.Me, times, visit.Now));
        Carrying.Over(carried, before, conversation, gate.Grant, grant, db, visit.Now);
        await db.SaveChangesAsync();
        await letters.Tell(conversation, (await Two.Of(conversation, db)).One(invited), News.Invited, begun.Id, visit.Now);
        return Page.SeeOther($"/conversations/{id}", "conversations.ask.sent", kept: $"/conversations/{before.Id}/{(invited == leader && before.Leader != leader ? "handover" : "next")}");
    }

    // Pressed twice, it is begun once.
    private static async Task<IResult?> Begun(TypedNext typed, Database db) =>
        await db.Conversations.AnyAsync(conversation => conversation.Id == typed.NewId) ? Page.SeeOther($"/conversations/{typed.NewId}", "conversations.ask.sent-before") : null;

    private static TypedNext Suggested(Conversation before, Gate gate, Visit visit) => new(
        Ids.New(), before.Form.ToString(), Times.Suggested(visit.Today, before.NextTalkAt, visit.Now),
        new TypedPlace(gate.Grant.Open(before.Place, Columns.Place, before.Id) ?? "", Invitation.Text(before.Minutes)), "", []);

    // Nothing of the old conversation goes along to a new leader by being filled in: not where it was held, not which of the two it was.
    private static TypedNext Blank(Visit visit) => new(Ids.New(), nameof(Form.Care), Times.Suggested(visit.Today), new TypedPlace("", "60"), "", []);

    private static Task<List<Agreement>> OpenOf(Conversation before, Database db) =>
        db.Agreements.Where(agreement => agreement.Conversation == before.Id && agreement.State == Promise.Open).OrderBy(agreement => agreement.Position).ToListAsync();

    private static async Task<IResult> Shown(Conversation before, Person? with, TypedNext typed, Errors errors, Database db, Gate gate, string? hint = null) =>
        Page.Of<CarryOn>(
            new
            {
                Before = before,
                Two = await Two.Of(before, db),
                With = with,
                Typed = typed,
                Errors = errors,
                Hint = hint,
                Agreements = (IReadOnlyList<(Agreement, string)>)[.. (await OpenOf(before, db)).Select(agreement => (agreement, gate.Grant.Open(agreement.What, Columns.What, agreement.Id)!))],
            },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}

/// <summary>A conversation that carries another on, as it is being typed.</summary>
public sealed record TypedNext(Guid NewId, string Form, Times Times, TypedPlace Place, string Message, IReadOnlySet<Guid> Agreements)
{
    internal TypedNext(Guid newId, string form, Times times, TypedPlace place, string message, IEnumerable<Guid> agreements) : this(newId, form, times, place, message, agreements.ToHashSet()) { }

    /// <summary>As a form sent it.</summary>
    public static TypedNext From(Posted form) => new(
        Guid.TryParse(form["id"], out var id) ? id : Ids.New(), form["form"], Times.From(form), TypedPlace.From(form), form["message"],
        form.All("agreement").Select(text => Guid.TryParse(text, out var agreement) ? agreement : Guid.Empty));

    /// <summary>What is meant; what is wrong goes into <paramref name="errors"/>, each at its field.</summary>
    internal (Form Form, IReadOnlyList<DateTimeOffset> Times, int Minutes) Judge(Errors errors, DateTimeOffset now)
    {
        var meant = (Invitation.JudgeForm(Form, errors), Times.Judge(errors, now), Place.Judge(errors));
        errors.AddWhen(Message.Length > Invitation.LongestMessage, "message", "conversations.ask.error.message-long");
        return meant;
    }
}
