using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Assessments.Apv.Begin;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Way;

/// <summary>The four elements of an assessment as a way one sees at a glance: what is there in each, and what comes next.</summary>
public sealed partial class WayPage
{
    private const int Recent = 60;

    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required UnitTree Tree { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Event> Events { get; set; }

    /// <summary>What happened to its actions, wherever it was told.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ActionEvent> Deeds { get; set; }

    /// <summary>Changes it has taken up.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Change> Taken { get; set; }

    /// <summary>Changes in its units that nobody has taken up.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Change> Waiting { get; set; }

    /// <summary>Whether the visitor keeps it.</summary>
    [Parameter, EditorRequired] public required bool Keeps { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required Rule Rule { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    private Assessment Apv => Whole.Assessment;

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}", Show).May<Assessment>(Operation.Read, Kind.Apv);
        doors.MapPost("/apv/{id}/keepers", TakeIn).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/keepers/{person:guid}/removal", LetGo).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/changes/{change:guid}", TakeUp).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/closing", Close).May<Assessment>(Operation.Close, Kind.Apv);
        doors.MapPost("/apv/{id}/reopening", Reopen).May<Assessment>(Operation.Reopen, Kind.Apv);
    }

    /// <summary>Where an element is.</summary>
    internal static string AddressOf(Guid apv, Element element) => $"/apv/{apv}/{element switch { Element.Uncover => "problems", Element.Absence => "absence", Element.Plan => "plan", Element.FollowUp => "follow-up" }}";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library) => await Of(await db.FoundApv(id), new Typed(), db, gate, library);

    private static async Task<IResult> TakeIn(Guid id, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        typed.Errors.AddWhen(typed["keeper"].Length == 0, "keeper", "apv.errors.keeper");
        var person = await typed.Person("keeper", db);
        if (typed.Errors.Any)
            return await Of(apv, typed, db, gate, library);
        if (!apv.Keepers.Contains(person!.Id))
            db.Add(apv.TakeIn(person.Id, person.Name, gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}", "apv.keepers.came");
    }

    private static async Task<IResult> LetGo(Guid id, Guid person, Database db, Gate gate, Visit visit)
    {
        var apv = await db.ClaimApv(id);
        if (apv.Keepers.Contains(person) && apv.Keepers.Length > 1)
            db.Add(apv.LetGo(person, (await db.NamesIn([person])).GetValueOrDefault(person, ""), gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}", "apv.keepers.went");
    }

    private static async Task<IResult> TakeUp(Guid id, Guid change, Database db, Gate gate, Visit visit)
    {
        var apv = await db.ClaimApv(id);
        var tree = await db.UnitTree();
        if (await db.ApvChanges.FirstOrDefaultAsync(one => one.Id == change && one.Apv == null) is { } found && found.LiesWithin(tree, apv.Units))
            BeginPage.TakeUp(db, apv, await db.ApvTopics.Where(topic => topic.Apv == id).ToListAsync(), await db.OwnTopics(tree, apv.Units), found, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}", "apv.way.taken-up");
    }

    private static async Task<IResult> Close(Guid id, Database db, Gate gate, Visit visit)
    {
        var apv = await db.ClaimApv(id);
        // Somebody may have written in it meanwhile.
        if (!(await db.WholeApv(apv)).MayClose)
            return Page.SeeOther($"/apv/{id}#close", "apv.close.not-yet");
        db.Add(apv.Close(await db.ApvTopics.Where(topic => topic.Apv == id).ToListAsync(), gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}", "apv.close.done");
    }

    private static async Task<IResult> Reopen(Guid id, Database db, Gate gate, Visit visit)
    {
        var apv = await db.ClaimApv(id);
        if (apv.IsClosed)
            db.Add(apv.Reopen(await db.ApvTopics.Where(topic => topic.Apv == id).ToListAsync(), gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}", "apv.close.reopened");
    }

    private static async Task<IResult> Of(Assessment apv, Typed typed, Database db, Gate gate, Library library)
    {
        var id = apv.Id;
        var (whole, tree) = ((Whole?)null, new UnitTree([]));
        var planned = db.ApvActions.Where(action => action.OriginId == id);
        var (happened, done) = (db.ApvEvents.Where(one => one.Apv == id), db.ActionEvents.Where(one => planned.Any(action => action.Id == one.Action)));
        var (events, deeds, changes, names) = (new List<Event>(), new List<ActionEvent>(), new List<Change>(), new Dictionary<Guid, string>());
        await db.InOneTrip(
            async () => whole = await db.WholeApv(apv),
            async () => tree = await db.UnitTree(),
            async () => events = await happened.AsNoTracking().OrderByDescending(one => one.At).Take(Recent).ToListAsync(),
            async () => deeds = await done.AsNoTracking().OrderByDescending(one => one.At).Take(Recent).ToListAsync(),
            async () => changes = await db.ApvChanges.AsNoTracking().Where(change => change.Apv == null || change.Apv == id).OrderBy(change => change.OnDay).ToListAsync(),
            async () => names = await db.People.AsNoTracking().Where(person => happened.Any(one => one.Person == person.Id) || done.Any(one => one.Person == person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name));
        return Page.Of<WayPage>(
            new
            {
                Whole = whole! with { Names = whole!.Names.Concat(names.Where(name => !whole.Names.ContainsKey(name.Key))).ToDictionary() }, Tree = tree, Events = (IReadOnlyList<Event>)events, Deeds = (IReadOnlyList<ActionEvent>)deeds, Typed = typed, Rule = library.Rule("workplace-assessment"),
                Taken = (IReadOnlyList<Change>)changes.FindAll(change => change.Apv == id), Waiting = (IReadOnlyList<Change>)changes.FindAll(change => change.Apv is null && change.LiesWithin(tree, apv.Units)),
                Keeps = apv.Keepers.Contains(gate.Me),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private IEnumerable<(DateTimeOffset At, Guid? By, string What)> History =>
        Events.Select(one => (one.At, one.Person, Line($"apv.moment.{one.What}", one.About)))
            .Concat(Deeds.Select(one => (one.At, one.Person, Line($"apv.deed.{one.What}", Whole.Actions.FirstOrDefault(action => action.Id == one.Action)?.What ?? "", ReasonOf(one)))))
            .OrderByDescending(one => one.At).Take(Recent);

    private IEnumerable<(string Id, string Title)> Parts =>
    [
        .. Enum.GetValues<Element>().Select(element => (element.ToString(), Visit[$"apv.element.{element}.title"])),
        ("close", Visit["apv.close.title"]), ("keepers", Visit["apv.keepers.title"]), (Rule.Id, Visit.Language.Text(Rule.Id, "title")),
    ];

    private string Line(string word, params string[] more) => string.Join(": ", [Visit[word], .. more.Where(text => text.Length > 0)]);

    // Of a change its history holds what it said before: that is read with the action.
    private static string ReasonOf(ActionEvent one) => one.What is ActionMoment.Told or ActionMoment.LookedAt or ActionMoment.Postponed or ActionMoment.PutAside ? one.About : "";

    private IEnumerable<string> FactsOf(Element element) => element switch
    {
        Element.Uncover => [Visit.Words.Count("apv.way.sources", Whole.Sources.Count), Visit.Words.Count("apv.way.problems", Whole.Problems.Count), .. Whole.Solved.Any() ? [Visit.Words.Count("apv.way.solved", Whole.Solved.Count())] : Array.Empty<string>()],
        Element.Absence => [Whole.Absence?.Contributes is { } contributes ? Visit[$"apv.contributes.{contributes}"] : Visit["apv.way.no-absence"], .. Whole.Groups.Count > 0 ? [Visit.Words.Count("apv.way.groups", Whole.Groups.Count)] : Array.Empty<string>()],
        Element.Plan => [Visit.Words.Count("apv.way.actions", Whole.Holding.Count()), .. Whole.Unplanned.Any() ? [Visit.Words.Count("apv.way.unplanned", Whole.Unplanned.Count())] : Array.Empty<string>()],
        Element.FollowUp =>
        [
            Visit.Words.Count("apv.way.told", Whole.Holding.Count(action => action.Effect is not null)), .. Whole.Holding.Any(action => action.IsLate(Visit.Today)) ? [Visit.Words.Count("apv.way.late", Whole.Holding.Count(action => action.IsLate(Visit.Today)))] : Array.Empty<string>(),
        ],
    };
}
