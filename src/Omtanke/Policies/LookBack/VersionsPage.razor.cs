using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Policies.Write;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies.LookBack;

/// <summary>Every version of a section: who and when, what is different between two, and one of them back again. Nothing disappears.</summary>
public sealed partial class VersionsPage
{
    [Parameter, EditorRequired] public required Policy Policy { get; set; }
    [Parameter, EditorRequired] public required Section Section { get; set; }

    /// <summary>All of them, the newest first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<SectionVersion> Versions { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>The two that are held against each other, the earlier first; null while there is only one.</summary>
    [Parameter] public (SectionVersion Earlier, SectionVersion Later)? Compared { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/sections/{section:guid}/versions", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/sections/{section:guid}/restoration", Restore).May<Policy>(Operation.Write, Kind.Group);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid policy, Guid section) => $"{SectionPage.AddressOf(policy, section)}/versions";

    private static async Task<IResult> Show(Guid id, Guid section, string? from, string? to, Database db)
    {
        if (await db.PolicySections.AsNoTracking().SingleOrDefaultAsync(one => one.Id == section && one.Policy == id) is not { } found)
            return Page.NotFound();
        var versions = await db.PolicyVersions.AsNoTracking().Where(version => version.Section == section).OrderByDescending(version => version.Number).ToListAsync();
        var (one, other) = (Find(versions, to) ?? versions[0], Find(versions, from));
        other ??= versions.Find(version => version.Number == one.Number - 1) ?? versions.ElementAtOrDefault(1);
        return Page.Of<VersionsPage>(new
        {
            Policy = await db.FoundPolicy(id), Section = found, Versions = (IReadOnlyList<SectionVersion>)versions, Names = await db.NamesOf(versions.Select(version => version.Person)),
            Compared = other is null || other.Number == one.Number ? ((SectionVersion, SectionVersion)?)null : other.Number < one.Number ? (other, one) : (one, other),
        });
    }

    private static async Task<IResult> Restore(Guid id, Guid section, Posted form, Database db, Gate gate, Visit visit)
    {
        var policy = await db.FoundPolicy(id);
        if (await db.ClaimSection(id, section) is not { } found)
            return Page.NotFound();
        var number = form["number"];
        var versions = await db.PolicyVersions.Where(version => version.Section == section).OrderByDescending(version => version.Number).ToListAsync();
        if (!policy.Drafting || Find(versions, number) is not { } earlier)
            return Page.SeeOther(AddressOf(id, section));
        if (!found.Says(earlier.Title, earlier.Text))
        {
            db.Add(found.Restore(earlier, versions[0], gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id, section), "policies.versions.restored");
    }

    private static SectionVersion? Find(List<SectionVersion> versions, string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? versions.Find(version => version.Number == wanted) : null;

    private string By(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["policies.somebody"];

    private string Named(SectionVersion version) => Visit.With("policies.versions.one", ("n", version.Number), ("name", By(version.Person)), ("moment", Visit.Moment(version.At)));

    private string? Language => Policy.Language == Visit.Code ? null : Policy.Language;
}
