using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>One of the workplace's own tools: its steps, its words, what must be mended, its editions, and taking the draft into use.</summary>
public sealed partial class WorkPage
{
    [Parameter, EditorRequired] public required Work Work { get; set; }
    [Parameter, EditorRequired] public required Draft Draft { get; set; }
    [Parameter, EditorRequired] public required Judgement Judged { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Edition> Editions { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<ToolDifference> News { get; set; }
    [Parameter, EditorRequired] public required WordFields Fields { get; set; }

    /// <summary>The tool of ours it is based on.</summary>
    [Parameter] public Tool? Based { get; set; }

    /// <summary>A word key: why nothing was done.</summary>
    [Parameter] public string? Trouble { get; set; }

    /// <summary>What was wrong with a folder just sent.</summary>
    [Parameter] public IReadOnlyList<ContentError>? Refused { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/own-tools/{number:int}", Read).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}", Save).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/steps", Arrange).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/editions", Publish).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/withdrawal", Withdraw).May(Operation.Organise, Kind.Tools);
        doors.MapGet("/own-tools/{number:int}/zip", Take).May(Operation.Organise, Kind.Tools);
    }

    private static async Task<IResult> Read(int number, Database db, Bookcase bookcase) =>
        await db.ToRead(number) is var (work, draft) ? await Show(work, draft, db, bookcase) : Gone.Page();

    internal static async Task<IResult> Show(
        Work work, Draft draft, Database db, Bookcase bookcase, WordFields? fields = null, string? trouble = null, IReadOnlyList<ContentError>? refused = null, int status = StatusCodes.Status200OK)
    {
        var editions = await db.Editions.AsNoTracking().Where(edition => edition.Tool == work.Number).OrderByDescending(edition => edition.Number).ToListAsync();
        var authors = editions.Select(edition => edition.By).OfType<Guid>().Distinct().ToList();
        return Page.Of<WorkPage>(new
        {
            Work = work,
            Draft = draft,
            Judged = bookcase.Judge(draft.Folder, new Own(work.Number, 0, work.BasedOn, [])),
            Editions = (IReadOnlyList<Edition>)editions,
            Names = (IReadOnlyDictionary<Guid, string>)await db.People.AsNoTracking().Where(person => authors.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name),
            News = Wording.News(work, draft, bookcase.Ours),
            Based = bookcase.Ours.Tools.FirstOrDefault(tool => tool.Id == work.BasedOn),
            Fields = fields ?? new WordFields(null, draft.Folder),
            Trouble = trouble,
            Refused = refused,
        }, status);
    }

