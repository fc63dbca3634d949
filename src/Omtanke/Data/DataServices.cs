using Omtanke.Data.Backups;
using Omtanke.Data.Jobs;
using Omtanke.Data.Mail;

namespace Omtanke.Data;

/// <summary>What the data room brings to the house.</summary>
public static class DataServices
{
    /// <summary>The outbox with its postman and chores, and the list of what is gone for good.</summary>
    public static void AddData(this IServiceCollection services, string folder, PostOffice office)
    {
        services.AddSingleton(TombstoneFile.In(folder));
        services.AddSingleton(office.Understood());
        services.AddSingleton<IPostman, SmtpPostman>();
        services.AddSingleton<ChoreRunner>();
        services.AddScoped<Outbox>();
        services.AddScoped<IChore, SendLetters>();
        services.AddScoped<IChore, ForgetLetters>();
    }
}
