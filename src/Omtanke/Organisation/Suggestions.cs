using System.Net;
using Omtanke.Data;

namespace Omtanke.Organisation;

/// <summary>What a field suggests while one types: a few that fit, as the options of its list. The field's own name stands in the query as <c>of</c>, and what was typed under that name.</summary>
public static class Suggestions
{
    /// <summary>How many are suggested.</summary>
    public const int Few = 20;

    /// <summary>People at the workplace. Whoever opens it says who may ask.</summary>
    public static async Task<IResult> People(HttpRequest request, Database db) => Options((await db.Resembling(Typed(request), Few)).Select(Line));

    /// <summary>Units, each with all above it.</summary>
    public static async Task<IResult> Units(HttpRequest request, Database db)
    {
        var units = await db.UnitTree();
        return Options(units.All.Where(unit => unit.Unit.Name.Contains(Typed(request), StringComparison.OrdinalIgnoreCase)).Take(Few).Select(unit => units.Path(unit.Unit.Id)));
    }

    /// <summary>Somebody as they stand in such a field.</summary>
    public static string Line(Person person) => $"{person.Name} · {person.Email}";

    private static string Typed(HttpRequest request) => request.Query[request.Query["of"].ToString()].ToString().Trim();

    private static IResult Options(IEnumerable<string> values) =>
        Results.Content(string.Concat(values.Select(value => $"<option value=\"{WebUtility.HtmlEncode(value)}\">")), "text/html; charset=utf-8");
}
