using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Plan;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Begin;

/// <summary>Beginning an assessment: what it is called, where, who takes part, and which topics it looks at.</summary>
public sealed partial class BeginPage
{
    private const int MostOwn = 20;

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required Reach Reach { get; set; }

    /// <summary>How many work here.</summary>
    [Parameter, EditorRequired] public required int Workplace { get; set; }

    /// <summary>Changes nobody has taken up.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Change> Changes { get; set; }

    [Parameter, EditorRequired] public required Rule Rule { get; set; }

    /// <summary>When there is to be a working-environment organisation. Told, not forced: the law goes by the whole firm, and who counts is for its adviser.</summary>
    [Parameter, EditorRequired] public required Rule Organisation { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/new", Show).May(Operation.Begin, Kind.Apv);
        doors.MapPost("/apv", Start).May(Operation.Begin, Kind.Apv);
        doors.MapGet("/apv/people", Suggestions.People).May(Operation.Begin, Kind.Apv);
    }

    private static Task<IResult> Show(Database db, Gate gate, Library library) => Of(new Typed(), db, gate, library);

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var (typed, reach) = (new Typed(form), await Reach.Of(db, gate));
        var title = typed.Line("title", Assessment.LongestTitle, "apv.errors.title");
        var units = reach.Chosen(typed);
        var part = typed.One("part", [TakingPart.Organisation, TakingPart.Staff], "apv.errors.part");
        var keys = typed.All("topic").Where(Topic.Ours.Contains).Distinct().ToList();
        var own = typed["own"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        typed.Errors.AddWhen(own.Count > MostOwn || own.Exists(name => name.Length > Topic.LongestName), "own", "apv.errors.own");
        typed.Errors.AddWhen(keys.Count + own.Count == 0, "topics", "apv.errors.topics");
        var chosen = typed.All("change").Select(value => Guid.TryParse(value, out var change) ? change : Guid.Empty).ToList();
        var changes = await db.ApvChanges.Where(change => change.Apv == null && chosen.Contains(change.Id)).ToListAsync();
        typed.Errors.AddWhen(units.Count > 0 && changes.Exists(change => !change.LiesWithin(reach.Tree, units)), "changes", "apv.errors.change-elsewhere");
        if (typed.Errors.Any)
            return await Of(typed, db, gate, library);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Apvs.AnyAsync(apv => apv.Id == id))
        {
            var apv = Make(db, id, title, visit.Code, units, part, keys, own, gate.Me, visit.Now);
            await db.SaveChangesAsync();
            var topics = await db.ApvTopics.Where(topic => topic.Apv == id).ToListAsync();
            var known = await db.OwnTopics(reach.Tree, units);
            foreach (var change in changes)
                TakeUp(db, apv, topics, known, change, gate.Me, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}", "apv.begin.done", "/apv");
    }

    /// <summary>Makes one.</summary>
    internal static Assessment Make(Database db, Guid id, string title, string language, IEnumerable<Guid> units, TakingPart part, IEnumerable<string> keys, IEnumerable<string> own, Guid by, DateTimeOffset now)
    {
        var apv = new Assessment { Id = id, Title = title, Language = language, Units = [.. units], Part = part, Keepers = [by], BegunAt = now };
        db.Add(apv);
        db.Add(apv.Happened(Moment.Begun, by, now));
        db.AddRange(keys.Select(key => (key, "")).Concat(own.Select(name => ("", name))).Select((topic, place) => new Topic { Id = Ids.New(), Apv = id, Position = place + 1, Key = topic.Item1, Name = topic.Item2 }));
        return apv;
    }

    /// <summary>An assessment takes up what has changed: it looks at the topics that are touched, and the change is no longer shown as waiting.</summary>
    /// <param name="db">The database.</param>
    /// <param name="apv">The assessment.</param>
    /// <param name="topics">What it looks at; those that are touched come along.</param>
    /// <param name="known">The workplace's own topics, by name.</param>
    /// <param name="change">What has changed.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">When.</param>
    internal static void TakeUp(Database db, Assessment apv, List<Topic> topics, IEnumerable<string> known, Change change, Guid by, DateTimeOffset now)
    {
        change.Apv = apv.Id;
        foreach (var (key, name) in change.Touches(known).Where(touched => !topics.Exists(topic => topic.IsCalled(touched))).ToList())
        {
            var topic = new Topic { Id = Ids.New(), Apv = apv.Id, Position = topics.Count + 1, Key = key, Name = name };
            topics.Add(topic);
            db.Add(topic);
        }
        db.Add(apv.Happened(Moment.ChangeTakenUp, by, now, change.What));
    }

    private static async Task<IResult> Of(Typed typed, Database db, Gate gate, Library library)
    {
        var (reach, workplace, changes) = ((Reach?)null, 0, new List<Change>());
        await db.InOneTrip(
            async () => reach = await Reach.Of(db, gate),
            async () => workplace = await db.People.CountAsync(person => person.LeftOn == null),
            async () => changes = await db.ApvChanges.AsNoTracking().Where(change => change.Apv == null).OrderBy(change => change.OnDay).ToListAsync());
        var mine = reach!.Units.Select(one => one.Unit.Id).ToList();
        return Page.Of<BeginPage>(
            new
            {
                Typed = typed, Reach = reach, Workplace = workplace,
                Changes = (IReadOnlyList<Change>)[.. changes.Where(change => change.LiesWithin(reach.Tree, mine))],
                Rule = library.Rule("workplace-assessment"), Organisation = library.Rule("environment-organisation"),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
