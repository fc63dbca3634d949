using Microsoft.EntityFrameworkCore;
using Omtanke.Cases.Follow;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>
/// What cases lay on a person's own page. The employee: that somebody asked for it, that it goes on and with whom, that the leader has changed, where else there is help, that it was taken back. The leader: a contact that is planned, and that it is over.
/// The psychologist: what is overdue or for today, and what they were given. Whoever leads the team: that somebody waits, and what comes due at a psychologist who is away.
/// </summary>
public sealed class CaseDesk(Database db, Visit visit) : IDesk
{
    /// <summary>Whoever is in a case, in any of its three places, and whoever leads the team.</summary>
    internal const string InOne = """
        exists (select from cases where employee = acting_person()) or exists (select from cases where leader = acting_person()) or exists (select from cases where psychologist = acting_person()) or leads_cases()
        """;

    private const int Shown = 14;

    private static readonly Moment[] ends = [Moment.Closed, Moment.Declined, Moment.Withdrawn], gives = [Moment.Assigned, Moment.HandedOver];

    /// <inheritdoc />
    public string? Only => InOne;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, since) = (Clock.Day(now), now.AddDays(-Shown));
        var (mine, given, calls, free, lying) = ((List<Laid>)[], (List<Given>)[], (IReadOnlyList<CallsPage.Call>)[], 0, 0);
        var (cases, people, contacts, events, noticed) = (db.Cases, db.People, db.CaseContacts, db.CaseEvents, today.AddDays(Shown));
        IEnumerable<Func<Task>> questions =
        [
            // Among one's own, who asked for it stands by the letter of that; so does that another psychologist has it.
            async () => mine = await cases.AsNoTracking().Where(one => (one.Employee == person || one.Leader == person) && (one.ClosedAt == null || one.ClosedAt > since || one.EraseOn <= noticed))
                .Select(one => new Laid(
                    one.Id, one.State, one.Employee == person, one.LeaderLeftAt != null, events.Where(what => what.CaseId == one.Id && ends.Contains(what.What)).Select(what => what.Person).FirstOrDefault(), one.EraseOn,
                    people.Where(other => other.Id == (one.Employee == person ? one.RegisteredBy : one.Employee)).Select(other => other.Name).First(),
                    one.Employee != person ? News.None : one.RegisteredBy != person && one.State == Progress.Registered && one.RegisteredAt > since && one.AssignedAt == null ? News.AskedFor
                        : events.Any(what => what.CaseId == one.Id && what.What == Moment.HandedOver && what.At > since) ? News.HandedOver : News.None,
                    contacts.Where(contact => contact.CaseId == one.Id && contact.HeldOn == null && contact.CancelledAt == null && (one.Employee == person ? contact.Kind == ContactKind.Talk : contact.Kind != ContactKind.Talk)).Min(contact => contact.DueOn)))
                .ToListAsync(stop),
            async () => given = await cases.AsNoTracking().Where(one => one.Psychologist == person && one.ClosedAt == null
                    && events.Any(what => what.CaseId == one.Id && what.About == person && what.Person != person && what.At > since && gives.Contains(what.What))
                    && !contacts.Any(contact => contact.CaseId == one.Id && contact.DoneBy == person))
                .Select(one => new Given(one.Id, people.Where(other => other.Id == one.Employee).Select(other => other.Name).First())).ToListAsync(stop),
            async () => free = await db.CountFree(),
            async () => lying = await db.LeftLying(today, Shown),
            async () => calls = await CallsPage.Due(db, person, today),
        ];
        await db.InOneTrip(questions);
        return
        [
            .. mine.SelectMany(one => Lines(one, person, today)), .. given.Select(one => Line(one.Id, one.Name, Pile.Waiting, "given")), .. calls.Select(Called),
            .. free > 0 ? (DeskItem[])[new(Pile.Waiting, visit.Words.Count("cases.desk.free", free), "/cases/team")] : [],
            .. lying > 0 ? (DeskItem[])[new(Pile.Waiting, visit.Words.Count("cases.desk.lying", lying), "/cases/team#load")] : [],
        ];
    }

    private IEnumerable<DeskItem> Lines(Laid one, Guid person, DateOnly today)
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
        {
            // What one ended oneself is no news.
            if (one.EndedBy != person && (!one.Own || one.State == Progress.Withdrawn))
                yield return Line(one, Pile.UnderWay, one.Own ? "withdrawn" : "over");
            yield break;
        }
        if (one is { Own: true, LeaderLeft: true })
            yield return Line(one, Pile.Waiting, "leader-left");
        yield return one.New switch
        {
            News.AskedFor => Line(one, Pile.Waiting, "asked-for", one.Next),
            News.HandedOver => Line(one, Pile.Waiting, "handed-over", one.Next),
            _ => Line(one, Pile.UnderWay, one.Own ? "own" : "theirs", one.Next),
        };
    }

    private DeskItem Line(Laid one, Pile pile, string word, DateOnly? due = null) => Line(one.Id, one.Name, pile, word, due);

    private DeskItem Line(Guid id, string name, Pile pile, string word, DateOnly? due = null) => new(pile, visit.With($"cases.desk.{word}", ("name", name.Split(' ', 2)[0])), $"/cases/{id}", due);

    private DeskItem Called(CallsPage.Call call) => new(
        Pile.Waiting, visit.With($"cases.desk.call.{call.Contact.Kind}", ("name", call.Contact.NeedsLeader ? call.Leader ?? call.Employee : call.Employee)), $"/cases/{call.Case}#contact-{call.Contact.Id}", call.Contact.DueOn, Urgent: true);

    // What the employee has had a letter of.
    private enum News
    {
        None,
        AskedFor,
        HandedOver,
    }

    // Name: whose it is; of one's own, who asked for it.
    private sealed record Laid(Guid Id, Progress State, bool Own, bool LeaderLeft, Guid? EndedBy, DateOnly? EraseOn, string Name, News New, DateOnly? Next);

    private sealed record Given(Guid Id, string Name);
}