    private static async Task<IResult> Save(int number, Posted form, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft))
            return Gone.Page();
        var folder = draft.Folder;
        var (tool, fields) = (folder.Outline(), new WordFields(form, folder));
        var taken = fields.Take([tool], visit.Languages);
        fields.Errors.AddWhen(!int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is 0 or > 2000, "minutes", "own-tools.errors.minutes");
        fields.Errors.AddWhen(!People().IsMatch(form["people"]), "people", "own-tools.errors.people");
        if (fields.Errors.Any || fields.Theirs.Count > 0)
            return await Show(work, draft, db, bookcase, fields, status: fields.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
        draft.Take(taken.Set(tool.Id, "minutes", form["minutes"]).Set(tool.Id, "people", form["people"]), gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}", "own-tools.saved", kept: $"/own-tools/{number}");
    }

    // up:T06.S1, down:…, out:…, back:…
    private static async Task<IResult> Arrange(int number, Posted form, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft))
            return Gone.Page();
        var folder = draft.Folder;
        var steps = folder.Outline().Lists.First(list => list.Key == "steps").Items;
        if (form["do"].Split(':', 2) is [var what, var step])
            draft.Take((what, steps.Any(item => item.Id == step)) switch
            {
                ("up" or "down", true) => folder.Move(step, what == "up"),
                ("out", true) when steps.Count > 1 => folder.Remove(step),
                ("back", false) => await Earlier(work, draft, db, bookcase) is var earlier && earlier.FirstOrDefault(from => from.Outline().Find(step) is not null) is { } from ? folder.Insert(from, step) : folder,
                _ => folder,
            }, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}#steps");
    }

    private static async Task<IResult> Publish(int number, Posted form, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft))
            return Gone.Page();
        if (bookcase.Judge(draft.Folder, new Own(number, 0, work.BasedOn, [])).Faults.Count > 0)
            return await Show(work, draft, db, bookcase, trouble: "own-tools.errors.mend-first", status: StatusCodes.Status422UnprocessableEntity);
        if (form["version"] != draft.Version.ToString(CultureInfo.InvariantCulture))
            return await Show(work, draft, db, bookcase, trouble: "own-tools.errors.changed-meanwhile", status: StatusCodes.Status409Conflict);
        if (await db.Editions.AsNoTracking().Where(edition => edition.Tool == number && edition.Number == work.Latest).Select(edition => edition.Files).FirstOrDefaultAsync() == draft.Files)
            return Page.SeeOther($"/own-tools/{number}");
        var note = form["note"];
        db.Add(work.Publish(draft, string.Concat(note.Length > 300 ? note[..300] : note), gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}", "own-tools.use.done");
    }

    private static async Task<IResult> Withdraw(int number, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, _))
            return Gone.Page();
        if (form["do"] == "withdraw")
            work.Withdraw(gate.Me, visit.Now);
        else
            work.Return();
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}", work.WithdrawnAt is null ? "own-tools.withdraw.returned" : "own-tools.withdraw.done");
    }

    private static async Task<IResult> Take(int number, Database db) =>
        await db.ToRead(number) is var (_, draft) ? Results.File(draft.Folder.ToZip(), "application/zip", $"{draft.Folder.Name}.zip") : Gone.Page();

    // Where a step that was taken out can be brought back from: the editions, the latest first, and ours.
    private static async Task<IReadOnlyList<ToolFolder>> Earlier(Work work, Draft draft, Database db, Bookcase bookcase)
    {
        var editions = await db.Editions.AsNoTracking().Where(edition => edition.Tool == work.Number).OrderByDescending(edition => edition.Number).ToListAsync();
        return [.. editions.Select(edition => edition.Folder).Concat(draft.Known is { } known ? [known] : []).Concat(bookcase.Ours.Tools.FirstOrDefault(tool => tool.Id == work.BasedOn) is { } tool ? [bookcase.Ours.FolderOf(tool)] : [])];
    }

    private string Title => Wording.Title(Draft.Folder, Visit.Code);

    private ToolPart Tool => tool ??= Draft.Folder.Outline();

    private IReadOnlyDictionary<(string Code, string Id, string Field), string> Said => said ??= Draft.Folder.Said();

    private IReadOnlyList<ToolPart> Steps => Tool.Lists.FirstOrDefault(list => list.Key == "steps")?.Items ?? [];

    private bool HasDraft => Editions is not [var last, ..] || last.Files != Draft.Files;

    private IReadOnlyList<(string Id, string Title)> Away => [.. Editions.Select(edition => edition.Folder).Concat(Draft.Known is { } known ? [known] : [])
        .SelectMany(folder => folder.Outline().Lists.Where(list => list.Key == "steps").SelectMany(list => list.Items).Select(step => (step.Id, Wording.Title(folder.Said(), step.Id, Visit.Code))))
        .DistinctBy(step => step.Id).Where(step => Steps.All(there => there.Id != step.Id))];

    private string KindOf(ToolPart step) => StepKinds.Names.Contains(step.Values.GetValueOrDefault("kind", "")) ? Visit[$"steps.kind.{step.Values["kind"]}"] : step.Values.GetValueOrDefault("kind", "");

    // W3.Q1 in a complaint is T06.Q1 in the file: it can be mended where its step is.
    private string? PlaceOf(ContentError fault) =>
        Steps.FirstOrDefault(step => step.All.Any(part => OwnTool.Naming(Tool.Id, Work.Id)(part.Id) == fault.Id)) is { } step ? $"/own-tools/{Work.Number}/steps/{step.Id}#{Local(step, fault.Id)}" : null;

    private string Local(ToolPart step, string id) => step.All.First(part => OwnTool.Naming(Tool.Id, Work.Id)(part.Id) == id).Id;

    private ToolPart? tool;
    private IReadOnlyDictionary<(string Code, string Id, string Field), string>? said;

    [GeneratedRegex("^[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex People();
}
