using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Box;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Plan;

/// <summary>One collection, for those who plan it: whom it asks, when it opens and closes, how many have answered in all, and what becomes of it. Never who.</summary>
public sealed partial class PlanPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }

    /// <summary>Whom it asks: as it would be today, or as it was when it opened.</summary>
    [Parameter, EditorRequired] public required Circle Circle { get; set; }

    /// <summary>The rounds of the same series, the first first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Collection> Rounds { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<CollectionEvent> Events { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>How many have answered, in whole fives: so that nobody sees one person answer.</summary>
    [Parameter] public int AtLeast { get; set; }

    /// <summary>Whether its release is made.</summary>
    [Parameter] public bool Released { get; set; }

    /// <summary>How many took part, as the release tells it; none where it does not.</summary>
    [Parameter] public Count? People { get; set; }

    [Parameter, EditorRequired] public required Tool? Tool { get; set; }
    [Parameter, EditorRequired] public required Reach Reach { get; set; }
    [Parameter, EditorRequired] public required string OwnerEmail { get; set; }

    /// <summary>The named few of a confidential one.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Named.Reader> Readers { get; set; }

    /// <summary>The same, as one types them.</summary>
    [Parameter, EditorRequired] public required string ReadersTyped { get; set; }

    /// <summary>Whether the visitor is one of them.</summary>
    [Parameter] public bool Reads { get; set; }
    [Parameter] public Typed Typed { get; set; } = new();
    [Parameter] public int? Few { get; set; }

    /// <summary>What keeps it from opening.</summary>
    [Parameter] public string? Trouble { get; set; }

    /// <summary>Somebody else has changed it meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}", Show).May<Collection>(Operation.Read, Kind.Collection);
        doors.MapPost("/collections/{id}", Change).May<Collection>(Operation.Write, Kind.Collection);
        doors.MapPost("/collections/{id}/opening", OpenIt).May<Collection>(Operation.Publish, Kind.Collection);
        doors.MapPost("/collections/{id}/closing", CloseIt).May<Collection>(Operation.Close, Kind.Collection);
        doors.MapPost("/collections/{id}/erasure", Erase).May<Collection>(Operation.Erase, Kind.Collection);
    }

    internal static string AddressOf(Guid collection) => $"/collections/{collection}";

    private static async Task<IResult> Show(Guid id, Database db, Box.Opening opening, Gate gate, Shelf shelf, Releases releases, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        // Its time has come, and it is not out: one is told why without having to try.
        var hindered = collection.IsPlanned && collection.OpensAt <= visit.Now ? await opening.Hindrance(collection, visit.Now) : null;
        return await Of(collection, new(), db, gate, shelf, releases, visit, hindered: hindered);
    }

    private static async Task<IResult> Change(Guid id, Posted form, Database db, Gate gate, Shelf shelf, Releases releases, Visit visit)
    {
        var (collection, typed) = (await db.ClaimCollection(id), new Typed(form));
        // Opened this very moment by somebody else, or by its time.
        if (!collection.IsPlanned)
            return Page.SeeOther(AddressOf(id), "collections.plan.open-already");
        var (before, library) = (Details.Of(collection), await shelf.Library());
        var (details, owner) = (Details.Read(typed, before, await Reach.Of(db, gate, collection.Units), await Naming.ReadersOf(typed, before.Mode, db), library.Speaks, visit.Now), await BeginPage.OwnerOf(typed, db, gate));
        Naming.Judge(typed, details.Mode, Questionnaire.PackOf((await shelf.As(collection.Tool, collection.ToolVersion)).Tool(collection.Tool)?.Step(collection.Step), library));
        var few = await BeginPage.FewOf(id, details, typed, db);
        var clash = typed["seen"] != before.Seen && details.Seen != before.Seen;
        if (typed.Errors.Any || clash)
            return await Of(collection, typed, db, gate, shelf, releases, visit, few, clash: clash);
        details.Into(collection);
        // Whoever plans it stays, whoever answers for it.
        collection.Keepers = [.. collection.Keepers.Where(keeper => keeper != owner).Prepend(owner)];
        db.Add(collection.Happened(Moment.Changed, gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "collections.plan.saved", AddressOf(id));
    }

    private static async Task<IResult> OpenIt(Guid id, Database db, Box.Opening opening, Gate gate, Shelf shelf, Releases releases, Visit visit)
    {
        var collection = await db.ClaimCollection(id);
        return await opening.Open(collection, gate.Me, visit.Now) is { } trouble
            ? await Of(collection, new(), db, gate, shelf, releases, visit, trouble: trouble)
            : Page.SeeOther(AddressOf(id), "collections.plan.opened");
    }

    private static async Task<IResult> CloseIt(Guid id, Database db, Closing closing, Gate gate, Visit visit)
    {
        var collection = await db.ClaimCollection(id);
        await closing.Close(collection, gate.Me, visit.Now);
        return Page.SeeOther(AddressOf(id), collection.IsNamed ? "collections.plan.closed-named" : "collections.plan.closed");
    }

    private static async Task<IResult> Erase(Guid id, Database db, Erasure erasure)
    {
        var collection = await db.ClaimCollection(id);
        if (!collection.IsPlanned)
            return Page.SeeOther(AddressOf(id), "collections.plan.open-already");
        await erasure.Note(id, "collections", null);
        db.Remove(collection);
        await db.SaveChangesAsync();
        return Page.SeeOther("/collections", "collections.plan.erased");
    }

    private static async Task<IResult> Of(Collection collection, Typed typed, Database db, Gate gate, Shelf shelf, Releases releases, Visit visit, int? few = null, string? trouble = null, bool clash = false, string? hindered = null)
    {
        if (collection.IsPlanned)
            collection.Thresholds = await db.ThresholdsNow();
        var (library, circle) = (await shelf.As(collection.Tool, collection.ToolVersion), await CircleOf(collection, db));
        var release = collection.ClosedAt is null ? null : await releases.Of(collection.Id);
        var events = await db.CollectionEvents.AsNoTracking().Where(one => one.Collection == collection.Id).OrderByDescending(one => one.At).ToListAsync();
        var people = events.Select(one => one.Person).OfType<Guid>().Concat(circle.Left).Append(collection.Owner).Distinct().ToList();
        var known = await db.People.AsNoTracking().Where(person => people.Contains(person.Id)).Select(person => new { person.Id, person.Name, person.Email }).ToListAsync();
        return Page.Of<PlanPage>(
            new
            {
                Collection = collection, Circle = circle, Events = (IReadOnlyList<CollectionEvent>)events, Names = (IReadOnlyDictionary<Guid, string>)known.ToDictionary(person => person.Id, person => person.Name),
                Rounds = (IReadOnlyList<Collection>)await db.Collections.AsNoTracking().Where(one => one.Series == collection.Series && one.Keepers.Contains(gate.Me)).OrderBy(one => one.Round).ToListAsync(), AtLeast = await AtLeastIn(collection, db, visit.Now), Released = release is not null, People = release?.Of(collection.InSeries(circle.Units[0].Unit))?.People,
                Tool = library.Tool(collection.Tool), Reach = await Reach.Of(db, gate, collection.Units), OwnerEmail = known.Find(person => person.Id == collection.Owner)?.Email ?? "", Typed = typed, Few = few ?? (collection.IsPlanned && !collection.IsNamed && circle.Asked.Count < Collection.TalkUnder ? circle.Asked.Count : null), Trouble = trouble ?? hindered, Clash = clash,
                Readers = await Named.WhoReads.Of(collection.Readers, db), ReadersTyped = collection.IsPlanned ? await Naming.Written(collection.Readers, db) : "", Reads = collection.Readers.Contains(gate.Me),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : clash || trouble is not null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    // While it is open there is one number: of all, and never finer than by fives, so that nothing is worked out by taking a released number from it. From the closing the release alone tells.
    private static async Task<int> AtLeastIn(Collection collection, Database db, DateTimeOffset now)
    {
        if (!collection.IsOpen(now))
            return 0;
        await db.Collecting(collection.Id);
        var answered = await db.CountBox(collection.Id);
        await db.Collected();
        return Releases.AtLeast(answered);
    }

    private static async Task<Circle> CircleOf(Collection collection, Database db)
    {
        if (collection.IsPlanned)
            return await db.CircleOf(collection.Id, collection.Title, collection.Units, collection.IsNamed);
        var units = await db.CollectionUnits.AsNoTracking().Where(unit => unit.Collection == collection.Id).OrderBy(unit => unit.Position).ToListAsync();
        var asked = await db.AskedPeople.AsNoTracking().Where(one => one.Collection == collection.Id).Select(one => new Seat(one.Person, one.Unit, one.Base)).ToListAsync();
        return new([.. units.Select(unit => new CircleUnit(unit.Unit, unit.Parent, unit.Name, unit.Asked, unit.CountedWith))], asked, []);
    }

    private IEnumerable<(string Id, string Title)> Parts
    {
        get
        {
            if (!Collection.IsPlanned)
                yield return ("answers", Visit[Collection.IsOpen(Visit.Now) ? "collections.plan.answers" : "collections.result.title"]);
            yield return ("dates", Visit["collections.plan.when"]);
            yield return ("who", Visit[Who]);
            yield return ("mode", Visit[Promised]);
            if (Rounds.Count > 1)
                yield return ("rounds", Visit["collections.plan.rounds"]);
            if (Collection.IsPlanned)
                yield return ("details", Visit["collections.plan.details"]);
        }
    }

    // What is over is told as over.
    private string Who => Collection.ClosedAt is null ? "collections.plan.units" : "collections.result.who";

    private string Promised => Collection.ClosedAt is null ? "collections.plan.promise" : "collections.result.promise";

    private string Home => AddressOf(Collection.Id);

    private Details Now => Details.Of(Collection);

    private string? Workshop => Tool is not null && Together.Suits(Tool) ? $"/workshops/new?tool={Tool.Id}" : null;

    private string Asks => Tool is { } tool ? Questionnaire.NameOf(tool, Collection.Step, Visit.Language) : Collection.Step;

    private IReadOnlyList<Asked> Questions => Tool?.Step(Collection.Step) is { } step && Questionnaire.Suits(step) ? Questionnaire.Of(step, Visit.Language) : [];

    private IReadOnlyDictionary<Guid, int> Totals => Circle.Totals;

    // The whole itself is no unit.
    private IEnumerable<(CircleUnit Unit, int Depth)> Units
    {
        get
        {
            var depths = new Dictionary<Guid, int>();
            foreach (var unit in Circle.Units.Where(unit => unit.Unit != Collection.Id))
            {
                depths[unit.Unit] = unit.Parent is { } above && depths.TryGetValue(above, out var depth) ? depth + 1 : 0;
                yield return (unit, depths[unit.Unit]);
            }
        }
    }

    private string? NameOf(Guid unit) => unit == Collection.Id ? Visit["collections.plan.the-whole"] : Circle.Units.FirstOrDefault(one => one.Unit == unit)?.Name;

    private string Reminders => string.Join(" · ", Letters.Mailings.RemindersOf(Collection).Select(Visit.ShortDay)) is { Length: > 0 } days ? days : Visit["collections.plan.no-reminders"];

    private string RoundName(Collection round) => $"{Visit.With("collections.plan.round", ("n", round.Round))} · {Visit.ShortDay(Clock.Day(round.OpenedAt ?? round.OpensAt))}";
}
