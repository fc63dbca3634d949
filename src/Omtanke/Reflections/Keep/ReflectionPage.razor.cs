using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Reflections.Keep;

/// <summary>One of my own notes: saved while it is written, taken along, or erased with its key.</summary>
public sealed partial class ReflectionPage
{
    [Parameter, EditorRequired] public required Reflection Reflection { get; set; }

    /// <summary>The step; null when the tools no longer hold it.</summary>
    [Parameter] public Step? Step { get; set; }

    [Parameter, EditorRequired] public required Answer Answer { get; set; }
    [Parameter] public IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <summary>What another window saved meanwhile.</summary>
    [Parameter] public Answer? Theirs { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/reflections/{id}", Show).May<Reflection>(Operation.Read, Kind.Private);
        doors.MapPost("/reflections/{id}", Save).May<Reflection>(Operation.Write, Kind.Private);
        doors.MapPost("/reflections/{id}/erasure", Erase).May<Reflection>(Operation.Erase, Kind.Private);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Shelf shelf)
    {
        var reflection = await db.Found(id);
        var answer = reflection.Read(gate.Grant);
        return Page.Of<ReflectionPage>(new { Reflection = reflection, Step = StepOf(await shelf.As(reflection), reflection, answer), Answer = answer });
    }

    private static async Task<IResult> Save(Guid id, Posted form, HttpContext http, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var reflection = await db.Found(id);
        var before = reflection.Read(gate.Grant);
        if (StepOf(await shelf.As(reflection), reflection, before) is not { } step)
            return Page.SeeOther($"/reflections/{id}");
        var taken = StepKinds.Read(step).Take(form.Fields, before);
        if (taken.Faults.Count > 0)
            return Autosave.Asks(http.Request)
                ? Autosave.Refused(string.Join(' ', StepKinds.Read(step).Told(visit.Language, taken.Answer, taken.Faults).Select(fault => fault.Text).Distinct()))
                : Page.Of<ReflectionPage>(new { Reflection = reflection, Step = step, taken.Answer, taken.Faults }, StatusCodes.Status422UnprocessableEntity);
        if (!taken.Answer.Equals(before) && (VersionOf(form) != reflection.Version || !await Store(db, gate, reflection, taken.Answer, visit.Now)))
            return await Clash(id, taken.Answer, step, http, db, gate, visit);
        return Autosave.Asks(http.Request)
            ? Autosave.Saved(visit, reflection.Version, drawing: (StepKinds.Read(step) as IDrawn)?.Inline(visit.Language, taken.Answer))
            : Page.SeeOther($"/reflections/{id}#{StepKinds.Read(step).Outcome ?? step.Id}", "reflections.kept", $"/reflections/{id}");
    }

    private static async Task<IResult> Erase(Guid id, Database db, Erasure erasure)
    {
        var reflection = await db.Found(id);
        await erasure.Note(id, "reflections", reflection.Key);
        // Whatever another window may have saved meanwhile goes too.
        await db.Reflections.Where(one => one.Id == id).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        return Page.SeeOther("/reflections", "reflections.erase.done", $"/reflections/{id}");
    }

    /// <summary>False when another window was faster.</summary>
    private static async Task<bool> Store(Database db, Gate gate, Reflection reflection, Answer answer, DateTimeOffset now)
    {
        reflection.Write(gate.Grant, answer, now);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Two windows: both texts are shown, and nothing is lost.</summary>
    private static async Task<IResult> Clash(Guid id, Answer mine, Step step, HttpContext http, Database db, Gate gate, Visit visit)
    {
        db.ChangeTracker.Clear();
        var row = await db.Found(id);
        var theirs = row.Read(gate.Grant);
        return Autosave.Asks(http.Request)
            ? Autosave.Conflict(StepKinds.Read(step).Told(visit.Language, theirs), row.Version)
            : Page.Of<ReflectionPage>(new { Reflection = row, Step = step, Answer = mine, Theirs = theirs }, StatusCodes.Status409Conflict);
    }

    /// <summary>The step a reflection is about, as the tools had it when it was begun, and with the themes it began with; ours as they are today.</summary>
    internal static Step? StepOf(Library library, Reflection reflection, Answer answer) => library.Tool(reflection.Tool)?.Step(reflection.Step) is { } step ? StepKinds.For(step, answer) : null;

    private static int VersionOf(Posted form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    private string Title => Visit.Language.Has(Reflection.Step, "title") ? Visit.Language.Text(Reflection.Step, "title") : Reflection.Step;

    // Ours may change with the program: what was written to a question that is gone stays to be read.
    private IReadOnlyList<string> Left => Step is null ? [] : [.. Answer.Fields.Except(StepKinds.Read(Step).Fields.Select(asked => asked.Name).Append(Themes.AgreedOf(Step.Id))).Where(name => Answer[name].Any(char.IsLetter) && !Answer.Ticks(name))];

    private bool IsDrawn => Step is not null && StepKinds.Read(Step) is IDrawn;

    private IReadOnlyList<Line> Differences => Theirs is not { } theirs || Step is null ? []
        : [.. StepKinds.Read(Step).Lines(Visit.Language, theirs).Where(line => theirs[line.Field.Name] != Answer[line.Field.Name])];
}
