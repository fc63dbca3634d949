using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.People;

/// <summary>Everybody, found by a part of the name or address, by unit, by where they stand.</summary>
public sealed partial class PeopleList
{
    [Parameter, EditorRequired] public required PeopleQuery Asked { get; set; }
    [Parameter, EditorRequired] public required PeopleFound Found { get; set; }
    [Parameter, EditorRequired] public required UnitTree Units { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/administration/people", Show).May(Operation.Organise, Kind.Workplace);

    private static async Task<IResult> Show(HttpRequest request, Database db)
    {
        var units = await db.UnitTree();
        var asked = PeopleQuery.From(request.Query, units);
        return Page.Of<PeopleList>(new { Asked = asked, Found = await asked.Find(db, units), Units = units });
    }

    private string Counted => Found.Count > PeopleQuery.Countable
        ? Visit.With("administration.people.many", ("n", PeopleQuery.Countable))
        : Visit.Words.Count("administration.people.count", Found.Count);
}
