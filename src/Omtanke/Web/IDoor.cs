namespace Omtanke.Web;

/// <summary>The door of a room: its table of contents. <c>Rooms.cs</c> opens each of them at start.</summary>
public interface IDoor
{
    /// <summary>Registers what the room needs.</summary>
    static virtual void Furnish(IServiceCollection services) { }

    /// <summary>Maps the room's screens.</summary>
    static virtual void Open(IEndpointRouteBuilder doors) { }

    /// <summary>The room's lines in the main menu.</summary>
    static virtual IEnumerable<MenuItem> Menu => [];

    /// <summary>The room's tabs on top of the plan.</summary>
    static virtual IEnumerable<PlanTab> PlanTabs => [];
}
