using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments;

/// <summary>Asking many: plan · answer · close · see; and the workplace assessment (APV). Without names what is answered is nobody's to open; with names it is for those who were told of beforehand. Only figures leave, through the release gate.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.collections", "/collections", 36, $"{Role.Leader}|{Role.HumanResources}|{Role.EnvironmentMember}|{Role.SafetyRepresentative}|{Role.TopManagement}", Web.Menu.Workplace), new("menu.apv", "/apv", 38, Under: Web.Menu.Workplace)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Collection>, CollectionData.Kept>();
        services.AddScoped<IRecords<See.Result>, CollectionData.Told>();
        services.AddScoped<IGuests<Collection>, CollectionData.Holding>();
        services.AddScoped<Holder>();
        services.AddScoped<IRecords<Named.OwnAnswer>, Named.NamedData.Own>();
        services.AddScoped<IRecords<Named.ConfidentialAnswers>, Named.NamedData.Confidential>();
        services.AddScoped<IRecords<Named.Talk>, Named.NamedData.OfUnit>();
        services.AddScoped<IRecords<Named.NamedAnswer>, Named.NamedData.Single>();
        services.AddScoped<IManyRecords<Named.NamedAnswer>, Named.NamedData.Single>();
        services.AddScoped<Named.Respondent>();
        services.AddScoped<Named.Giving>();
        services.AddScoped<Box.Opening>();
        services.AddScoped<Box.Sending>();
        services.AddScoped<Box.Closing>();
        services.AddScoped<Box.Drafts>();
        services.AddScoped<Box.Releasing>();
        services.AddScoped<Box.Showing>();
        services.AddScoped<Insight.Releases>();
        services.AddScoped<Answer.Phone>();
        services.AddScoped<Letters.CollectionLetters>();
        services.AddScoped<IDesk, CollectionDesk>();
        services.AddScoped<IDesk, See.ResultDesk>();
        services.AddScoped<Insight.ILesson, See.CollectionLessons>();
        services.AddScoped<IRecords<Apv.Assessment>, Apv.ApvData.Known>();
        services.AddScoped<IDesk, Apv.ApvDesk>();
        services.AddScoped<Actions.IOrigins, Apv.ApvOrigin>();
        services.AddScoped<Actions.IOrigins, See.ResultOrigin>();
        services.AddScoped<Insight.ILesson, Apv.ApvLessons>();
        services.AddScoped<IOccasions, Apv.ApvOccasions>();
        services.AddScoped<IDates, Apv.ApvDates>();
        services.AddScoped<IOccasions, CollectionOccasions>();
        services.AddScoped<IChore, Apv.Clearing>();
        services.AddScoped<IDesk, Named.NamedDesk>();
        services.AddScoped<INamesRecords, Named.AnswerNames>();
        services.AddScoped<IChore, Chores.OnTime>();
        services.AddScoped<IChore, Chores.Resulting>();
        services.AddScoped<IChore, Chores.Telling>();
        services.AddScoped<IChore, Chores.TellingResult>();
        services.AddScoped<IChore, Chores.Clearing>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        List.Open(doors);
        Plan.BeginPage.Open(doors);
        Write.WritePage.Open(doors);
        Write.PreviewPage.Open(doors);
        Accept.PackPage.Open(doors);
        Import.OtherResultList.Open(doors);
        Import.ImportPage.Open(doors);
        Import.OtherResultPage.Open(doors);
        Plan.PlanPage.Open(doors);
        Letters.LettersPage.Open(doors);
        Letters.PosterPage.Open(doors);
        See.ResultPage.Open(doors);
        Enter.CodePage.Open(doors);
        Answer.WelcomePage.Open(doors);
        Answer.QuestionsPage.Open(doors);
        Answer.ReviewPage.Open(doors);
        Answer.ReceiptPage.Open(doors);
        Apv.Overview.OverviewPage.Map(doors);
        Apv.Begin.BeginPage.Map(doors);
        Apv.Lead.BeginLeadersPage.Map(doors);
        Apv.Lead.LeadersPage.Map(doors);
        Apv.Lead.FormPage.Map(doors);
        Apv.Changed.ChangePage.Map(doors);
        Apv.Discuss.DiscussionsPage.Map(doors);
        Apv.Discuss.DiscussionPage.Map(doors);
        Apv.Way.WayPage.Map(doors);
        Apv.TakePart.TakePartPage.Map(doors);
        Apv.Uncover.UncoverPage.Map(doors);
        Apv.Uncover.SourcePage.Map(doors);
        Apv.Uncover.ProblemPage.Map(doors);
        Apv.Include.AbsencePage.Map(doors);
        Apv.Include.FiguresPage.Map(doors);
        Apv.Act.PlanPage.Map(doors);
        Apv.Act.ActionPage.Map(doors);
        Apv.Follow.FollowPage.Map(doors);
        Apv.Print.PaperPage.Map(doors);
        Named.MinePage.Open(doors);
        Named.ReadPage.Open(doors);
        Named.TalkPage.Open(doors);
    }
}
