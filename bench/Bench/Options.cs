using System.Globalization;

namespace Omtanke.Bench;

/// <summary>How much to make and how often to ask.</summary>
/// <param name="Only">Measure no other page than this; all when left out.</param>
internal sealed record Options(int People = 60_000, int Conversations = 20_000, int Requests = 400, string? Only = null)
{
    public static Options Read(string[] words)
    {
        var options = new Options();
        foreach (var pair in words.Chunk(2))
            options = pair switch
            {
                ["--people", var n] => options with { People = Number(n) },
                ["--conversations", var n] => options with { Conversations = Number(n) },
                ["--requests", var n] => options with { Requests = Number(n) },
                ["--only", var page] => options with { Only = page },
                _ => throw new ArgumentException($"Unknown option {pair[0]}."),
            };
        return options;
    }

    /// <summary>The same workplace at a tenth of the size.</summary>
    public Options Tenth => this with { People = People / 10, Conversations = Conversations / 10 };

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
