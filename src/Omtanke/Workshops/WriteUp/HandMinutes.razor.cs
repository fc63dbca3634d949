using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.WriteUp;

/// <summary>The minutes on the phone somebody took part with, once they are handed out.</summary>
public sealed partial class HandMinutes
{
    /// <summary>The minutes; none while they are not handed out.</summary>
    [Parameter] public Protocol? Protocol { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/workshops/{id}/hand/minutes", Show).MayTakePart<Workshop>();

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}/hand/minutes";

    private static async Task<IResult> Show(Guid id, Database db, Bookcase bookcase)
    {
        var workshop = await db.FoundWorkshop(id);
        return Page.Of<HandMinutes>(new { Protocol = workshop is { ClosedAt: not null, HandedOutAt: not null } ? await Protocol.Of(db, workshop, await bookcase.As(workshop), withWalls: true) : null });
    }
}
