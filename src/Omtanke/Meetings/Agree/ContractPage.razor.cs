using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Meetings.Agree;

/// <summary>The short contract (L10.F1): written by any of them, signed by each. Two who write at once both see both texts.</summary>
public sealed partial class ContractPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter] public Contract? Contract { get; set; }

    /// <summary>What stands there now.</summary>
    [Parameter, EditorRequired] public required Answer Answer { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Signature> Signatures { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<string> Parts { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether it has said something else before.</summary>
    [Parameter] public bool HasEarlier { get; set; }

    /// <summary>Somebody else saved meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/contract", Show).May<Series>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/contract", Save).May<Series>(Operation.Write, Kind.Series);
        doors.MapPost("/meetings/{id}/contract/signature", Sign).May<Series>(Operation.Confirm, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library) => await Of(await db.FoundSeries(id), db, gate, library, new Typed());

    private static async Task<IResult> Save(Guid id, Posted form, Database db, Gate gate, Library library, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        var contract = await db.Contracts.FindAsync(id);
        var parts = Contract.PartsIn(library);
        var answer = parts.Aggregate(Answer.Empty, (answer, part) => answer.With(part, typed.Text(part, Contract.Longest)));
        typed.Errors.AddWhen(answer.IsEmpty, parts[0], "meetings.errors.contract-empty");
        if (typed.Errors.Any)
            return await Of(series, db, gate, library, typed);
        if (contract is not null && contract.Read(gate.Grant).Equals(answer))
            return Page.SeeOther($"/meetings/{id}/contract", null, $"/meetings/{id}/contract");
        if (typed.Version != (contract?.Version ?? 0))
            return await Of(series, db, gate, library, typed, clash: true);
        if (contract is null)
            db.Add(contract = Contract.Of(id, answer, gate.Grant, gate.Me, visit.Now));
        else
            db.Add(contract.Write(answer, gate.Grant, gate.Me, visit.Now));
        // Whoever writes it stands by it.
        await Stand(series, contract.Version, db, gate.Me, visit.Now);
        db.Add(series.Happened(Moment.ContractChanged, gate.Me, visit.Now));
        await db.SaveChangesAsync();
        await letters.Ask(series, $"contract {visit.Today:yyyy-MM-dd}", series.Members.Where(member => member != gate.Me));
        return Page.SeeOther($"/meetings/{id}/contract", "meetings.contract.saved", $"/meetings/{id}/contract");
    }

    private static async Task<IResult> Sign(Guid id, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        // Nobody signs a text they have not seen.
        if (await db.Contracts.FindAsync(id) is not { } contract || contract.Version != typed.Version)
            return await Of(series, db, gate, library, new Typed(), clash: true);
        await Stand(series, contract.Version, db, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/meetings/{id}/contract", "meetings.contract.is-signed");
    }

    private static async Task Stand(Series series, int version, Database db, Guid person, DateTimeOffset now)
    {
        if (await db.Signatures.FindAsync(series.Id, person) is { } mine)
            (mine.Version, mine.At) = (version, mine.Version == version ? mine.At : now);
        else
            db.Add(new Signature { Series = series.Id, Person = person, Version = version, At = now });
    }

    private static async Task<IResult> Of(Series series, Database db, Gate gate, Library library, Typed typed, bool clash = false)
    {
        var (contract, earlier, signatures, names) = ((Contract?)null, false, new List<Signature>(), new Dictionary<Guid, string>());
        await db.InOneTrip(
            async () => contract = await db.Contracts.AsNoTracking().FirstOrDefaultAsync(one => one.Series == series.Id),
            async () => earlier = await db.EarlierContracts.AnyAsync(one => one.Series == series.Id),
            async () => signatures = await db.Signatures.AsNoTracking().Where(one => one.Series == series.Id).ToListAsync(),
            async () => names = await db.NamesOf(series.Members));
        return Page.Of<ContractPage>(
            new
            {
                Series = series, Contract = contract, Answer = contract?.Read(gate.Grant) ?? Answer.Empty, Signatures = (IReadOnlyList<Signature>)signatures, Parts = Contract.PartsIn(library),
                Names = (IReadOnlyDictionary<Guid, string>)names, Typed = typed, HasEarlier = earlier, Clash = clash,
            },
            clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string Home => $"/meetings/{Series.Id}";

    private bool Going => Series.EndedAt is null;

    private bool Writing => Typed.Sent;

    private string NameOf(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["meetings.somebody"];
}
