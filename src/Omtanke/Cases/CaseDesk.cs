using Microsoft.EntityFrameworkCore;
using Omtanke.Cases.Follow;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>What cases lay on a person's own page. The employee: that it goes on, that the leader has changed, where else there is help. The leader: a contact that is planned. The psychologist: what is overdue or for today.</summary>
public sealed class CaseDesk(Database db, Visit visit) : IDesk
{
    private const int Shown = 14;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, since) = (Clock.Day(now), now.AddDays(-Shown));
        var (mine, calls) = ((List<Laid>)[], (IReadOnlyList<CallsPage.Call>)[]);
        var (cases, people, contacts, noticed) = (db.Cases, db.People, db.CaseContacts, today.AddDays(Shown));
        // Most people are in none, and no psychologists: it costs them nothing but its place in the trip.
        IEnumerable<Func<Task>> questions =
        [
            async () => mine = await cases.AsNoTracking().Where(one => (one.Employee == person || one.Leader == person) && (one.ClosedAt == null || one.ClosedAt > since || one.EraseOn <= noticed))
                .Select(one => new Laid(
                    one.Id, one.State, one.Employee == person, one.LeaderLeftAt != null, one.RegisteredBy == person, one.EraseOn, people.Where(other => other.Id == one.Employee).Select(other => other.Name).First(),
                    contacts.Where(contact => contact.CaseId == one.Id && contact.HeldOn == null && contact.CancelledAt == null && (one.Employee == person ? contact.Kind == ContactKind.Talk : contact.Kind != ContactKind.Talk)).Min(contact => contact.DueOn)))
                .ToListAsync(stop),
            async () => calls = await CallsPage.Due(db, person, today),
        ];
        await db.InOneTrip(questions);
        return [.. mine.SelectMany(one => Lines(one, today)), .. calls.Select(Called)];
    }

    private IEnumerable<DeskItem> Lines(Laid one, DateOnly today)
    {
        if (one.EraseOn is { } day && day <= today.AddDays(Shown))
        {
            if (one.Own)
                yield return Line(one, Pile.UnderWay, "erased-soon", day);
            yield break;
        }
        if (one.Own && one.State == Progress.Declined)
            yield return Line(one, Pile.Waiting, "declined");
        if (one.State is not (Progress.Registered or Progress.Begun))
            yield break;
        if (one is { Own: true, LeaderLeft: true })
            yield return Line(one, Pile.Waiting, "leader-left");
        yield return Line(one, Pile.UnderWay, one.Own ? "own" : "theirs", one.Next);
    }

    private DeskItem Line(Laid one, Pile pile, string word, DateOnly? due = null) => new(pile, visit.With($"cases.desk.{word}", ("name", one.Name.Split(' ', 2)[0])), $"/cases/{one.Id}", due);

    private DeskItem Called(CallsPage.Call call) => new(
        Pile.Waiting, visit.With($"cases.desk.call.{call.Contact.Kind}", ("name", call.Contact.NeedsLeader ? call.Leader ?? call.Employee : call.Employee)), $"/cases/{call.Case}#contact-{call.Contact.Id}", call.Contact.DueOn, Urgent: true);

    private sealed record Laid(Guid Id, Progress State, bool Own, bool LeaderLeft, bool Registered, DateOnly? EraseOn, string Name, DateOnly? Next);
}
