using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>Early intervention (catalogue 3): register · take on · the rail · consents · plans · close.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu =>
        [new("menu.cases", "/cases", 22), new("menu.case-report", Report.ReportPage.Address, 46, $"{Role.TopManagement}|{Role.TeamLead}", Web.Menu.Workplace)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Case>, CaseData.AllCases>();
        services.AddScoped<IRecords<Listed>, TeamData.OfTheTeam>();
        services.AddScoped<CaseLetters>();
        services.AddScoped<IDesk, CaseDesk>();
        services.AddScoped<INamesRecords, CaseNames>();
        services.AddScoped<IChore, Chores.Changes>();
        services.AddScoped<IChore, Chores.Forgetting>();
        services.AddScoped<IRecords<Consent>, Saying.OwnYes>();
        services.AddScoped<IRecords<ThreeMeeting>, SharedData.OwnAnswer>();
        services.AddScoped<Three.ThreeLetters>();
        services.AddScoped<IDesk, Allow.AskedDesk>();
        services.AddScoped<IDates, Three.ThreeDates>();
        services.AddScoped<IChore, Chores.ThreeKeeping>();
        services.AddScoped<IDates, Plans.PlanDates>();
        services.AddScoped<IChore, Chores.PlanReminders>();
        services.AddScoped<IRecords<Ending>, EndingData.OwnEnding>();
        services.AddScoped<IRecords<LearningPoint>, LearningPointData.OfTheTeam>();
        services.AddScoped<CountBox>();
        services.AddScoped<CaseYears>();
        services.AddScoped<ICounted, CasesCounted>();
        services.AddScoped<ILesson, Report.CaseLessons>();
        services.AddScoped<IDesk, Close.EndingDesk>();
        services.AddScoped<IDesk, Lessons.PointDesk>();
        services.AddScoped<IDesk, Evaluate.EvaluationDesk>();
        services.AddScoped<IChore, Chores.CountCases>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        var room = doors.MapGroup("").AddEndpointFilter(Conflict.Shown);
        List.Open(room);
        Register.RegisterPage.Open(room);
        Team.IntakePage.Open(room);
        Team.TeamPage.Open(room);
        Team.GivePage.Open(room);
        Team.AboutMePage.Open(room);
        Follow.CallsPage.Open(room);
        Follow.CasePage.Open(room);
        Follow.ContactsPage.Open(room);
        Follow.Guides.Open(room);
        Allow.ConsentsPage.Open(room);
        Messages.MessagesPage.Open(room);
        Three.ThreePage.Open(room);
        Plans.PlansPage.Open(room);
        Plans.PlanPage.Open(room);
        Plans.WritePage.Open(room);
        Close.ClosingPage.Open(room);
        Evaluate.EvaluationPage.Open(room);
        Lessons.PointsPage.Open(doors);
        Lessons.PointPage.Open(room);
        Report.ReportPage.Open(doors);
    }
}
