using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Import;

/// <summary>A result from elsewhere: its figures, its source and its day.</summary>
public sealed partial class OtherResultPage
{
    [Parameter, EditorRequired] public required OtherResult Result { get; set; }

    /// <summary>Who took it in.</summary>
    [Parameter] public string? By { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/other-results/{result:guid}", Show).May(Operation.Organise, Kind.Collection);
        doors.MapPost("/collections/other-results/{result:guid}/erasure", Erase).May(Operation.Organise, Kind.Collection);
    }

    internal static string AddressOf(Guid result) => $"/collections/other-results/{result}";

    private static async Task<IResult> Show(Guid result, Database db) => await db.OtherResults.AsNoTracking().FirstOrDefaultAsync(one => one.Id == result) is { } found
        ? Page.Of<OtherResultPage>(new { Result = found, By = found.Person is { } by ? await db.People.Where(person => person.Id == by).Select(person => person.Name).FirstOrDefaultAsync() : null })
        : Page.SeeOther("/collections/other-results");

    private static async Task<IResult> Erase(Guid result, Database db)
    {
        await db.OtherResults.Where(one => one.Id == result).ExecuteDeleteAsync();
        return Page.SeeOther("/collections/other-results", "collections.import.erased");
    }
}
