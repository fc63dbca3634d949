namespace Omtanke.Toolbox;

/// <summary>Forms as Word: whoever writes them opens a door at <c>/tools/{slug}/{step}/word</c>, and our pages show the way to it.</summary>
static class WordForms
{
    /// <summary>Whether there is such a door.</summary>
    internal static bool Exist(EndpointDataSource doors) => doors.Endpoints.OfType<RouteEndpoint>().Any(door =>
        door.RoutePattern is { RawText: { } path, PathSegments.Count: 4 } && path.StartsWith("/tools/", StringComparison.Ordinal) && path.EndsWith("/word", StringComparison.Ordinal));
}
