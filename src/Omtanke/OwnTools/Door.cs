using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>The tools a workplace has made its own. Everybody in it reads them among the others; here those who keep tools copy, change, compare and exchange them.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddSingleton<Bookcase>();
        services.AddScoped<Shelf>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        WorkList.Open(doors);
        WorkPage.Open(doors);
        PartPage.Open(doors);
        PreviewPage.Open(doors);
        EditionPage.Open(doors);
        OursPage.Open(doors);
        Arrival.Open(doors);
    }
}
