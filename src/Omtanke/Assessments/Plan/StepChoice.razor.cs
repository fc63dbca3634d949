using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Write;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Plan;

/// <summary>What can be asked of many: what the tools are meant to ask, questions of one's own, and everything else that can be counted.</summary>
public sealed partial class StepChoice
{
    /// <summary>Everything in the tools that can be asked of many, with the tool it stands in.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Tool Tool, Step Step)> Steps { get; set; }

    /// <summary>The questions the workplace has written itself.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Own> Sets { get; set; }

    /// <summary>Somebody else's questions, each with its number once the workplace may ask it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Pack Pack, int? Number)> Packs { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static async Task<IResult> Show(Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (library, all) = (await shelf.Library(), await db.OwnTools.AsNoTracking().Where(work => work.Purpose != Purpose.Tool && work.WithdrawnAt == null).OrderByDescending(work => work.MadeAt).ToListAsync());
        var works = all.Where(work => work.Purpose == Purpose.Questions).ToList();
        var numbers = works.Select(work => work.Number).ToList();
        var editions = numbers.Count == 0 ? [] : await db.Editions.AsNoTracking().Where(edition => db.Set<Work>().Any(work => work.Number == edition.Tool && work.Latest == edition.Number) && numbers.Contains(edition.Tool)).ToDictionaryAsync(edition => edition.Tool, edition => edition.Files);
        var drafts = numbers.Count == 0 ? [] : await db.Drafts.AsNoTracking().Where(draft => numbers.Contains(draft.Tool)).ToDictionaryAsync(draft => draft.Tool, draft => draft.Files);
        return Page.Of<StepChoice>(new
        {
            Steps = (IReadOnlyList<(Tool, Step)>)[.. library.Tools.SelectMany(tool => tool.Steps.Where(Questionnaire.Suits).Select(step => (tool, step)))],
            Packs = (IReadOnlyList<(Pack, int?)>)[.. library.Packs.Select(pack => (pack, all.Find(work => work.Pack == pack.Id && work.Latest > 0)?.Number))],
            Sets = (IReadOnlyList<Own>)[.. works.Select(work => (Work: work, MayChange: WritePage.MayChange(work, gate))).Where(one => one.MayChange || one.Work.Latest > 0)
                .Select(one => OwnOf(one.Work, one.MayChange, editions.GetValueOrDefault(one.Work.Number) ?? drafts[one.Work.Number]))],
        });

        Own OwnOf(Work work, bool mayChange, string files)
        {
            var set = QuestionSet.Of(ToolFolder.FromJson(files));
            return new(work.Number, set.Titles.GetValueOrDefault(visit.Code) is { Length: > 0 } title ? title : set.Titles.Values.FirstOrDefault(other => other.Length > 0) ?? visit["collections.write.untitled"], set.Questions.Count, work.Latest > 0, mayChange);
        }
    }

    private static string AddressOf(Own set) => set.MayChange ? WritePage.AddressOf(set.Number) : $"{WritePage.AddressOf(set.Number)}/preview";

    /// <summary>Questions somebody has written.</summary>
    /// <param name="Number">Their number.</param>
    /// <param name="Title">What they are called.</param>
    /// <param name="Questions">How many there are.</param>
    /// <param name="IsReady">Whether they can be asked.</param>
    /// <param name="MayChange">Whether the visitor may change them.</param>
    public sealed record Own(int Number, string Title, int Questions, bool IsReady, bool MayChange);
}
