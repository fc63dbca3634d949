using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Reflections;

/// <summary>What one person keeps for themself. No other room has a door to here, and nobody but its author learns that anything is kept.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Reflection>, ReflectionData.Reflections>();
        services.AddScoped<INamesRecords, ReflectionNames>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        List.Open(doors);
        Begin.BeginPage.Open(doors);
        Keep.ReflectionPage.Open(doors);
        Keep.TakeAlong.Open(doors);
        Compare.ComparePage.Open(doors);
    }
}
