using Omtanke.Web;

namespace Omtanke;

/// <summary>The rooms of the house, in order. A room is a folder with a <c>Door.cs</c>; this is the only list of them.</summary>
internal static class Rooms
{
    private static readonly Room[] All =
    [
        Room.With<Web.Door>(),
        Room.With<Security.Door>(),
        Room.With<MyPage.Door>(),
        Room.With<Conversations.Door>(),
        Room.With<Cases.Door>(),
        Room.With<Actions.Door>(),
        Room.With<Checks.Door>(),
        Room.With<Reflections.Door>(),
        Room.With<Workshops.Door>(),
        Room.With<Assessments.Door>(),
        Room.With<Policies.Door>(),
        Room.With<Learning.Door>(),
        Room.With<Year.Door>(),
        Room.With<Meetings.Door>(),
        Room.With<Toolbox.Door>(),
        Room.With<OwnTools.Door>(),
        Room.With<Administration.Door>(),
        Room.With<Demo.Door>(),
    ];

    public static void Furnish(IServiceCollection services)
    {
        foreach (var room in All)
            room.Furnish(services);
    }

    public static void Open(IEndpointRouteBuilder doors)
    {
        foreach (var room in All)
            room.Open(doors);
        Menu.Set(All.SelectMany(room => room.Menu()));
        PlanTab.Set(All.SelectMany(room => room.PlanTabs()));
    }

    private sealed record Room(Action<IServiceCollection> Furnish, Action<IEndpointRouteBuilder> Open, Func<IEnumerable<MenuItem>> Menu, Func<IEnumerable<PlanTab>> PlanTabs)
    {
        public static Room With<TDoor>() where TDoor : IDoor => new(TDoor.Furnish, TDoor.Open, () => TDoor.Menu, () => TDoor.PlanTabs);
    }
}
