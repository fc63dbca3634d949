using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;

namespace Omtanke.Browser;

/// <summary>A letter as somebody takes it out of the envelope.</summary>
internal sealed record Read(string To, string Subject, string Text, string? Calendar, DateTimeOffset At)
{
    /// <summary>The page it leads to.</summary>
    public string Leads => new Uri(Link.Match(Text).Value).PathAndQuery;

    public static readonly Regex Link = new(@"https?://\S+", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}

/// <summary>The letters of the house, as the postman sees them; each is neutral, or the test ends here.</summary>
internal sealed class PostBag(Visits house)
{
    // What a letter that lies open on a screen in a meeting room must not say.
    private static readonly string[] Telling =
    [
        "stress", "omsorg", "samtale", "trivsel", "syg", "aftale", "leder", "Maja", "Henrik", "opfølgning", "hjalp", "luk", "care", "conversation", "well-being", "sick", "agreement", "leader", "manager",
        "forløb", "psykolog", "samtykke", "psychologist", "consent",
    ];

    private DateTimeOffset? takenAt;

    /// <summary>The new letters to somebody since the bag was last emptied.</summary>
    public async Task<IReadOnlyList<Read>> Take(string persona) =>
        [.. (await Since(takenAt ?? DateTimeOffset.MinValue)).Where(letter => letter.To == $"{persona}@fjordby.example")];

    /// <summary>Empties the bag: what lies in it now is old.</summary>
    public async Task Empty() => takenAt = (await Since(DateTimeOffset.MinValue)).Select(letter => letter.At).DefaultIfEmpty().Max();

    private async Task<List<Read>> Since(DateTimeOffset since)
    {
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        var letters = await house.Ask(db => db.Letters.AsNoTracking().Where(letter => letter.Body != null && letter.WrittenAt > since).OrderBy(letter => letter.WrittenAt).ToListAsync(), Acting.AtChores);
        return letters.ConvertAll(letter =>
        {
            var body = envelope.Open(letter.Id, letter.Body!);
            var read = new Read(letter.ToEmail, letter.Subject, body.Text, body.Calendar, letter.WrittenAt);
            // The greeting is the receiver's own name; the address holds an id and the name of a page.
            var said = Read.Link.Replace(read.Text.Replace($" {letter.ToName.Split(' ')[0]}\n", "\n", StringComparison.Ordinal), "");
            foreach (var word in Telling)
                foreach (var text in new[] { said, read.Subject, Regex.Replace(read.Calendar ?? "", @"https?://\S+|UID:.*|\r\n ", "") })
                    text.ShouldNotContain(word, Case.Insensitive, $"a letter to {read.To}");
            return read;
        });
    }
}
