using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Messages;

/// <summary>What is passed on to the leader: the psychologist writes it, the employee says yes or no to each word for word, and only then the leader reads it.</summary>
public sealed partial class MessagesPage
{
    [Parameter, EditorRequired] public required Case Case { get; set; }
    [Parameter, EditorRequired] public required Relation As { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, Person> People { get; set; }

    /// <summary>What is written, opened; to the leader what has been passed on.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Message Message, string Text)> Messages { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Which message the form is about; null for a new one.</summary>
    [Parameter] public Guid? About { get; set; }

    /// <summary>What looks like an illness: whoever writes is told.</summary>
    [Parameter, EditorRequired] public required IllnessWords Illness { get; set; }

    /// <summary>What no longer fits.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/messages", Show).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/messages", Add).May<Case>(Operation.Publish, Kind.Case);
        doors.MapPost("/cases/{id}/messages/{message:guid}", Change).May<Case>(Operation.Publish, Kind.Case);
        doors.MapPost("/cases/{id}/messages/{message:guid}/removal", Remove).May<Case>(Operation.Publish, Kind.Case);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library) => await Of(await db.FoundCase(id), db, gate, library, new Typed());

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Visit visit, DeskLetters desk, Library library)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        var text = typed.Text("text", Message.Longest, "case-messages.errors.empty", "case-messages.errors.long");
        if (typed.Errors.Any)
            return await Of(one, db, gate, library, typed);
        if (!one.HasLeaderContact)
            return await Of(one, db, gate, library, typed, trouble: "case-messages.errors.no-leader");
        await Put(one, typed, text, db, gate, visit, desk);
        return Page.SeeOther($"/cases/{id}/messages", "case-messages.asked", $"/cases/{id}/messages");
    }

    private static async Task<IResult> Change(Guid id, Guid message, Posted form, Database db, Gate gate, Visit visit, DeskLetters desk, Library library)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        var written = await db.MessagesOf(id);
        if (written.Find(found => found.Id == message) is not { } found)
            return written.Exists(other => other.Id == typed.NewId) ? Page.SeeOther($"/cases/{id}/messages") : await Of(one, db, gate, library, typed, message, "case-messages.errors.gone");
        var text = typed.Text(FieldOf(message), Message.Longest, "case-messages.errors.empty", "case-messages.errors.long");
        if (typed.Errors.Any)
            return await Of(one, db, gate, library, typed, message);
        if (found.Read(gate.Grant) == text)
            return Page.SeeOther($"/cases/{id}/messages", null, $"/cases/{id}/messages/{message}");
        if (!MayPut(found, one))
            return await Of(one, db, gate, library, typed, message, "case-messages.errors.other-leader");
        // What a leader was told stays as it was told; and nobody can tell from what happens here whether it ever was.
        if (one.SharedSince(Topic.PassOn, message, found.Hash) is null)
            found.Replace(visit.Now);
        await Put(one, typed, text, db, gate, visit, desk);
        return Page.SeeOther($"/cases/{id}/messages", "case-messages.asked", $"/cases/{id}/messages/{message}");
    }

    private static async Task<IResult> Remove(Guid id, Guid message, Database db, Gate gate, Visit visit, Library library)
    {
        var one = await db.ClaimCase(id);
        if ((await db.MessagesOf(id)).Find(found => found.Id == message) is { } found)
        {
            if (one.SharedSince(Topic.PassOn, message, found.Hash) is not null)
                return await Of(one, db, gate, library, new Typed(), trouble: "case-messages.errors.told");
            found.Replace(visit.Now);
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{id}/messages", "case-messages.removed");
    }

    // Pressed twice, it is one.
    private static async Task Put(Case one, Typed typed, string text, Database db, Gate gate, Visit visit, DeskLetters desk)
    {
        var made = typed.NewId;
        if (await db.CaseMessages.AnyAsync(message => message.Id == made))
            return;
        db.Add(Message.Of(made, one, gate.Me, text, gate.Grant, visit.Now));
        await db.SaveChangesAsync();
        await AskEmployee(one, made, db, desk);
    }

    private static async Task AskEmployee(Case one, Guid message, Database db, DeskLetters desk)
    {
        foreach (var person in (await db.TheseAtWork(one.Employee)).Values)
            await desk.Asked($"case {one.Id} message {message}", person);
    }

    private static async Task<IResult> Of(Case one, Database db, Gate gate, Library library, Typed typed, Guid? about = null, string? trouble = null)
    {
        var (messages, people) = await db.InOneTrip(() => db.MessagesOf(one.Id, all: one.Employee == gate.Me), () => db.TheseAtWork(one.Employee, one.Leader, one.Psychologist));
        return Page.Of<MessagesPage>(
            new
            {
                Case = one, As = one.RelationOf(gate.Me), People = people, Typed = typed, About = about, Illness = library.IllnessWords, Trouble = trouble,
                Messages = (IReadOnlyList<(Message, string)>)[.. messages.Where(message => message.ReplacedAt is null || one.WasPassedOn(message.Id)).Select(message => (message, message.Read(gate.Grant)))],
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string? IllnessIn(string text) => DiagnosisHint.In(text, Illness);

    private string LeaderName => People.NameOf(Case.Leader, Visit);

    private bool MayWrite => As == Relation.Keeper && Case is { IsOpen: true, HasLeaderContact: true };

    // What was for an earlier leader is nobody's to change.
    private static bool MayPut(Message message, Case one) => one is { IsOpen: true, HasLeaderContact: true } && message.Leader == one.Leader;

    private static string FieldOf(Guid message) => $"text-{message}";

    // What was typed where it cannot be saved there any more: it is shown as a new one.
    private string Fresh => About is not { } about ? Typed["text"] : Messages.Any(one => one.Message.Id == about && MayPut(one.Message, Case)) ? "" : Typed[FieldOf(about)];
}
