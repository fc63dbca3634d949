using System.Globalization;
using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Units;

/// <summary>The units of the workplace as a tree; a large one is shown a few levels at a time.</summary>
public sealed partial class UnitList
{
    private const int AllAtOnce = 200, Levels = 2;

    [Parameter, EditorRequired] public required UnitTree Units { get; set; }
    [Parameter, EditorRequired] public required UnitFacts Facts { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>The unit whose branch is shown; null for the whole tree.</summary>
    [Parameter] public Guid? Under { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    private int Deep => DeepIn(Units);

    private static int DeepIn(UnitTree units) => units.Count > AllAtOnce ? Levels : int.MaxValue;

    private static IEnumerable<Guid> Shown(UnitTree units, Guid? under, int deep) =>
        deep == 0 ? [] : units.Below(under).SelectMany(unit => Shown(units, unit.Id, deep - 1).Prepend(unit.Id));

    // Most new units lie under the one being looked at, or under the workplace itself.
    private string? Suggested => Under is { } here ? Units.Path(here) : Units.Below(null).ToList() is [var only] ? only.Name : null;

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/units", async (Database db, HttpRequest request) => await Show(db, new Typed(), request.Query["under"])).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/units", Add).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Show(Database db, Typed typed, string? under = null)
    {
        var units = await db.UnitTree();
        var top = Guid.TryParse(under, CultureInfo.InvariantCulture, out var id) && units[id] is not null ? id : (Guid?)null;
        return Page.Of<UnitList>(
            new { Units = units, Facts = await UnitFacts.Read(db, [.. Shown(units, top, DeepIn(units))], counted: units.Count <= AllAtOnce), Typed = typed, Under = top },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Add(Posted form, Database db)
    {
        var (typed, units) = (new Typed(form), await db.UnitTree());
        var (name, parent) = (typed.Name("name", "administration.errors.unit-name"), typed.Unit("parent", units, needed: false));
        typed.JudgeUnitName(name, units, parent, null);
        if (typed.Errors.Any)
            return await Show(db, typed);
        db.Add(new Unit { Id = Ids.New(), Name = name, Parent = parent });
        await db.SaveChangesAsync();
        return Page.SeeOther(parent is null ? "/administration/units" : $"/administration/units/{parent}", "administration.units.added", kept: "/administration/units");
    }
}

/// <summary>What a unit may be called.</summary>
internal static class UnitNames
{
    /// <summary>Not what another unit at the same place is called, and without the sign that separates the names of a path.</summary>
    public static void JudgeUnitName(this Typed typed, string name, UnitTree units, Guid? parent, Guid? itself)
    {
        typed.Errors.AddWhen(name.Contains(UnitTree.Step, StringComparison.Ordinal), "name", "administration.errors.unit-slash");
        typed.Errors.AddWhen(units.Below(parent).Any(unit => unit.Id != itself && string.Equals(unit.Name, name, StringComparison.OrdinalIgnoreCase)), "name", "administration.errors.unit-taken");
    }
}
