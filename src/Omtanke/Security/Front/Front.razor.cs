using Omtanke.Web;

namespace Omtanke.Security.Front;

/// <summary>The front page, for somebody not signed in: what this is, and what it promises.</summary>
public sealed partial class Front
{
    /// <summary>The screen's route.</summary>
    internal static void Open(IEndpointRouteBuilder doors) =>
        doors.MapGet("/", (Visit visit) => visit.Person is null ? Page.Of<Front>() : Page.SeeOther("/me")).May(Operation.Enter, Kind.Open);
}

/// <summary>How we look after what people write.</summary>
public sealed partial class Confidentiality
{
    /// <summary>The screen's route.</summary>
    internal static void Open(IEndpointRouteBuilder doors) =>
        doors.MapGet("/confidentiality", () => Page.Of<Confidentiality>()).May(Operation.Enter, Kind.Open);
}

/// <summary>The accessibility statement.</summary>
public sealed partial class Accessibility
{
    /// <summary>The screen's route.</summary>
    internal static void Open(IEndpointRouteBuilder doors) =>
        doors.MapGet("/accessibility", () => Page.Of<Accessibility>()).May(Operation.Enter, Kind.Open);
}
