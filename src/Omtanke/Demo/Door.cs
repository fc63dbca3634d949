using Omtanke.Data.Mail;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Demo;

/// <summary>One invented workplace, where anybody may sit down as anybody, read everybody's post and move the time. Its doors exist only in a demo, never in production.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<DemoClock>();
        // A demo without a mail server has its own postman. Elsewhere letters wait for a real one.
        services.AddSingleton<IPostman>(provider => provider.GetRequiredService<Settings>() is { Demo: true, Smtp: null }
            ? new Mailbox.Postman()
            : new SmtpPostman(provider.GetRequiredService<PostOffice>()));
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        if (!doors.ServiceProvider.GetRequiredService<Settings>().Demo)
            return;
        doors.MapGet("/demo", People.Open).May(Operation.Enter, Kind.Open);
        doors.MapPost("/demo/sign-in", People.SitDown).May(Operation.Enter, Kind.Open);
        doors.MapPost("/demo/clock", People.Move).May(Operation.Enter, Kind.Open);
        doors.MapGet("/demo/mailbox", Mailbox.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/demo/mailbox/{letter:guid}", Mailbox.Calendar).May(Operation.Enter, Kind.Open);
    }
}
