using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Conversations;

/// <summary>What stands in somebody's calendar of their conversations: that there is a meeting, or something to follow up. Never with whom, nor what.</summary>
public sealed class ConversationDates(Database db, Visit visit) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var (first, begins, ends) = (from, Morning.Start(from), Morning.Start(until.AddDays(1)));
        var mine = db.Conversations.AsNoTracking().Where(one => (one.Employee == person || (one.Leader == person && one.PausedAt == null)) && one.ClosedAt == null);
        var (talks, promises) = await db.InOneTrip(
            () => mine.Where(one => (one.PlannedAt >= begins && one.PlannedAt < ends) || (one.NextTalkAt >= begins && one.NextTalkAt < ends))
                .Select(one => new { one.Id, one.State, one.PlannedAt, one.NextTalkAt, one.Minutes }).ToListAsync(stop),
            () => (from agreement in db.Agreements where agreement.State == Promise.Open && agreement.DueOn >= first && agreement.DueOn <= until
                   join conversation in mine on agreement.Conversation equals conversation.Id where conversation.State == Stage.Agreed || agreement.ConfirmedBefore
                   select new { agreement.Id, agreement.DueOn, Conversation = conversation.Id }).ToListAsync(stop));
        return
        [
            .. from talk in talks where (talk.State is Stage.Planned or Stage.Held or Stage.Agreed) && talk.PlannedAt >= begins && talk.PlannedAt < ends
               select Talk($"talk {talk.Id}", talk.Id, talk.PlannedAt!.Value, talk.Minutes),
            .. from talk in talks where (talk.State is Stage.Held or Stage.Agreed) && talk.NextTalkAt >= begins && talk.NextTalkAt < ends
               select Talk($"next talk {talk.Id}", talk.Id, talk.NextTalkAt!.Value, talk.Minutes),
            .. from promise in promises select new Dated($"agreement {promise.Id}", visit["calendar-feed.follow-up"], promise.DueOn, Letters.Go.To(promise.Conversation, Letters.Leads.Agreements)),
        ];
    }

    private Dated Talk(string key, Guid conversation, DateTimeOffset at, int minutes) =>
        new(key, visit["calendar-feed.talk"], Clock.Day(at), Letters.Go.To(conversation), at, minutes);
}
