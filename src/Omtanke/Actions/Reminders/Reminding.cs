using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Actions.Reminders;

/// <summary>The corner of the room that reminds; the room's door opens it.</summary>
internal static class Reminding
{
    /// <summary>Registers what it needs.</summary>
    public static void Furnish(IServiceCollection services)
    {
        services.AddSingleton<AnswerLinks>();
        services.AddScoped<PlanLetter>();
        services.AddScoped<IDesk, CallDesk>();
        services.AddScoped<IChore, RemindOfActions>();
        services.AddScoped<IChore, TellKeepers>();
    }

    /// <summary>Maps its screens.</summary>
    public static void Open(IEndpointRouteBuilder doors)
    {
        AnswerPage.Open(doors);
        ChoicePage.Open(doors);
    }
}
