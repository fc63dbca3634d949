using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies.Begin;

/// <summary>Beginning (T03.S2): which form, what it is called, who writes, and whether comments come with names.</summary>
public sealed partial class BeginPage
{
    private const int Chairs = 4;

    [Parameter, EditorRequired] public required Document Document { get; set; }

    /// <summary>The examples of the forms, as the tool has them.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, PointGroup> Examples { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/new", Show).May(Operation.Begin, Kind.Group);
        doors.MapPost("/policies", Start).May(Operation.Begin, Kind.Group);
        doors.MapGet("/policies/people", Suggestions.People).May(Operation.Begin, Kind.Group);
        doors.MapGet("/policies/{id}/people", Suggestions.People).May<Policy>(Operation.Write, Kind.Group);
    }

    private static IResult Show(Library library) => Of(library, new Typed());

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var (typed, document) = (new Typed(form), Draft.DocumentOf(library));
        var chosen = document.Forms.FirstOrDefault(one => one.Id == typed["form"]);
        typed.Errors.AddWhen(chosen is null, "form", "policies.errors.form");
        var title = typed.Line("title", Policy.LongestTitle, "policies.errors.title");
        typed.Errors.AddWhen(!library.Speaks(typed["language"]), "language", "policies.errors.language");
        typed.Errors.AddWhen(typed["named"] is not ("yes" or "no"), "named", "policies.errors.named");
        var others = new List<Guid>();
        for (var chair = 1; chair <= Chairs; chair++)
            if (await typed.Person($"with{chair}", db) is { } person && person.Id != gate.Me && !others.Contains(person.Id))
                others.Add(person.Id);
        if (typed.Errors.Any)
            return Of(library, typed);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Policies.AnyAsync(policy => policy.Id == id))
            Make(db, id, document, chosen!, title, library.In(typed["language"]), typed["named"] == "yes", (await db.TheWorkplace())?.Name, gate.Me, others, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/policies/{id}/draft", "policies.begin.done", "/policies");
    }

    /// <summary>Makes a policy, with the texts its form begins with.</summary>
    internal static Policy Make(
        Database db, Guid id, Document document, DocumentForm form, string title, Language language, bool named, string? workplace, Guid by, IReadOnlyList<Guid> others, DateTimeOffset now)
    {
        var policy = new Policy { Id = id, Form = form.Id, Title = title, Language = language.Code, Members = [by, .. others], Named = named, BegunAt = now };
        db.Add(policy);
        db.Add(policy.Happened(Moment.Begun, by, now));
        db.AddRange(others.Select(other => policy.Happened(Moment.Joined, by, now, other)));
        var known = document.Blanks.FirstOrDefault(blank => blank.Hole == "workplace") is { } blank && workplace is not null ? Answer.Empty.With(blank.Id, workplace) : Answer.Empty;
        db.Add(new Blanks { Policy = id, Answer = known.ToJson(), Version = 1, SavedBy = by, SavedAt = now });
        foreach (var (ours, place) in document.SectionsOf(form).Select((ours, place) => (ours, place)))
        {
            var (section, first) = Section.Begin(id, place + 1, ours.Id, language.Text(ours.Id, "title"), Document.Starter(ours, language), by, now);
            // What only some have need of lies ready, left out.
            section.IsOut = ours.Optional;
            db.Add(section);
            db.Add(first);
        }
        return policy;
    }

    private static IResult Of(Library library, Typed typed) => Page.Of<BeginPage>(
        new { Document = Draft.DocumentOf(library), Examples = ExamplesIn(library), Typed = typed },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static IReadOnlyDictionary<string, PointGroup> ExamplesIn(Library library) =>
        library.Tool("T03")!.Steps.Where(step => step.Kind == "explain").SelectMany(step => ((Explain)StepKinds.Read(step)).Groups).ToDictionary(group => group.Id, StringComparer.Ordinal);
}
