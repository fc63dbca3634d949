using System.Net;
using Microsoft.EntityFrameworkCore;
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
        var like = Like.Anywhere(Typed(request));
        var found = await db.People.AsNoTracking().Where(person => person.LeftOn == null && (EF.Functions.ILike(person.Name, like) || EF.Functions.ILike(person.Email, like)))
            .OrderBy(person => person.Name).Take(AFew).Select(person => new { person.Name, person.Email }).ToListAsync();
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

/// <summary>Patterns for looking something up by a part of it.</summary>
internal static class Like
{
    /// <summary>What was typed, anywhere; its own signs mean themselves.</summary>
    public static string Anywhere(string typed) =>
        $"%{typed.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
