using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.WriteUp;

/// <summary>The minutes for somebody they were handed to by name. Without what single people wrote: that is for those who were there.</summary>
public sealed partial class ReaderPage
{
    [Parameter, EditorRequired] public required Protocol Protocol { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/workshop-minutes/{id}", Show).May<HandedMinutes>(Operation.Read, Kind.Common);

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshop-minutes/{workshop}";

    private static async Task<IResult> Show(Guid id, Database db, Shelf shelf)
    {
        var workshop = await db.Workshops.AsNoTracking().SingleAsync(found => found.Id == id);
        return Page.Of<ReaderPage>(new { Protocol = await Protocol.Of(db, workshop, await shelf.As(workshop), withWalls: false) });
    }

    /// <summary>For those who were named, while the workshop is closed.</summary>
    internal sealed class Handed(Database db) : IRecords<HandedMinutes>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.Workshops.AnyAsync(workshop => workshop.Id == id && workshop.ClosedAt != null && workshop.Readers.Contains(person), stop) ? new Found(id, Relation.Reader, State.Closed, id, null) : null;
    }
}

/// <summary>The minutes of a workshop as those know them whom they were handed to.</summary>
public sealed class HandedMinutes;
