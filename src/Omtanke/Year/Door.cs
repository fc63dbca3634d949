using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Year;

/// <summary>
/// The workplace's year (årshjul): what is due again, planned and done, as a picture and as a list. Like My page it knows no other room: each gives what it has through <see cref="IOccasions"/>.
/// Everybody reads it; those who may ask anybody lay it.
/// </summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<PlanTab> PlanTabs => [new("year.title", See.YearPage.Address, 40)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<Turning>();
        services.AddScoped<DeskLetters>();
        services.AddScoped<IDesk, YearDesk>();
        services.AddScoped<IDates, YearDates>();
        services.AddScoped<IChore, Chores.LegalDates>();
        services.AddScoped<IChore, Chores.Clearing>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        See.YearPage.Map(doors);
        Plan.EntryPage.Map(doors);
    }
}
