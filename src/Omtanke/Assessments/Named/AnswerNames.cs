using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Named;

/// <summary>Answers with a name by the collection they were given in.</summary>
public sealed class AnswerNames(Database db) : INamesRecords
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<NamedRecord>> Name(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
    [
        .. (await db.NamedAnswers.AsNoTracking().Where(one => records.Contains(one.Id)).Join(db.Collections, answer => answer.Collection, collection => collection.Id, (answer, collection) => new { answer.Id, Collection = collection.Id, collection.Title }).ToListAsync(stop))
            .Select(one => new NamedRecord(one.Id, Kind.Answer, one.Title, Answering.MineOf(one.Collection))),
    ];
}
