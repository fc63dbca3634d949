using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Insight;

/// <summary>The store of releases: one for each closed round, written once and read from here alone. The database shows one to whoever plans the round, and to those asked when it is shown to them.</summary>
public sealed class Releases(Database db)
{
    /// <summary>The least that is told of a round while it is open: whole groups of so many.</summary>
    public const int Underway = 5;

    /// <summary>A round's release; null before it is made, and for whoever may not see it.</summary>
    public async Task<Release?> Of(Guid round) => (await Of([round])).GetValueOrDefault(round);

    /// <summary>The releases of several rounds; those that are there.</summary>
    public async Task<IReadOnlyDictionary<Guid, Release>> Of(IReadOnlyCollection<Guid> rounds)
    {
        var ids = rounds.ToArray();
        return (await db.Database.SqlQuery<Stored>($"""select id as "Id", release::text as "Text" from releases where id = any ({ids})""").ToListAsync())
            .ToDictionary(stored => stored.Id, stored => JsonSerializer.Deserialize<Release>(stored.Text, JsonSerializerOptions.Web)!);
    }

    /// <summary>Keeps a release. Only within a chore; where one is kept already that one stands, since a second draw of lots would tell more than the first.</summary>
    public async Task Keep(Guid round, Release release, DateTimeOffset now)
    {
        var text = JsonSerializer.Serialize(release, JsonSerializerOptions.Web);
        await db.Database.ExecuteSqlAsync($"insert into releases (id, made_at, release) values ({round}, {now}, {text}::jsonb) on conflict do nothing");
    }

    /// <summary>What may be told of a round while it is open: so many have answered, in all and at least; in whole fives, so that nobody sees one person answer.</summary>
    public static int AtLeast(int answered) => answered - (answered % Underway);

    private sealed record Stored(Guid Id, string Text);
}
