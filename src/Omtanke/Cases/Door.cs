using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>Early intervention (catalogue 3): register · take on · the rail · consents · plans · close.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Case>, CaseData.AllCases>();
        services.AddScoped<IRecords<Listed>, TeamData.Team>();
        services.AddScoped<IChore, Chores.Forgetting>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
    }
}
