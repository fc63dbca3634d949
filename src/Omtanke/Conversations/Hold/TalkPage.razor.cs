using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Hold;

/// <summary>The talk itself: three phases with a quiet clock, five columns in two voices, on one screen or two.</summary>
public partial class TalkPage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/talk", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/talk", Begin).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/talk/undoing", Undo).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/talk/phase", Turn).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/talk/form", Use).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/talk/notes", Save).May<Conversation>(Operation.Write, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library, Visit visit)
    {
        return await Shown(await db.Found(id), db, gate, library, visit);
    }

    private static async Task<IResult> Shown(Conversation conversation, Database db, Gate gate, Library library, Visit visit, int status = StatusCodes.Status200OK)
    {
        var (talk, own) = await db.InOneTrip(() => Talk.Of(conversation, db, gate, library), () => OwnPreparation.Beside(conversation, db, gate, library, visit));
        return Page.Of<TalkPage>(
            new
            {
                Talk = talk,
                Own = own,
                Me = await db.NameOf(gate.Me),
                Rule = library.Rule("health-information"),
                Points = PointsOfE3L(library),
                Hint = HintFor(talk, talk.Mine, library, visit),
                Refused = status != StatusCodes.Status200OK,
            },
            status);
    }

    /// <summary>
    /// The talk begins. Whoever presses second finds it begun. While no time is agreed it cannot, and before the agreed one whoever begins says that the two sit together:
    /// what the other has brought along is seen from then on.
    /// </summary>
    private static async Task<IResult> Begin(Guid id, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var conversation = await db.Claim(id);
        if (conversation.State == Stage.Invited)
            return await Shown(conversation, db, gate, library, visit, StatusCodes.Status409Conflict);
        if (conversation.State == Stage.Planned)
        {
            if (!conversation.TimeHasCome(visit.Now) && !form.Has("together"))
                return await Shown(conversation, db, gate, library, visit, StatusCodes.Status422UnprocessableEntity);
            db.Add(conversation.Hold(gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(Talk.AddressOf(id));
    }

    /// <summary>Begun by mistake: as long as nothing was written or agreed, either of the two takes it back, and the other sees who.</summary>
    private static async Task<IResult> Undo(Guid id, Database db, Gate gate, Visit visit, ConversationLetters letters)
    {
        var conversation = await db.Claim(id);
        var undone = conversation.NotYet(gate.Me, await db.Notes.AnyAsync(note => note.Conversation == id) || await db.AnythingAgreedIn(id), visit.Now);
        db.Add(undone);
        await db.SaveChangesAsync();
        await letters.Tell(conversation, (await Two.Of(conversation, db)).Other(gate.Me), News.Changed, undone.Id, visit.Now);
        return Page.SeeOther(Talk.AddressOf(id), "conversations.hold.not-yet-done");
    }

    /// <summary>On to another of the three phases; either of the two may.</summary>
    private static async Task<IResult> Turn(Guid id, Posted form, Database db, Visit visit)
    {
        var conversation = await db.Found(id);
        if (int.TryParse(form["phase"], NumberStyles.None, CultureInfo.InvariantCulture, out var phase) && phase <= 2 && conversation.TalkStartedAt is not null)
        {
            conversation.TurnTo(phase, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"{Talk.AddressOf(id)}#phases");
    }

    /// <summary>Care or stress: may be changed until somebody has written.</summary>
    private static async Task<IResult> Use(Guid id, Posted form, Database db)
    {
        var typed = form["form"];
        var conversation = await db.Claim(id);
        if (!Enum.GetNames<Conversations.Form>().Contains(typed))
            return Page.SeeOther(Talk.AddressOf(id));
        if (!conversation.IsOpen || await db.Notes.AnyAsync(note => note.Conversation == id))
            return Page.SeeOther(Talk.AddressOf(id), "conversations.hold.form.too-late");
        conversation.Use(Enum.Parse<Conversations.Form>(typed), anybodyHasWritten: false);
        await db.SaveChangesAsync();
        return Page.SeeOther($"{Talk.AddressOf(id)}#notes", "conversations.hold.form.changed");
    }

    /// <summary>One's own notes. The other's are never touched: each has rows of their own.</summary>
    private static async Task<IResult> Save(Guid id, Posted typed, HttpContext http, Database db, Gate gate, Library library, Visit visit)
    {
        var conversation = await db.Found(id);
        var form = Talk.FormOf(conversation, library);
        if (conversation.TalkStartedAt is null)
            return Autosave.Asks(http.Request) ? Autosave.Refused(visit["conversations.hold.not-begun"]) : Page.SeeOther(Talk.AddressOf(id), "conversations.hold.not-begun");
        if (typed["form"] != conversation.Form.ToString())
            return Autosave.Asks(http.Request) ? Autosave.Refused(visit["conversations.hold.form.other"]) : Page.SeeOther(Talk.AddressOf(id), "conversations.hold.form.other");

        var notes = await db.Notes.Where(note => note.Conversation == id && note.Author == gate.Me).ToListAsync();
        var own = new OwnNotes(conversation, form, gate.Me, notes, gate.Grant);
        var before = own.Answer;
        var taken = form.Take(typed.Fields, before);
        if (taken.Faults.Count > 0)
            return Autosave.Asks(http.Request)
                ? Autosave.Refused(string.Join(' ', form.Told(visit.Language, taken.Answer, taken.Faults).Select(fault => fault.Text).Distinct()))
                : await Again(conversation, taken.Answer, own.Version, null, StatusCodes.Status422UnprocessableEntity, db, gate, library, visit, taken.Faults);
        var version = own.Version;
        if (!taken.Answer.Equals(before))
        {
            // Taken back at the same moment: nothing is written into a talk that has not begun.
            if ((await db.Claim(id)).TalkStartedAt is null)
                throw new NotNow();
            if (!int.TryParse(typed["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || seen != version || !await Store(own, taken.Answer, db, visit.Now))
                return await Clash(conversation, form, taken.Answer, http, db, gate, library, visit);
            version = await db.Notes.Where(note => note.Conversation == id && note.Author == gate.Me).SumAsync(note => note.Version);
        }
        return Autosave.Asks(http.Request)
            ? Autosave.Saved(visit, version, gate.Me == conversation.Leader ? Diagnosis(taken.Answer, form, library, visit) : null)
            : Page.SeeOther($"{Talk.AddressOf(id)}#notes", "conversations.hold.saved", $"{Talk.AddressOf(id)}/notes");
    }

    /// <summary>False when another window of the same person was faster.</summary>
    private static async Task<bool> Store(OwnNotes own, Answer answer, Database db, DateTimeOffset now)
    {
        own.Take(answer, db, now);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Two windows of the same person: both texts are shown, and nothing is lost.</summary>
    private static async Task<IResult> Clash(
        Conversation conversation, Steps.Form form, Answer mine, HttpContext http, Database db, Gate gate, Library library, Visit visit)
    {
        var notes = await db.Notes.AsNoTracking().Where(note => note.Conversation == conversation.Id && note.Author == gate.Me).ToListAsync();
        var stored = new OwnNotes(conversation, form, gate.Me, notes, gate.Grant);
        return Autosave.Asks(http.Request)
            ? Autosave.Conflict(form.Told(visit.Language, stored.Answer), stored.Version)
            : await Again(conversation, mine, stored.Version, stored.Answer, StatusCodes.Status409Conflict, db, gate, library, visit);
    }

    /// <summary>The page once more with what was typed in it.</summary>
    private static async Task<IResult> Again(
        Conversation conversation, Answer typed, int version, Answer? elsewhere, int status, Database db, Gate gate, Library library, Visit visit, IReadOnlyList<Fault>? faults = null)
    {
        var talk = await Talk.Of(conversation, db, gate, library) with { Mine = typed, Version = version };
        return Page.Of<TalkPage>(new
        {
            Talk = talk,
            Own = await OwnPreparation.Beside(conversation, db, gate, library, visit),
            Me = await db.NameOf(gate.Me),
            Rule = library.Rule("health-information"),
            Points = PointsOfE3L(library),
            Elsewhere = elsewhere,
            Faults = faults ?? [],
            Hint = HintFor(talk, typed, library, visit),
        }, status);
    }

    private static IReadOnlyList<string> PointsOfE3L(Library library) => ((Explain)StepKinds.Read(library.Step("E3.L"))).Points;

    private static string? HintFor(Talk talk, Answer answer, Library library, Visit visit) => talk.Leading && talk.Writable ? Diagnosis(answer, talk.Form, library, visit) : null;

    private static string? Diagnosis(Answer answer, Steps.Form form, Library library, Visit visit) =>
        form.Fields.Where(field => field.Takes == Takes.Text)
            .Select(field => DiagnosisHint.In(answer[field.Name], library.IllnessWords) is { } word ? visit.With("conversations.diagnosis.shared", ("word", word)) : null)
            .FirstOrDefault(hint => hint is not null);
}
