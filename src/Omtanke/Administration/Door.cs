using Omtanke.Administration.Import;
using Omtanke.Administration.Invite;
using Omtanke.Administration.Letters;
using Omtanke.Administration.People;
using Omtanke.Administration.SelfCheck;
using Omtanke.Administration.Units;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>Keeping the workplace: its people, units and roles, and the machinery. Nobody's text is ever seen here.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.administration", "/administration", 80, $"{Role.Administrator}|{Role.HumanResources}", Web.Menu.Workplace)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<Uploads>();
        services.AddScoped<IChore, ForgetUploads>();
        services.AddScoped<IDesk, LettersDesk>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        Overview.Open(doors);
        PeopleList.Open(doors);
        NewPerson.Open(doors);
        PersonPage.Open(doors);
        PersonChanges.Open(doors);
        UnitList.Open(doors);
        UnitPage.Open(doors);
        doors.MapGet("/administration/people/suggestions", Suggestions.People).May(Operation.Organise, Kind.Workplace);
        doors.MapGet("/administration/units/suggestions", Suggestions.Units).May(Operation.Organise, Kind.Workplace);
        InvitePage.Open(doors);
        ImportPage.Open(doors);
        Preview.Open(doors);
        WorkplacePage.Open(doors);
        VideosPage.Open(doors);
        LettersPage.Open(doors);
        SelfCheckPage.Open(doors);
    }
}
