using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Meetings.Agree;

/// <summary>Every version of the contract, for those who are in the series: who wrote it, when, and what became different.</summary>
public sealed partial class VersionsPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }

    /// <summary>All that are kept, the one that stands first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ContractVersion> Versions { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<string> Parts { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/meetings/{id}/contract/versions", Show).May<Series>(Operation.Read, Kind.Series);

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library)
    {
        var (contract, earlier, names, people) = ((Contract?)null, new List<EarlierContract>(), new Dictionary<Guid, string>(), db.People);
        var (contracts, before) = (db.Contracts.AsNoTracking().Where(one => one.Series == id), db.EarlierContracts.AsNoTracking().Where(one => one.Series == id));
        await db.InOneTrip(
            async () => contract = await contracts.FirstOrDefaultAsync(),
            async () => earlier = await before.OrderByDescending(one => one.Version).ToListAsync(),
            async () => names = await people.AsNoTracking().Where(person => contracts.Any(one => one.SavedBy == person.Id) || before.Any(one => one.SavedBy == person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name));
        if (contract is null)
            return Page.SeeOther($"/meetings/{id}/contract");
        return Page.Of<VersionsPage>(new
        {
            Series = await db.FoundSeries(id), Parts = Contract.PartsIn(library), Names = (IReadOnlyDictionary<Guid, string>)names,
            Versions = (IReadOnlyList<ContractVersion>)[new(contract.Version, contract.Read(gate.Grant), contract.SavedBy, contract.SavedAt), .. earlier.Select(one => new ContractVersion(one.Version, one.Read(gate.Grant), one.SavedBy, one.SavedAt))],
        });
    }

    private IEnumerable<(ContractVersion Version, ContractVersion? Before)> WithBefore => Versions.Select((version, place) => (version, Versions.ElementAtOrDefault(place + 1)));

    private string Title(ContractVersion version) => Visit.With("meetings.contract.version", ("n", version.Number), ("day", Visit.ShortDay(Clock.Day(version.At))), ("name", version.By is { } id && Names.TryGetValue(id, out var name) ? name : Visit["meetings.somebody"]));
}

/// <summary>A version of the contract.</summary>
/// <param name="Number">Which.</param>
/// <param name="Answer">What it says, part by part.</param>
/// <param name="By">Who wrote it; null for somebody who is gone.</param>
/// <param name="At">When.</param>
public sealed record ContractVersion(int Number, Answer Answer, Guid? By, DateTimeOffset At);
