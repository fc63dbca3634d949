using System.Text.RegularExpressions;

namespace Omtanke.Assessments;

/// <summary>Bullying, violence, threats and harassment: what was answered about them is told among many alone (confidentiality.md). Words only suggest it; whoever asks decides.</summary>
internal static partial class OffensiveActs
{
    /// <summary>Whether a text seems to ask about them.</summary>
    public static bool Suggested(string text) => Words().IsMatch(text);

    // Not what is merely rough: voldsom travlhed.
    [GeneratedRegex(@"mobning|\bmobbe|\bvold(en|elig\w*|s(?!om)\w*)?\b|\b(true[trs]|truede|trus(el|ler))|chikan|krænke|overgreb|\bbull(y|ied)|violen(t|ce)|\bthreat|harass|\bassault|\boffensive", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
