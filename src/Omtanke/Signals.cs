using System.Runtime.InteropServices;

namespace Omtanke;

/// <summary>Ctrl-C, a closed terminal or a stop from the system, from the first moment on: also a half-made start ends in order. A second Ctrl-C ends it at once.</summary>
internal sealed class Signals : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Cancels <paramref name="stop"/> at the first signal.</summary>
    public Signals(CancellationTokenSource stop)
    {
        registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, Ask))];

        void Ask(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }
}
