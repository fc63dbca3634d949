using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.People;

/// <summary>One person as the workplace knows them; every change ends one thing and begins another.</summary>
public sealed partial class PersonPage
{
    [Parameter, EditorRequired] public required PersonFile File { get; set; }
    [Parameter, EditorRequired] public required UnitTree Units { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether the visitor keeps the machinery, and so may touch those who do.</summary>
    [Parameter, EditorRequired] public required bool MayOperate { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) =>
        doors.MapGet("/administration/people/{person:guid}", Show).May(Operation.Organise, Kind.Workplace);

    private static async Task<IResult> Show(Guid person, Database db, Gate gate) =>
        await PersonFile.Find(db, person) is { } file ? await Of(file, db, gate, new Typed()) : NotHere.Page("/administration/people");

    /// <summary>The page, perhaps with what was typed and is wrong.</summary>
    internal static async Task<IResult> Of(PersonFile file, Database db, Gate gate, Typed typed) => Page.Of<PersonPage>(
        new { File = file, Units = await db.UnitTree(), Typed = typed, MayOperate = gate.Allows(Kind.Workplace, Operation.Operate) },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private Person Person => File.Person;

    private bool MayTouch => MayOperate || !File.IsAdministrator;

    private string AccessText => (Person.LeftOn, File.ActivatedAt, File.InvitedAt) switch
    {
        ({ } left, _, _) => Visit.With("administration.person.access-left", ("day", Visit.ShortDay(left))),
        (_, { } active, _) => Visit.With("administration.person.access-active", ("day", Visit.ShortDay(Clock.Day(active)))),
        (_, _, { } invited) => Visit.With("administration.person.access-invited", ("moment", Visit.Moment(invited))),
        _ => Visit["administration.person.access-none"],
    };

    private bool MayEnd(RoleHolding holding) => holding.Role != Role.Administrator || (MayOperate && !File.LastAdministrator);

    private bool IsWrong(params string[] fields) => fields.Any(field => Typed.Errors[field] is not null);

    private string At(string? what = null) => $"/administration/people/{Person.Id}{(what is null ? null : "/" + what)}";
}
