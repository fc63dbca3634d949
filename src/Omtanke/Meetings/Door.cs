using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings;

/// <summary>Series of meetings (L09, L10, L15): ask people · find a time · plan · hold · look back · end.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<PlanTab> PlanTabs => [new("meetings.title", "/meetings", 60)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Series>, SeriesData.AllSeries>();
        services.AddScoped<IRecords<Invitation>, SeriesData.Invitations>();
        services.AddScoped<Letters.SeriesLetters>();
        services.AddScoped<IDesk, SeriesDesk>();
        services.AddScoped<INamesRecords, SeriesNames>();
        services.AddScoped<IDates, SeriesDates>();
        services.AddScoped<IOccasions, SeriesOccasions>();
        services.AddScoped<Actions.IOrigins, SeriesOrigin>();
        services.AddScoped<DeskLetters>();
        services.AddScoped<IChore, Chores.Keeping>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        List.Open(doors);
        Begin.BeginPage.Open(doors);
        Ask.InvitationPage.Open(doors);
        See.SeriesPage.Open(doors);
        Gather.PeoplePage.Open(doors);
        Agree.ContractPage.Open(doors);
        Agree.VersionsPage.Open(doors);
        Find.NextPage.Open(doors);
        Find.TimesPage.Open(doors);
        Meet.MeetingPage.Open(doors);
        Plan.AgendaPage.Open(doors);
        Evaluate.EvaluationPage.Open(doors);
        End.EndingPage.Open(doors);
    }
}
