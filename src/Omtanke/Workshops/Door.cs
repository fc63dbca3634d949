using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops;

/// <summary>Workshops: plan · join · run · write up. Live by one stored state that every screen is a projection of (live.md).</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Workshop>, WorkshopData.Running>();
        services.AddScoped<IGuests<Workshop>, WorkshopData.Joined>();
        services.AddSingleton<Live.Frames>();
        services.AddSingleton<Live.Presence>();
        services.AddHostedService(provider => provider.GetRequiredService<Live.Presence>());
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        Run.RunPage.Open(doors);
        Screen.ScreenPage.Open(doors);
        Hand.HandPage.Open(doors);
    }
}
