using Omtanke.Organisation;

namespace Omtanke.Administration.Import;

/// <summary>The words people write in the cells, in Danish and English.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["leder"] = Organisation.Role.Leader, ["leader"] = Organisation.Role.Leader, ["manager"] = Organisation.Role.Leader,
        ["amr"] = Organisation.Role.SafetyRepresentative, ["arbejdsmiljørepræsentant"] = Organisation.Role.SafetyRepresentative, ["environment representative"] = Organisation.Role.SafetyRepresentative, ["safety representative"] = Organisation.Role.SafetyRepresentative,
        ["tr"] = Organisation.Role.ShopSteward, ["tillidsrepræsentant"] = Organisation.Role.ShopSteward, ["shop steward"] = Organisation.Role.ShopSteward,
        ["amo"] = Organisation.Role.EnvironmentMember, ["medlem af amo"] = Organisation.Role.EnvironmentMember, ["amo-medlem"] = Organisation.Role.EnvironmentMember, ["amo member"] = Organisation.Role.EnvironmentMember,
        ["hr"] = Organisation.Role.HumanResources, ["personale"] = Organisation.Role.HumanResources, ["human resources"] = Organisation.Role.HumanResources,
        ["øverste ledelse"] = Organisation.Role.TopManagement, ["topledelse"] = Organisation.Role.TopManagement, ["top management"] = Organisation.Role.TopManagement,
        ["psykolog"] = Organisation.Role.Psychologist, ["psychologist"] = Organisation.Role.Psychologist,
        ["leder af psykologteamet"] = Organisation.Role.TeamLead, ["leader of the psychologists"] = Organisation.Role.TeamLead,
        ["administrator"] = Organisation.Role.Administrator, ["admin"] = Organisation.Role.Administrator,
    };

    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "-", "–", "ingen", "none", "nej", "no" };

    public static Role? Role(string word) => Roles.TryGetValue(word, out var role) ? role : null;

    public static bool MeansNone(string word) => Nothing.Contains(word);

    public static bool MeansEmployee(string word) => word.ToLowerInvariant() is "medarbejder" or "employee" or "ansat";

    public static bool MeansYes(string word) => word.ToLowerInvariant() is "ja" or "yes" or "x" or "j" or "y" or "sand" or "true" or "1";

    public static string? Language(string word) => word.ToLowerInvariant() switch
    {
        "" => null,
        "da" or "dk" or "dansk" or "danish" or "da-dk" => "da",
        "en" or "engelsk" or "english" or "uk" or "en-gb" => "en",
        var other => other,
    };
}
