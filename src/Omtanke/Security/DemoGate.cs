using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>
/// The gate as the invented people of the demo pass it while their past is written: as that person, at that time. It opens nothing that stands already;
/// it lets somebody begin something of their own, as any visit does. Where there is no demo it refuses.
/// </summary>
internal static class DemoGate
{
    /// <summary>The gate for one invented person at one past moment.</summary>
    /// <exception cref="InvalidOperationException">This installation is not a demo.</exception>
    public static Gate For(Guid person, DateTimeOffset at, Database db, IServiceProvider services)
    {
        if (!services.GetRequiredService<Settings>().Demo)
            throw new InvalidOperationException("Only in a demo does anybody act for somebody else.");
        var caller = new Caller();
        caller.Is(person, Guid.Empty, Standing.Fresh, default, transaction: null);
        return new Gate(db, services.GetRequiredService<IKeyRing>(), new Visit(new At(at)), caller, services.GetRequiredService<Installation>(), services);
    }

    private sealed class At(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
