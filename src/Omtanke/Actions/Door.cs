using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions;

/// <summary>The plan: who does what by when, and did it help. Wherever an action was agreed, it is seen, told about and handed on here.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.actions", Look.Asked.Address, 25)];

    /// <inheritdoc />
    public static IEnumerable<PlanTab> PlanTabs => [new("actions.tabs.Mine", Look.Asked.Address, 10), new("actions.tabs.Group", Look.Asked.Of(Look.Whose.Group), 20), new("actions.tabs.Workplace", Look.Asked.Of(Look.Whose.Workplace), 30)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<PlannedAction>, ActionData.Known>();
        services.AddScoped<Origins>();
        services.AddScoped<IDesk, ActionDesk>();
        services.AddScoped<IDates, ActionDates>();
        services.AddScoped<IChore, Chores.Leavers>();
        services.AddScoped<IChore, Chores.Clearing>();
        Reminders.Reminding.Furnish(services);
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        Look.ActionsPage.Map(doors);
        Begin.NewPage.Map(doors);
        Follow.ActionPage.Map(doors);
        Mend.WordingPage.Map(doors);
        Share.ReadersPage.Map(doors);
        Postpone.Postponement.Map(doors);
        HandOver.Offers.Map(doors);
        Divide.Division.Map(doors);
        Reminders.Reminding.Open(doors);
    }
}
