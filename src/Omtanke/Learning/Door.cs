using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Learning;

/// <summary>
/// What the whole workplace learns, a year at a time, for those who answer for all of it. Like My page it knows no other room: each gives what it has through <see cref="ILesson"/> and <see cref="ICounted"/>.
/// </summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.learning", See.LearningPage.Address, 45, $"{Role.TopManagement}|{Role.HumanResources}|{Role.EnvironmentMember}", Web.Menu.Workplace)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<ShownCells>();
        services.AddScoped<YearCounts>();
        services.AddScoped<Gathering>();
        services.AddScoped<IDesk, YearDesk>();
        services.AddScoped<IChore, Chores.CountYears>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors) => See.LearningPage.Open(doors);
}
