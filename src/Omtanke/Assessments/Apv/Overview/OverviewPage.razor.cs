using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
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

    /// <summary>What the law says of the yearly discussion.</summary>
    [Parameter, EditorRequired] public required Rule Yearly { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/apv", Show).May(Operation.Read, Kind.Apv);

    private static async Task<IResult> Show(Database db, Gate gate, Library library, Visit visit)
    {
        var (all, tree) = (Everything.None, new UnitTree([]));
        var (changes, discussion) = (new List<Change>(), (Discussion?)null);
        await db.InOneTrip(
            async () => all = await Everything.Of(db),
            async () => tree = await db.UnitTree(),
            async () => changes = await db.ApvChanges.AsNoTracking().Where(change => change.Apv == null).OrderBy(change => change.OnDay).ToListAsync(),
            async () => discussion = await db.ApvDiscussions.AsNoTracking().Where(one => one.SignedOn != null).OrderByDescending(one => one.HeldOn).FirstOrDefaultAsync());
        return Page.Of<OverviewPage>(new
        {
            Open = all.Open, Closed = (IReadOnlyList<Assessment>)[.. all.Apvs.Where(apv => apv.IsClosed).OrderByDescending(apv => apv.ClosedAt)],
            Clocks = TopicClock.Of(tree, all.Apvs, all.Topics, changes, library.Rule("workplace-assessment"), visit.Today), Changes = (IReadOnlyList<Change>)changes, Tree = tree,
            Discussion = discussion, MayBegin = gate.Allows(Kind.Apv, Operation.Begin), Rule = library.Rule("workplace-assessment"), Yearly = library.Rule("yearly-discussion"),
        });
    }

    /// <summary>All assessments with their topics, and of those that are open what everybody reads: as many questions for many as for one.</summary>
    private sealed record Everything(IReadOnlyList<Assessment> Apvs, IReadOnlyList<Topic> Topics, IReadOnlyList<Whole> Open)
    {
        public static readonly Everything None = new([], [], []);

        public static async Task<Everything> Of(Database db)
        {
            var open = db.Apvs.Where(apv => apv.ClosedAt == null);
            var (apvs, topics, sources) = (new List<Assessment>(), new List<Topic>(), new List<Source>());
            var (problems, absences, actions) = (new List<Problem>(), new List<Absence>(), new List<PlannedAction>());
            await db.InOneTrip(
                async () => apvs = await db.Apvs.AsNoTracking().OrderByDescending(apv => apv.BegunAt).ToListAsync(),
                async () => topics = await db.ApvTopics.AsNoTracking().OrderBy(topic => topic.Position).ToListAsync(),
                async () => sources = await db.ApvSources.AsNoTracking().Where(one => open.Any(apv => apv.Id == one.Apv)).ToListAsync(),
                async () => problems = await db.ApvProblems.AsNoTracking().Where(one => open.Any(apv => apv.Id == one.Apv)).ToListAsync(),
                async () => absences = await db.ApvAbsences.AsNoTracking().Where(one => open.Any(apv => apv.Id == one.Apv)).ToListAsync(),
                async () => actions = await db.ApvActions.AsNoTracking().Where(one => open.Any(apv => apv.Id == one.OriginId)).OrderBy(one => one.DueOn).ToListAsync());
            var (asked, found, planned) = (sources.ToLookup(one => one.Apv), problems.ToLookup(one => one.Apv), actions.ToLookup(one => one.OriginId));
            var (of, absence) = (topics.ToLookup(topic => topic.Apv), absences.ToDictionary(one => one.Apv));
            return new(apvs, topics, [.. apvs.Where(apv => !apv.IsClosed).Select(apv =>
                new Whole(apv, [.. of[apv.Id]], [.. asked[apv.Id]], [.. found[apv.Id]], absence.GetValueOrDefault(apv.Id), [], [.. planned[apv.Id]], [], [], new Dictionary<Guid, string>()))]);
        }
    }

    private IEnumerable<(string Id, string Title)> Parts
    {
        get
        {
            if (Open.Count > 0)
                yield return ("open", Visit["apv.working"]);
            if (Clocks.Count > 0)
                yield return ("topics", Visit["apv.clock.title"]);
            yield return ("discussion", Visit["apv.discussions.title"]);
            if (Closed.Count > 0)
                yield return ("closed", Visit["apv.earlier"]);
            yield return (Rule.Id, Visit.Language.Text(Rule.Id, "title"));
        }
    }

    private string WhereOf(Assessment apv) => apv.IsForLeaders ? Visit["apv.leaders.kind"] : string.Join(", ", apv.Units.Select(NameOf).OfType<string>());

    private string? NameOf(Guid unit) => Tree[unit]?.Name;
}
