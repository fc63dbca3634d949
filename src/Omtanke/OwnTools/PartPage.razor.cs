using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>One step of a tool: every word of it in each language, its cards, statements, themes and scenes, their order, and its drawings.</summary>
public sealed partial class PartPage
{
    private const int LargestDrawing = ToolFolder.LargestFile;

    [Parameter, EditorRequired] public required Work Work { get; set; }
    [Parameter, EditorRequired] public required ToolFolder Folder { get; set; }
    [Parameter, EditorRequired] public required ToolPart Tool { get; set; }
    [Parameter, EditorRequired] public required ToolPart Step { get; set; }
    [Parameter, EditorRequired] public required WordFields Fields { get; set; }

    /// <summary>What was typed as minutes.</summary>
    [Parameter] public string? Minutes { get; set; }

    /// <summary>What was wrong with a drawing just sent.</summary>
    [Parameter] public IReadOnlyList<ContentError>? Refused { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/own-tools/{number:int}/steps/{step}", Read).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/steps/{step}", Save).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/steps/{step}/drawings", Draw).May(Operation.Organise, Kind.Tools);
    }

    private static async Task<IResult> Read(int number, string step, Database db) =>
        await db.ToRead(number) is var (work, draft) ? Show(work, draft.Folder, step) : Gone.Page();

    private static IResult Show(Work work, ToolFolder folder, string step, WordFields? fields = null, string? minutes = null, IReadOnlyList<ContentError>? refused = null, int status = StatusCodes.Status200OK)
    {
        var tool = folder.Outline();
        return StepIn(tool, step) is { } found
            ? Page.Of<PartPage>(new { Work = work, Folder = folder, Tool = tool, Step = found, Fields = fields ?? new WordFields(null, folder), Minutes = minutes ?? found.Values.GetValueOrDefault("minutes"), Refused = refused }, status)
            : Gone.Page($"/own-tools/{work.Number}");
    }

    private static ToolPart? StepIn(ToolPart tool, string step) => tool.Lists.Where(list => list.Key == "steps").SelectMany(list => list.Items).FirstOrDefault(item => item.Id == step);

    private static async Task<IResult> Save(int number, string step, Posted form, Database db, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft))
            return Gone.Page();
        var folder = draft.Folder;
        if (StepIn(folder.Outline(), step) is not { } part)
            return Gone.Page($"/own-tools/{number}");
        var fields = new WordFields(form, folder);
        var taken = fields.Take(part.All, visit.Languages);
        var minutes = form["minutes"];
        fields.Errors.AddWhen(minutes.Length > 0 && (!int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var long_) || long_ is 0 or > 2000), "minutes", "own-tools.errors.minutes");
        if (fields.Errors.Any || fields.Theirs.Count > 0)
            return Show(work, folder, step, fields, minutes, status: fields.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
        if (form.Has("minutes") && minutes != part.Values.GetValueOrDefault("minutes", ""))
            taken = taken.Set(step, "minutes", minutes.Length > 0 ? minutes : null);
        foreach (var piece in part.All)
            if (form.Has($"drawing/{piece.Id}") && form[$"drawing/{piece.Id}"] is var drawing && drawing != piece.Values.GetValueOrDefault("drawing", "") && (drawing.Length == 0 || folder.Files.ContainsKey($"drawings/{drawing}.svg")))
                taken = taken.Set(piece.Id, "drawing", drawing.Length > 0 ? drawing : null);
        var (done, place) = Do(taken, part, form["do"], draft.Version);
        draft.Take(done, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}/steps/{step}{(place.Length > 0 ? $"#{place}" : "")}", "own-tools.saved", kept: $"/own-tools/{number}/steps/{step}");
    }

    // What a button says: up:T06.Q1, down:…, out:…, add:T06.S3:statements.
    private static (ToolFolder Folder, string Place) Do(ToolFolder folder, ToolPart step, string what, int version)
    {
        var lists = step.All.SelectMany(part => part.Lists).ToList();
        if (what.Split(':') is ["add", var owner, var key] && lists.Find(list => list.Owner == owner && list.Key == key) is { IsOpen: true, Items.Count: < 100 } list)
            return string.Create(CultureInfo.InvariantCulture, $"{owner}.o{version}") is var id ? (folder.Add(owner, key, id), id) : default;
        if (what.Split(':') is not [var act, var item] || lists.Find(list => list.Items.Any(one => one.Id == item)) is not { } stands)
            return (folder, "");
        return act switch
        {
            "up" or "down" => (folder.Move(item, act == "up"), item),
            "out" when stands.IsOpen && stands.Items.Count > 1 => (folder.Remove(item), stands.Items.First(one => one.Id != item).Id),
            _ => (folder, ""),
        };
    }

    private static async Task<IResult> Draw(int number, string step, HttpContext http, Database db, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft))
            return Gone.Page();
        var folder = draft.Folder;
        if (StepIn(folder.Outline(), step) is not { } part)
            return Gone.Page($"/own-tools/{number}");
        var (sent, trouble) = await Arrival.FileOf(http, LargestDrawing);
        if (sent is null)
            return Show(work, folder, step, refused: [new ContentError("svg", 0, "", trouble!)], status: trouble!.Key == "is-larger-than-x-kb" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        var name = NameOf(sent.FileName, folder);
        try
        {
            Drawing.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(sent.Bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n"), $"{name}.svg", "x");
        }
        catch (Exception refused) when (refused is ContentException or DecoderFallbackException)
        {
            return Show(work, folder, step, refused: refused is ContentException told ? told.Errors : [new ContentError($"{name}.svg", 1, "", "is no text in UTF-8")], status: StatusCodes.Status422UnprocessableEntity);
        }
        var place = part.All.FirstOrDefault(piece => piece.Id == sent.Form["place"].ToString())?.Id ?? step;
        draft.Take(folder.With($"drawings/{name}.svg", Encoding.UTF8.GetString(sent.Bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n")).Set(place, "drawing", name), gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}/steps/{step}", "own-tools.drawing.done");
    }

    // A name that is free, out of the file's own.
    private static string NameOf(string file, ToolFolder folder)
    {
        var name = Unsafe().Replace(Path.GetFileNameWithoutExtension(file.Replace('\\', '/')).ToLowerInvariant(), "-").Trim('-');
        name = name.Length == 0 ? "own" : name.Length > 40 ? name[..40].Trim('-') : name;
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(free => !folder.Files.ContainsKey($"drawings/{free}.svg"));
    }

    private string Title => Wording.Title(Said, Step.Id, Visit.Code);

    private IReadOnlyDictionary<(string Code, string Id, string Field), string> Said => said ??= Folder.Said();

    private IReadOnlyList<string> Drawings => [.. Folder.Files.Keys.Where(path => path.StartsWith("drawings/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    // Where a drawing may stand: with what has one, or with the step itself where its kind shows one.
    private IReadOnlyList<ToolPart> Places => [.. Step.All.Where(piece => piece.Values.ContainsKey("drawing") || Step.Lists.Any(list => list.Key is "scenes" or "lanes" && list.Items.Contains(piece))).DefaultIfEmpty(Step)];

    private IReadOnlyDictionary<(string Code, string Id, string Field), string>? said;

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)] private static partial Regex Unsafe();
}
