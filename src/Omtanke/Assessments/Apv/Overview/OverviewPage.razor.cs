using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Overview;

/// <summary>What the workplace is working on, for everybody in it: problems and what is done about them, each topic's own clock, what has changed, and the yearly discussion.</summary>
public sealed partial class OverviewPage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Whole> Open { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Assessment> Closed { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<ClockLine> Clocks { get; set; }

    /// <summary>Changes nobody has taken up yet.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Change> Changes { get; set; }

    /// <summary>The last one that was signed off.</summary>
    [Parameter] public Discussion? Discussion { get; set; }

    [Parameter, EditorRequired] public required UnitTree Tree { get; set; }
    [Parameter, EditorRequired] public required bool MayBegin { get; set; }
    [Parameter, EditorRequired] public required Rule Rule { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/apv", Show).May(Operation.Read, Kind.Apv);

    private static async Task<IResult> Show(Database db, Gate gate, Library library, Visit visit)
    {
        var apvs = await db.Apvs.AsNoTracking().OrderByDescending(apv => apv.BegunAt).ToListAsync();
        var topics = await db.ApvTopics.AsNoTracking().OrderBy(topic => topic.Position).ToListAsync();
        var changes = await db.ApvChanges.AsNoTracking().Where(change => change.Apv == null).OrderBy(change => change.OnDay).ToListAsync();
        var tree = await db.UnitTree();
        return Page.Of<OverviewPage>(new
        {
            Open = await Together(db, [.. apvs.Where(apv => !apv.IsClosed)], topics),
            Closed = (IReadOnlyList<Assessment>)[.. apvs.Where(apv => apv.IsClosed).OrderByDescending(apv => apv.ClosedAt)],
            Clocks = TopicClock.Of(tree, apvs, topics, changes, visit.Today), Changes = (IReadOnlyList<Change>)changes, Tree = tree,
            Discussion = await db.ApvDiscussions.AsNoTracking().Where(one => one.SignedOn != null).OrderByDescending(one => one.HeldOn).FirstOrDefaultAsync(),
            MayBegin = gate.Allows(Kind.Apv, Operation.Begin), Rule = library.Rule("workplace-assessment"),
        });
    }

    // Several at once, with as many questions as for one.
    private static async Task<IReadOnlyList<Whole>> Together(Database db, List<Assessment> apvs, List<Topic> topics)
    {
        if (apvs.Count == 0)
            return [];
        var ids = apvs.ConvertAll(apv => apv.Id);
        var sources = (await db.ApvSources.AsNoTracking().Where(one => ids.Contains(one.Apv)).ToListAsync()).ToLookup(one => one.Apv);
        var problems = (await db.ApvProblems.AsNoTracking().Where(one => ids.Contains(one.Apv)).ToListAsync()).ToLookup(one => one.Apv);
        var absences = (await db.ApvAbsences.AsNoTracking().Where(one => ids.Contains(one.Apv)).ToListAsync()).ToDictionary(one => one.Apv);
        var actions = (await db.ApvActions.AsNoTracking().Where(one => ids.Contains(one.Apv)).OrderBy(one => one.DueOn).ToListAsync()).ToLookup(one => one.Apv);
        return [.. apvs.Select(apv => new Whole(apv, [.. topics.Where(topic => topic.Apv == apv.Id)], [.. sources[apv.Id]], [.. problems[apv.Id]], absences.GetValueOrDefault(apv.Id), [], [.. actions[apv.Id]], [], new Dictionary<Guid, string>()))];
    }

    private string? NameOf(Guid unit) => Tree[unit]?.Name;
}
