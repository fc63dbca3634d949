using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Letters;

/// <summary>One sheet for a place without mail: the way to where a code is typed, and no code. It lets nobody in by itself, so nobody can answer twice by it (decision 19); its limits stand on it.</summary>
public sealed partial class PosterPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }
    [Parameter, EditorRequired] public required Language Language { get; set; }

    /// <summary>What the workplace is called that asks.</summary>
    [Parameter, EditorRequired] public required string Workplace { get; set; }

    /// <summary>Where the QR code leads, and where a code is typed.</summary>
    [Parameter, EditorRequired] public required string Link { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/collections/{id}/poster", Show).May<Collection>(Operation.Read, Kind.Collection);

    private static async Task<IResult> Show(Guid id, Database db, Bookcase bookcase, Settings settings, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        // Where everybody signs in there is no code to type.
        if (collection.IsNamed || !collection.IsOpen(visit.Now))
            return Page.SeeOther($"/collections/{id}");
        return Page.Of<PosterPage>(new { Collection = collection, Language = (await bookcase.As(collection)).In(collection.Language), Workplace = (await db.TheWorkplace())!.Name, Link = settings.Link(Answering.Address) });
    }

    private Words Words => Language.Words;
}
