using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops;

/// <summary>Workshops: plan · join · run · write up. Live by one stored state that every screen is a projection of (live.md).</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.workshops", "/workshops", 35)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Workshop>, WorkshopData.Running>();
        services.AddScoped<Actions.IOrigins, WorkshopOrigins>();
        services.AddScoped<IGuests<Workshop>, WorkshopData.Joined>();
        services.AddScoped<IDesk, WorkshopDesk>();
        services.AddSingleton<Live.Frames>();
        services.AddSingleton<Live.Presence>();
        services.AddHostedService(provider => provider.GetRequiredService<Live.Presence>());
        services.AddScoped<IRecords<WriteUp.HandedMinutes>, WriteUp.ReaderPage.Handed>();
        services.AddScoped<IDesk, AfterDesk>();
        services.AddScoped<Insight.ILesson, WorkshopLessons>();
        services.AddScoped<IChore, Chores.Closing>();
        services.AddScoped<IChore, Chores.Clearing>();
        services.AddScoped<IChore, Chores.Forgetting>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        List.Open(doors);
        Begin.BeginPage.Open(doors);
        Plan.PlanPage.Open(doors);
        Plan.PosterPage.Open(doors);
        TakeOver.TakeOverPage.Open(doors);
        Rehearse.RehearsalDoor.Open(doors);
        Join.JoinPage.Open(doors);
        Run.RunPage.Open(doors);
        Screen.ScreenPage.Open(doors);
        Hand.HandPage.Open(doors);
        Act.ActionsPage.Open(doors);
        WriteUp.MinutesPage.Open(doors);
        WriteUp.HandOut.Open(doors);
        WriteUp.HandMinutes.Open(doors);
        WriteUp.ReaderPage.Open(doors);
    }
}
