using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments;

/// <summary>The collections I plan or answer for: what is out, what comes, and what is over.</summary>
public sealed partial class List
{
    private const int Many = 200;

    [Parameter, EditorRequired] public required IReadOnlyList<Collection> Mine { get; set; }

    /// <summary>Those I was asked in, and whose result is shown.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Collection> Shown { get; set; }

    /// <summary>Those I am asked in by name, or am named to read.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Collection> Named { get; set; }

    /// <summary>Whether the visitor may ask anybody.</summary>
    [Parameter, EditorRequired] public required bool MayBegin { get; set; }

    /// <summary>Whether they may look back on the whole year.</summary>
    [Parameter, EditorRequired] public required bool MayLearn { get; set; }

    /// <summary>Whether they may take in results from elsewhere.</summary>
    [Parameter, EditorRequired] public required bool MayImport { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/collections", Show).May(Operation.Read, Kind.Collection);

    private static async Task<IResult> Show(Database db, Gate gate) => Page.Of<List>(new
    {
        Mine = (IReadOnlyList<Collection>)await db.Collections.AsNoTracking().Where(collection => collection.Keepers.Contains(gate.Me)).OrderByDescending(collection => collection.OpensAt).Take(Many).ToListAsync(),
        Shown = (IReadOnlyList<Collection>)await db.ResultsShown.AsNoTracking().Where(one => one.Person == gate.Me).Join(db.Collections, one => one.Collection, collection => collection.Id, (_, collection) => collection)
            .Where(collection => collection.ShownAt != null && !collection.Keepers.Contains(gate.Me)).OrderByDescending(collection => collection.ShownAt).Take(Many).ToListAsync(),
        Named = await NamedOf(gate.Me, db),
        MayBegin = gate.Allows(Kind.Collection, Operation.Begin), MayImport = gate.Allows(Kind.Collection, Operation.Organise), MayLearn = gate.Allows(Kind.Learning, Operation.Read),
    });

    private static async Task<IReadOnlyList<Collection>> NamedOf(Guid me, Database db)
    {
        var chairs = db.Chairs;
        return await db.Collections.AsNoTracking().Where(one => one.Mode != Mode.Anonymous && one.OpenedAt != null && one.ClearedAt == null
            && (chairs.Any(chair => chair.Collection == one.Id && chair.Person == me) || (one.ClosedAt != null && one.Readers.Contains(me)))).OrderByDescending(one => one.OpensAt).Take(Many).ToListAsync();
    }

    private IEnumerable<(string Pile, IReadOnlyList<Collection> Collections)> Piles => new (string, IReadOnlyList<Collection>)[]
    {
        ("open", [.. Mine.Where(collection => collection.IsOpen(Visit.Now))]),
        ("planned", [.. Mine.Where(collection => collection.IsPlanned).Reverse()]),
        ("closed", [.. Mine.Where(collection => !collection.IsPlanned && !collection.IsOpen(Visit.Now))]),
    }.Where(pile => pile.Item2.Count > 0);

    private string AddressFor(Collection collection) => collection.ClosedAt is not null && collection.Readers.Contains(Visit.Person!.Value) ? Assessments.Named.ReadPage.AddressOf(collection.Id) : Answering.MineOf(collection.Id);

    private string About(Collection collection) => collection.EveryWeeks is { } weeks
        ? $"{Visit.With("collections.plan.round", ("n", collection.Round))} · {Visit.Words.Count("collections.plan.every", weeks)}"
        : collection.IsPlanned ? "" : Visit.Words.Count(collection.ClosedAt is null ? "collections.plan.asked" : "collections.plan.were-asked", collection.Asked);

    private string When(Collection collection) => collection.IsPlanned ? Visit.With("collections.list.opens", ("day", Visit.ShortDay(Clock.Day(collection.OpensAt))))
        : collection.IsOpen(Visit.Now) ? Visit.With("collections.list.closes", ("day", Visit.ShortDay(Clock.Day(collection.ClosesAt))))
        : Visit.With("collections.list.closed-on", ("day", Visit.ShortDay(Clock.Day(collection.ClosedAt ?? collection.ClosesAt))));
}
