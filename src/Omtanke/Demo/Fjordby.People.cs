using Omtanke.Organisation;

namespace Omtanke.Demo;

/// <summary>Who works in Fjordby, and where. Nobody here is or was a real person.</summary>
public static partial class Fjordby
{
    private sealed record Place(string Name, string? Below, string? Leader, string[] People);

    private const string NewLeader = "Bente Ravn", FormerLeader = "Poul Nystrøm";
    private const int LeaderChangedMonthsAgo = 2;

    private static readonly Place[] Places =
    [
        new("Fjordby Kommune", null, "Karen Friis", ["Karen Friis", "Mette Skov", "Ole Thorup"]),
        new("Personale og økonomi", "Fjordby Kommune", "Ulla Kvist",
            ["Ulla Kvist", "Birgit Dam", "Lars Vestergaard", "Sofie Krogh", "Amir Haddad", "Kirsten Mølgaard", "Rasmus Bay", "Nadia Petrova"]),
        new("Sundhed og ældre", "Fjordby Kommune", "Susanne Bruun", ["Susanne Bruun", "Erik Toft"]),
        new("Hjemmeplejen Øst", "Sundhed og ældre", "Henrik Lund",
            ["Henrik Lund", "Maja Holm", "Jonas Bech", "Dorthe Kjær", "Fatma Yilmaz", "Line Østergaard", "Bo Krarup", "Olena Kovalenko", "Camilla Juhl", "Hassan Ali", "Pia Frandsen", "Marius Ionescu"]),
        new("Hjemmeplejen Vest", "Sundhed og ældre", NewLeader,
            [NewLeader, "Tove Damgaard", "Samira Noor", "Kim Lauritsen", "Signe Winther", "Agnieszka Nowak", "Jens Ole Bak", "Trine Elkjær"]),
        new("Plejecenter Strandlyst", "Sundhed og ældre", "Mikkel Aagaard",
            ["Mikkel Aagaard", "Grethe Lind", "Yusuf Demir", "Anne-Mette Sørensen", "Ida Gram", "Charlotte Wulff", "Thi Mai Nguyen", "Palle Juul", "Rikke Bonde"]),
        new("Nattevagten", "Plejecenter Strandlyst", "Lone Hedegaard", ["Lone Hedegaard", "Stefan Kruse", "Maryam Hosseini", "Birthe Kragh", "Emil Fonnesbech"]),
        new("Børn og skole", "Fjordby Kommune", "Thomas Winding", ["Thomas Winding", "Jette Poulsen"]),
        new("Fjordskolen", "Børn og skole", "Aisha Rahman",
            ["Aisha Rahman", "Anders Holst", "Nanna Skytte", "Peter Brandt", "Louise Thygesen", "Omar Farah", "Hanne Gade", "Viktor Lykke", "Johanne Bisgaard"]),
        new("Børnehuset Bøgen", "Børn og skole", "Marianne Vad", ["Marianne Vad", "Katrine Vang", "Zainab Karimi", "Sara Munk", "Bjarke Steen", "Inger Dahl"]),
        new("Teknik og miljø", "Fjordby Kommune", "Niels Overgaard", ["Niels Overgaard", "Elena Rossi"]),
        new("Park og vej", "Teknik og miljø", "Carsten Bruhn", ["Carsten Bruhn", "Dennis Hyldgaard", "Piotr Zielinski", "Allan Ploug", "Jimmy Sand", "Freja Aaen"]),
        // Nobody leads it just now: its people go to the leader above.
        new("Genbrugspladsen", "Teknik og miljø", null, ["Kurt Olesen", "Abdi Warsame", "Tina Nyborg"]),
    ];

    private static readonly (string Name, Role Role, string? Unit)[] Duties =
    [
        ("Karen Friis", Role.TopManagement, null),
        ("Birgit Dam", Role.HumanResources, null),
        ("Lars Vestergaard", Role.Psychologist, null),
        ("Rasmus Bay", Role.Psychologist, null),
        ("Amir Haddad", Role.Psychologist, null),
        ("Kirsten Mølgaard", Role.TeamLead, null),
        ("Sofie Krogh", Role.Administrator, null),
        ("Jonas Bech", Role.SafetyRepresentative, "Hjemmeplejen Øst"),
        ("Grethe Lind", Role.SafetyRepresentative, "Plejecenter Strandlyst"),
        ("Hanne Gade", Role.SafetyRepresentative, "Fjordskolen"),
        ("Camilla Juhl", Role.ShopSteward, "Hjemmeplejen Øst"),
        ("Anders Holst", Role.ShopSteward, "Fjordskolen"),
        ("Allan Ploug", Role.ShopSteward, "Teknik og miljø"),
        ("Erik Toft", Role.EnvironmentMember, null),
        ("Susanne Bruun", Role.EnvironmentMember, null),
    ];

    private static readonly (string Name, string From, string To, int MonthsAgo)[] Moved =
    [
        ("Signe Winther", "Hjemmeplejen Øst", "Hjemmeplejen Vest", 13),
        ("Palle Juul", "Park og vej", "Plejecenter Strandlyst", 8),
        ("Louise Thygesen", "Børnehuset Bøgen", "Fjordskolen", 16),
    ];

    private static readonly string[] ReadEnglish = ["Olena Kovalenko", "Marius Ionescu", "Agnieszka Nowak", "Piotr Zielinski", "Elena Rossi"];
}
