using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Accept;

/// <summary>Somebody else's questions: may we use them, who said yes for the workplace, and the wording, which the workplace brings itself.</summary>
public sealed partial class PackPage
{
    [Parameter, EditorRequired] public required Pack Pack { get; set; }

    /// <summary>The yes that stands; none before somebody gave it to this version.</summary>
    [Parameter] public PackLicence? Licence { get; set; }

    /// <summary>Who gave it.</summary>
    [Parameter] public string? By { get; set; }

    /// <summary>The wording, where it is there.</summary>
    [Parameter] public PackWording? Wording { get; set; }

    /// <summary>Its number, where it can be asked.</summary>
    [Parameter] public int? Number { get; set; }

    /// <summary>Which change the form was made from.</summary>
    [Parameter] public int Version { get; set; }

    /// <summary>Whether the visitor may say yes, and bring the wording.</summary>
    [Parameter] public bool MayAccept { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What came as files, by language.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Files { get; set; } = new Dictionary<string, string>();

    /// <summary>Somebody else has brought other words meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/packs/{pack}", (string pack, Database db, Gate gate, Shelf shelf) => Show(pack, new(), db, gate, shelf)).May(Operation.Begin, Kind.Collection);
        doors.MapPost("/collections/packs/{pack}/licence", Accept).May(Operation.Organise, Kind.Collection);
        doors.MapPost("/collections/packs/{pack}/wording", Bring).May(Operation.Organise, Kind.Collection);
    }

    internal static string AddressOf(Pack pack) => $"/collections/packs/{pack.Id}";

    /// <summary>The step that asks it, once the wording is there.</summary>
    internal static string StepOf(int number) => $"{OwnTool.IdOf(number)}.S";

