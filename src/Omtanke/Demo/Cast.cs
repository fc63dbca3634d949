namespace Omtanke.Demo;

/// <summary>Somebody a visitor of the demo may sit down as.</summary>
/// <param name="Key">What the demo calls them.</param>
/// <param name="Name">Full name.</param>
/// <param name="RoleKey">The word for what they are.</param>
public sealed record Persona(string Key, string Name, string RoleKey)
{
    /// <summary>Their address at the invented workplace.</summary>
    public string Email => $"{Key}@fjordby.example";
}

/// <summary>The people of the demo who may be played.</summary>
public static class Cast
{
    /// <inheritdoc cref="Cast"/>
    public static readonly IReadOnlyList<Persona> All =
    [
        new("maja", "Maja Holm", "demo.role.employee"),
        new("henrik", "Henrik Lund", "demo.role.leader"),
        new("aisha", "Aisha Rahman", "demo.role.other-leader"),
        new("jonas", "Jonas Bech", "demo.role.amr"),
        new("birgit", "Birgit Dam", "demo.role.hr"),
        new("karen", "Karen Friis", "demo.role.top"),
        new("lars", "Lars Vestergaard", "demo.role.psychologist"),
        new("kirsten", "Kirsten Mølgaard", "demo.role.team-lead"),
        new("admin", "Sofie Krogh", "demo.role.administrator"),
    ];
}
