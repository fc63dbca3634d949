using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>What those at the top see of releases: one unit of each, when it has been shown to everybody who was asked. What people wrote stays behind in the database.</summary>
public sealed class ShownCells(Database db)
{
    /// <summary>Of each round a release with one cell: this unit's, or the whole where none is named. Rounds that do not tell of it are not there.</summary>
    public async Task<IReadOnlyDictionary<Guid, Release>> Of(IReadOnlyCollection<Guid> rounds, Guid? unit)
    {
        if (rounds.Count == 0)
            return new Dictionary<Guid, Release>();
        var ids = rounds.ToArray();
        var stored = await db.Database.SqlQuery<Stored>($"""
            select id as "Id", thresholds::text as "Thresholds", questions::text as "Questions", cell::text as "Cell" from learned_cells({ids}, {unit}::uuid)
            """).ToListAsync();
        return stored.ToDictionary(one => one.Id, one => new Release(Read<Thresholds>(one.Thresholds), Read<IReadOnlyList<Question>>(one.Questions), [], [Read<Cell>(one.Cell)]));
    }

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;

    private sealed record Stored(Guid Id, string Thresholds, string Questions, string Cell);
}
