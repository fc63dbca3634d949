using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.People;

/// <summary>Adding one person.</summary>
public sealed partial class NewPerson
{
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required UnitTree Units { get; set; }

    /// <summary>The workplace's own language.</summary>
    [Parameter, EditorRequired] public required string Language { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/people/new", async (Database db) => await Show(db, new Typed())).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/people", Add).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Show(Database db, Typed typed) =>
        Page.Of<NewPerson>(new { Typed = typed, Units = await db.UnitTree(), Language = (await db.TheWorkplace())?.Language ?? "da" },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Add(Posted form, Database db, Visit visit)
    {
        var typed = new Typed(form);
        var (name, email, language) = (typed.Name("name", "administration.errors.name-missing"), typed.Email("email"), typed.Language("language", visit));
        var (unit, from) = (typed.Unit("unit", await db.UnitTree(), needed: false), typed.Since("from", visit.Today));
        if (typed.Errors.Any)
            return await Show(db, typed);
        // Somebody else may add the same address at this moment: the database lets one in.
        var id = Ids.New();
        var added = await db.Database.ExecuteSqlAsync($"insert into people (id, name, email, language, joined_on) values ({id}, {name}, {email}, {language}, {from}) on conflict (lower(email)) do nothing");
        if (added == 0)
        {
            typed.Errors.Add("email", "administration.errors.email-taken");
            return await Show(db, typed);
        }
        if (unit is { } place)
            await db.Move(id, place, from);
        return Page.SeeOther($"/administration/people/{id}", "administration.new.saved", kept: "/administration/people");
    }
}
