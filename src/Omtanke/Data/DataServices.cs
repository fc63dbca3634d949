using Microsoft.EntityFrameworkCore;
using Omtanke.Data.Backups;
using Omtanke.Data.Jobs;
using Omtanke.Data.Mail;

namespace Omtanke.Data;

/// <summary>What the data room brings to the house.</summary>
public static class DataServices
{
    /// <summary>
    /// Lets <see cref="Database.InOneTrip(IEnumerable{Func{Task}})"/> gather what the model asks. The model's own watch over two questions at once would see two where one waits its turn;
    /// Npgsql still refuses what really is two.
    /// </summary>
    public static DbContextOptionsBuilder AskInOneTrip(this DbContextOptionsBuilder options) => options.AddInterceptors(new JoinTheTrip()).EnableThreadSafetyChecks(false);

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
