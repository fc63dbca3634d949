using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Named;

/// <summary>What collections with names lay on people's own pages: to answer, to read for the few who were named, and to read before one talks about it.</summary>
public sealed class NamedDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => "exists (select from collection_chairs where person = acting_person()) or exists (select from collections where readers @> array[acting_person()])";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        var (chairs, answers) = (db.Chairs, db.NamedAnswers);
        var mine = await db.Collections.AsNoTracking().Where(one => one.Mode != Mode.Anonymous && one.OpenedAt != null && one.ClearedAt == null && (one.ClosedAt == null || one.DialogueOn >= today))
            .Select(one => new
            {
                Collection = one, Asked = chairs.Any(chair => chair.Collection == one.Id && chair.Person == person && chair.Asked), Sits = chairs.Any(chair => chair.Collection == one.Id && chair.Person == person),
                Sent = answers.Any(answer => answer.Collection == one.Id && answer.Person == person && answer.Answer != null),
            }).ToListAsync(stop);
        return [.. mine.Select(one => LineOf(one.Collection, one.Asked, one.Sits, one.Sent, person, now)).OfType<DeskItem>()];
    }

    private DeskItem? LineOf(Collection collection, bool asked, bool sits, bool sent, Guid person, DateTimeOffset now) => collection switch
    {
        { Mode: Mode.Confidential, ClosedAt: not null } when collection.Readers.Contains(person) => Line(Pile.UnderWay, "read", collection, ReadPage.AddressOf(collection.Id), collection.DialogueOn),
        { Mode: Mode.Dialogue, ClosedAt: not null } when sits => Line(Pile.Waiting, "talk", collection, TalkPage.AddressOf(collection.Id), collection.DialogueOn),
        _ when asked && collection.IsOpen(now) => Line(sent ? Pile.UnderWay : Pile.Waiting, sent ? "given" : "answer", collection, Answering.MineOf(collection.Id), Clock.Day(collection.ClosesAt)),
        _ => null,
    };

    private DeskItem Line(Pile pile, string word, Collection collection, string address, DateOnly due) => new(pile, visit.With($"collections.desk.{word}", ("title", collection.Title)), address, due);
}
