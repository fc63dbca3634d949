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
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        Prepare.PreparePage.Open(doors);
        Prepare.BringPage.Open(doors);
        Prepare.StepPage.Open(doors);
    }

    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.conversations", "/conversations", 20)];
}
