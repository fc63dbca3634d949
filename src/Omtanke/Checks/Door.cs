using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Checks;

/// <summary>Did it help? Asked of those an action was for, without names. Stands above both the plan and the counting, which do not know each other.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<EffectCheck>, EffectCheckData.Known>();
        services.AddScoped<IDesk, CheckDesk>();
        services.AddScoped<IChore, Checking>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors) => CheckPage.Open(doors);
}
