using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies;

/// <summary>What holds here, what I am asked about, and what I write on.</summary>
public sealed partial class List
{
    [Parameter, EditorRequired] public required IReadOnlyList<Edition> Published { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Round> Asked { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Policy> Mine { get; set; }

    /// <summary>Whether the visitor may begin one.</summary>
    [Parameter] public bool MayBegin { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/policies", Show).May(Operation.Read, Kind.Common);

    private static async Task<IResult> Show(Database db, Gate gate, Visit visit)
    {
        var editions = db.Editions;
        return Page.Of<List>(new
        {
            Published = (IReadOnlyList<Edition>)await editions.AsNoTracking().Where(edition => !editions.Any(later => later.Policy == edition.Policy && later.Number > edition.Number))
                .OrderBy(edition => edition.Title).ToListAsync(),
            Asked = await AskedOf(db, gate.Me, visit.Today),
            Mine = (IReadOnlyList<Policy>)await db.Policies.AsNoTracking().Where(policy => policy.Members.Contains(gate.Me)).OrderByDescending(policy => policy.BegunAt).ToListAsync(),
            MayBegin = gate.Allows(Kind.Group, Operation.Begin),
        });
    }

    /// <summary>The rounds in which somebody is asked on this day.</summary>
    internal static async Task<IReadOnlyList<Round>> AskedOf(Database db, Guid person, DateOnly today, CancellationToken stop = default) =>
        await asked(db, person, today).ToListAsync(stop);

    private static readonly Func<Database, Guid, DateOnly, IAsyncEnumerable<Round>> asked = EF.CompileAsyncQuery<Database, Guid, DateOnly, Round>((db, person, today) =>
        db.Set<Round>().AsNoTracking()
            .Where(round => round.ClosedAt == null && round.FromOn <= today && round.UntilOn >= today
                && (round.Reach.Length == 0 || db.Set<Membership>().Any(place => place.Person == person && place.UntilOn == null && round.Reach.Contains(place.Unit))))
            .OrderBy(round => round.UntilOn));

    private string? LanguageOf(string code) => code == Visit.Code ? null : code;
}
