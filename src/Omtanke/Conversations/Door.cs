using Omtanke.Data;
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
        services.AddSingleton<Changes>();
        services.AddHostedService(provider => provider.GetRequiredService<Changes>());
        services.AddScoped<Letters.ConversationLetters>();
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
        Prepare.PreparePage.Open(room);
        Prepare.BringPage.Open(room);
        Prepare.StepPage.Open(room);
        Hold.TalkPage.Open(room);
        Hold.Live.Open(room);
    }

    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.conversations", "/conversations", 20)];
}
