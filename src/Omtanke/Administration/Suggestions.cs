using System.Net;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Administration;

/// <summary>What a field suggests while one types: a few people or units that fit.</summary>
internal static class Suggestions
{
    private const int AFew = 20;

    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/people/suggestions", People).May(Operation.Organise, Kind.Workplace);
        doors.MapGet("/administration/units/suggestions", Units).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> People(HttpRequest request, Database db)
    {
        var found = await db.Resembling(Typed(request), AFew);
        return Options(found.Select(person => $"{person.Name} · {person.Email}"));
    }

    private static async Task<IResult> Units(HttpRequest request, Database db)
    {
        var units = await db.UnitTree();
        return Options(units.All.Where(unit => unit.Unit.Name.Contains(Typed(request), StringComparison.OrdinalIgnoreCase)).Take(AFew).Select(unit => units.Path(unit.Unit.Id)));
    }

    private static string Typed(HttpRequest request) => request.Query[request.Query["of"].ToString()].ToString().Trim();

    private static IResult Options(IEnumerable<string> values) =>
        Results.Content(string.Concat(values.Select(value => $"<option value=\"{WebUtility.HtmlEncode(value)}\">")), "text/html; charset=utf-8");
}
