using Microsoft.AspNetCore.Components;
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
        var made = Guid.TryParse(typed["id"], out var shown) && shown != Guid.Empty ? shown : Ids.New();
        // Pressed twice, it is one.
        if (!(await db.MessagesOf(id)).Exists(message => message.Id == made))
        {
            db.Add(Message.Of(made, one, gate.Me, text, gate.Grant, visit.Now));
            await db.SaveChangesAsync();
            await AskEmployee(one, made, 1, db, desk);
        }
        return Page.SeeOther($"/cases/{id}/messages", "case-messages.asked", $"/cases/{id}/messages");
    }

    private static async Task<IResult> Change(Guid id, Guid message, Posted form, Database db, Gate gate, Visit visit, DeskLetters desk, Library library)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if ((await db.MessagesOf(id)).Find(found => found.Id == message) is not { } found)
            return await Of(one, db, gate, library, typed, trouble: "case-messages.errors.gone");
        var text = typed.Text("text", Message.Longest, "case-messages.errors.empty", "case-messages.errors.long");
        if (typed.Errors.Any)
            return await Of(one, db, gate, library, typed, message);
        if (found.Read(gate.Grant) == text)
            return Page.SeeOther($"/cases/{id}/messages", null, $"/cases/{id}/messages/{message}");
        if (found.Version != typed.Version)
            return await Of(one, db, gate, library, typed, message, "case-messages.errors.clash");
        found.Write(text, gate.Grant, visit.Now);
        await db.SaveChangesAsync();
        await AskEmployee(one, message, found.Version, db, desk);
        return Page.SeeOther($"/cases/{id}/messages", "case-messages.asked", $"/cases/{id}/messages/{message}");
    }

    private static async Task<IResult> Remove(Guid id, Guid message, Database db)
    {
        await db.ClaimCase(id);
        if ((await db.MessagesOf(id)).Find(found => found.Id == message) is { } found)
            db.Remove(found);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/cases/{id}/messages", "case-messages.removed");
    }

    private static async Task AskEmployee(Case one, Guid message, int version, Database db, DeskLetters desk)
    {
        foreach (var person in (await db.TheseAtWork(one.Employee)).Values)
            await desk.Asked($"case {one.Id} message {message} {version}", person);
    }

    private static async Task<IResult> Of(Case one, Database db, Gate gate, Library library, Typed typed, Guid? about = null, string? trouble = null)
    {
        var (messages, people) = await db.InOneTrip(() => db.MessagesOf(one.Id), () => db.TheseAtWork(one.Employee, one.Leader, one.Psychologist));
        return Page.Of<MessagesPage>(
            new
            {
                Case = one, As = one.RelationOf(gate.Me), People = people, Typed = typed, About = about, Illness = library.IllnessWords, Trouble = trouble,
                Messages = (IReadOnlyList<(Message, string)>)[.. messages.Select(message => (message, message.Read(gate.Grant)))],
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string? IllnessIn(string text) => DiagnosisHint.In(text, Illness);

    private string? NameOf(Guid? person) => person is { } id && People.TryGetValue(id, out var found) ? found.Name : null;

    private string LeaderName => NameOf(Case.Leader) ?? Visit["case-consents.somebody"];

    private bool MayWrite => As == Relation.Keeper && Case is { IsOpen: true, HasLeaderContact: true };
}
