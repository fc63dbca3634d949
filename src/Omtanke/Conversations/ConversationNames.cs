using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations;

/// <summary>Conversations by the other's name and their day; a preparation goes by the same id.</summary>
public sealed class ConversationNames(Database db, Visit visit) : INamesRecords
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<NamedRecord>> Name(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var (me, people) = (visit.Person!.Value, db.People);
        var found = await db.Conversations.AsNoTracking().Where(one => records.Contains(one.Id))
            .Select(one => new { one.Id, one.Form, At = one.HeldAt ?? one.PlannedAt ?? one.BegunAt, Other = people.Where(person => person.Id == (one.Employee == me ? one.Leader : one.Employee)).Select(person => person.Name).First() }).ToListAsync(stop);
        return
        [
            .. found.SelectMany(one => (NamedRecord[])
            [
                new(one.Id, Kind.Shared, visit.With("conversations.named", ("form", visit[$"conversations.form.{one.Form}"]), ("name", one.Other), ("day", visit.ShortDay(Clock.Day(one.At)))), $"/conversations/{one.Id}"),
                new(one.Id, Kind.Private, visit.With("conversations.named-preparation", ("name", one.Other)), $"/conversations/{one.Id}/preparation"),
            ]),
        ];
    }
}