    private static async Task<IResult> Accept(string pack, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var typed = new Typed(form);
        if ((await shelf.Library()).Pack(pack) is not { } found)
            return Page.SeeOther("/collections/new");
        typed.Errors.AddWhen(!typed.Has("yes"), "yes", "collections.pack.errors.yes");
        if (typed.Errors.Any)
            return await Show(pack, typed, db, gate, shelf);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('pack_licences'))");
        // Pressed twice, or by two at once: one yes is enough.
        if (!await db.PackLicences.AnyAsync(one => one.Pack == found.Id && one.Version == found.Version))
        {
            db.Add(new PackLicence { Id = Ids.New(), Pack = found.Id, Version = found.Version, Licence = found.Licence ?? "", Person = gate.Me, At = visit.Now });
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(found), "collections.pack.accepted-now");
    }

    private static async Task<IResult> Bring(string pack, Posted form, Database db, Bookcase bookcase, Gate gate, Shelf shelf, Visit visit)
    {
        var (typed, library) = (new Typed(form), await shelf.Library());
        if (library.Pack(pack) is not { } found || !await db.PackLicences.AnyAsync(one => one.Pack == found.Id && one.Version == found.Version))
            return Page.SeeOther("/collections/new");
        var files = await FilesOf(form, typed, visit.Languages);
        if (files is null)
            return await Show(pack, typed, db, gate, shelf, status: StatusCodes.Status413PayloadTooLarge);
        var wording = PackWording.Read(typed, files, found, visit.Languages);
        if (typed.Errors.Any)
            return await Show(pack, typed, db, gate, shelf, files);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('pack_wording'))");
        var folder = wording.FolderOf(found, library);
        var number = await db.OwnTools.AsNoTracking().Where(one => one.Purpose == Purpose.Pack && one.Pack == found.Id).Select(one => (int?)one.Number).FirstOrDefaultAsync();
        if (bookcase.Judge(folder, new Own(number ?? 0, 0, null, [])).Faults.Count > 0)
        {
            typed.Errors.Add(PackWording.FieldOf(visit.Languages[0]), "collections.write.errors.signs");
            return await Show(pack, typed, db, gate, shelf, files);
        }
        var work = number is null ? await db.Begin(folder, null, null, gate.Me, visit.Now, Purpose.Pack, found.Id) : null;
        if (await db.ToChange(work?.Number ?? number!.Value, Purpose.Pack) is not var (kept, draft))
            return Page.SeeOther(AddressOf(found));
        if (work is null && typed.Version != draft.Version && folder.Hash != draft.Folder.Hash)
            return await Show(pack, typed, db, gate, shelf, files, clash: true);
        draft.Take(folder, gate.Me, visit.Now);
        if (kept.Latest == 0 || work is null)
            db.Add(kept.Publish(draft, "", gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(found), "collections.pack.brought", $"{AddressOf(found)}/wording");
    }

    // What came as files, as text; null where one is too large.
    private static async Task<IReadOnlyDictionary<string, string>?> FilesOf(Posted form, Typed typed, IReadOnlyList<string> languages)
    {
        var files = new Dictionary<string, string>();
        foreach (var code in languages)
            if (form.Fields.Files.GetFile($"file/{code}") is { Length: > 0 } file)
            {
                typed.Errors.AddWhen(file.Length > PackWording.Largest, $"file/{code}", "collections.pack.errors.large");
                if (file.Length > PackWording.Largest)
                    return null;
                using var text = new StreamReader(file.OpenReadStream());
                files[code] = (await text.ReadToEndAsync()).ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
            }
        return files;
    }

    private static async Task<IResult> Show(string pack, Typed typed, Database db, Gate gate, Shelf shelf, IReadOnlyDictionary<string, string>? files = null, bool clash = false, int? status = null)
    {
        if ((await shelf.Library()).Pack(pack) is not { } found)
            return Page.SeeOther("/collections/new");
        var licence = await db.PackLicences.AsNoTracking().Where(one => one.Pack == found.Id && one.Version == found.Version).OrderBy(one => one.At).FirstOrDefaultAsync();
        var work = await db.OwnTools.AsNoTracking().FirstOrDefaultAsync(one => one.Purpose == Purpose.Pack && one.Pack == found.Id && one.Latest > 0);
        var draft = work is null ? null : await db.Drafts.AsNoTracking().FirstOrDefaultAsync(one => one.Tool == work.Number);
        return Page.Of<PackPage>(
            new
            {
                Pack = found, Licence = licence, By = licence?.Person is { } by ? await db.People.Where(person => person.Id == by).Select(person => person.Name).FirstOrDefaultAsync() : null,
                Wording = draft is null ? null : PackWording.Of(draft.Folder, found), Number = licence is null ? null : work?.Number, Version = draft?.Version ?? 0,
                MayAccept = gate.Allows(Kind.Collection, Operation.Organise), Typed = typed, Files = files ?? new Dictionary<string, string>(), Clash = clash,
            },
            status ?? (typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : clash ? StatusCodes.Status409Conflict : StatusCodes.Status200OK));
    }

    private string Home => AddressOf(Pack);

    private string Text(string id, string field) => Visit.Language.Text(id, field);

    // A file that came is shown as if it had been typed: nothing is lost, and it can be mended here.
    private string ItemsIn(string code) => Files.GetValueOrDefault(code) ?? Typed.Or(PackWording.FieldOf(code), Wording is null ? "" : string.Join('\n', Wording.Items.GetValueOrDefault(code, [])));

    private string AnswersIn(string code, PackAnswers set) => Typed.Or(PackWording.FieldOf(code, set), Wording is null ? "" : string.Join('\n', Wording.Answers.GetValueOrDefault((code, set.Id), [])));

    // Which lines belong to which scale, where there are several.
    private IEnumerable<(string Title, int From, int To, string Answers)> Lines
    {
        get
        {
            var from = 1;
            foreach (var part in Pack.Scales.SelectMany(scale => Runs(scale).Select(run => (scale, run))))
            {
                yield return (Text(part.scale.Id, "title"), from, from + part.run.Count - 1, Text(part.run[0].With, "title"));
                from += part.run.Count;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<PackItem>> Runs(PackScale scale)
    {
        var run = new List<PackItem>();
        foreach (var item in scale.Items)
        {
            if (run.Count > 0 && run[^1].With != item.With)
            {
                yield return run;
                run = [];
            }
            run.Add(item);
        }
        yield return run;
    }
}
