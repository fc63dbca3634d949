using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.Plan;

/// <summary>The way in on a sheet of paper: the QR code, the six characters, when and where, and what taking part means. In the workshop's own language.</summary>
public sealed partial class PosterPage
{
    [Parameter, EditorRequired] public required Workshop Workshop { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Item> Items { get; set; }
    [Parameter, EditorRequired] public required Language Language { get; set; }

    /// <summary>Where the QR code leads.</summary>
    [Parameter, EditorRequired] public required string Link { get; set; }

    /// <summary>Where the six characters are typed.</summary>
    [Parameter, EditorRequired] public required string Address { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/workshops/{id}/poster", Show).May<Workshop>(Operation.Read, Kind.Workshop);

    private static async Task<IResult> Show(Guid id, Database db, Shelf shelf, Settings settings)
    {
        var workshop = await db.FoundWorkshop(id);
        // Nobody joins any longer by a code that is free again.
        if (workshop.ClosedAt is not null)
            return Page.SeeOther(PlanPage.AddressOf(id));
        return Page.Of<PosterPage>(new
        {
            Workshop = workshop, Items = (IReadOnlyList<Item>)await db.ItemsOf(id), Language = (await shelf.As(workshop)).In(workshop.Language), Link = settings.Link(Joining.AddressOf(workshop.Code)), Address = settings.Link(Joining.Address),
        });
    }

    private Words Words => Language.Words;

    private string Moment => Words.Moment(Clock.Local(Workshop.PlannedAt));
}
