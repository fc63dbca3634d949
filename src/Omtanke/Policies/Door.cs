using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies;

/// <summary>The policy builder (T03.S2–S4): begin · write · take round · publish · read again.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.policies", "/policies", 40, Under: Web.Menu.Workplace)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Policy>, PolicyData.Policies>();
        services.AddScoped<IRecords<PublicText>, PolicyData.Texts>();
        services.AddScoped<IDesk, PolicyDesk>();
        services.AddScoped<IOccasions, PolicyOccasions>();
        services.AddScoped<Insight.ILesson, PolicyLessons>();
        services.AddScoped<DeskLetters>();
        services.AddScoped<IChore, Chores.RoundsEnd>();
        services.AddScoped<IChore, Chores.Reviews>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        List.Open(doors);
        Begin.BeginPage.Open(doors);
        Write.DraftPage.Open(doors);
        Write.SectionPage.Open(doors);
        Write.BlanksPage.Open(doors);
        LookBack.VersionsPage.Open(doors);
        Gather.GroupPage.Open(doors);
        TakeRound.RoundPage.Open(doors);
        Speak.SpeakPage.Open(doors);
        Issue.IssuePage.Open(doors);
        Read.ReadPage.Open(doors);
    }
}
