using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations;

/// <summary>The care conversation: ask · prepare · hold · agree · follow up · close.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<IRecords<Conversation>, ConversationData.Conversations>();
        services.AddScoped<IRecords<Preparation>, ConversationData.Preparations>();
        services.AddSingleton<Data.Changes>();
        services.AddHostedService(provider => provider.GetRequiredService<Data.Changes>());
        services.AddScoped<Letters.ConversationLetters>();
        services.AddScoped<IDesk, ConversationDesk>();
        services.AddScoped<IDates, ConversationDates>();
        services.AddScoped<INamesRecords, ConversationNames>();
        services.AddScoped<Insight.ICounted, ConversationCount>();
        services.AddScoped<IChore, Chores.Reminders>();
        services.AddScoped<IChore, Chores.Lapsing>();
        services.AddScoped<IChore, Chores.Untouched>();
        services.AddScoped<IChore, Chores.Forgetting>();
        services.AddScoped<IChore, Chores.LeaderChanges>();
        services.AddScoped<Agree.Pen>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        var room = doors.MapGroup("").AddEndpointFilter(Conflict.Shown);
        List.Open(room);
        Ask.AskPage.Open(room);
        Plan.Overview.Open(room);
        Plan.Answer.Open(room);
        Plan.OtherTimes.Open(room);
        Plan.Where.Open(room);
        Plan.Bring.Open(room);
        FollowUp.FollowUpPage.Open(room);
        FollowUp.CarryOn.Open(room);
        Close.Closing.Open(room);
        Letters.Go.Open(room);
        Prepare.PreparePage.Open(room);
        Prepare.BringPage.Open(room);
        Prepare.StepPage.Open(room);
        Hold.TalkPage.Open(room);
        Hold.Live.Open(room);
        Agree.AgreePage.Open(room);
        Agree.ChangePage.Open(room);
        Agree.RecordPage.Open(room);
    }

    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.conversations", "/conversations", 20)];
}
