using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace Omtanke.Data;

public sealed partial class StartFailure
{
    private const int NoSpaceLinux = 28, QuotaLinux = 122, QuotaMac = 69;

    /// <summary>The start failure behind an exception, or null when nobody foresaw it.</summary>
    public static StartFailure? From(Exception exception, int? port = null, string? dataFolder = null) => exception switch
    {
        StartFailure already => already,
        AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => PortTaken(port, exception),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => PortForbidden(port, exception),
        IOException full when IsDiskFull(full) => DiskFull(dataFolder ?? "the data folder", cause: full),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => DiskFull(dataFolder ?? "the database", cause: full),
        AggregateException many => many.InnerExceptions.Select(each => From(each, port, dataFolder)).FirstOrDefault(found => found is not null),
        { InnerException: { } inner } => From(inner, port, dataFolder),
        _ => null,
    };

    /// <summary>Whether the exception says that the disk (or the user's share of it) is full.</summary>
    public static bool IsDiskFull(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
        IOException io => (io.HResult & 0xFFFF) is NoSpaceLinux or QuotaLinux or QuotaMac && !OperatingSystem.IsWindows(),
        _ => false,
    };
}
