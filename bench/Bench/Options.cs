using System.Globalization;

namespace Omtanke.Bench;

/// <summary>How much to make and how often to ask.</summary>
/// <param name="Only">Measure no other page than this; all when left out.</param>
/// <param name="Cases">How many cases of early intervention there have been in ten years; where there are some, the pages of cases are measured and no others.</param>
/// <param name="Psychologists">How many psychologists have them.</param>
/// <param name="Actions">How many actions stand in the plan; where there are some, the pages of the plan are measured and no others.</param>
internal sealed record Options(int People = 60_000, int Conversations = 20_000, int Requests = 400, string? Only = null, int Actions = 0, int Cases = 0, int Psychologists = 0)
{
    public static Options Read(string[] words, Options? usual = null)
    {
        var options = usual ?? new Options();
        foreach (var pair in words.Chunk(2))
            options = pair switch
            {
                ["--people", var n] => options with { People = Number(n) },
                ["--conversations", var n] => options with { Conversations = Number(n) },
                ["--actions", var n] => options with { Actions = Number(n) },
                ["--cases", var n] => options with { Cases = Number(n) },
                ["--psychologists", var n] => options with { Psychologists = Number(n) },
                ["--requests", var n] => options with { Requests = Number(n) },
                ["--only", var page] => options with { Only = page },
                _ => throw new ArgumentException($"Unknown option {pair[0]}."),
            };
        return options;
    }

    /// <summary>The same workplace at a tenth of the size.</summary>
    public Options Tenth => this with { People = People / 10, Conversations = Conversations / 10, Actions = Actions / 10, Cases = Cases / 10, Psychologists = Math.Max(Math.Min(1, Psychologists), Psychologists / 10) };

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
