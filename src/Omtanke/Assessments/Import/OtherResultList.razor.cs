using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Import;

/// <summary>Results from elsewhere, the latest first.</summary>
public sealed partial class OtherResultList
{
    [Parameter, EditorRequired] public required IReadOnlyList<OtherResult> Results { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/collections/other-results", Show).May(Operation.Organise, Kind.Collection);

    private static async Task<IResult> Show(Database db) =>
        Page.Of<OtherResultList>(new { Results = (IReadOnlyList<OtherResult>)await db.OtherResults.AsNoTracking().OrderByDescending(one => one.MeasuredOn).ThenBy(one => one.Title).ToListAsync() });
}
