using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Meetings;

/// <summary>What meetings lay on a person's own page: that they are asked, a time to answer, the next meeting, how the last one was, a contract to sign, and what is offered to them.</summary>
public sealed class SeriesDesk(Database db, Visit visit) : IDesk
{
    private const int Soon = 14;

    /// <inheritdoc />
    public string? Only => "exists (select from series where members @> array[acting_person()]) or exists (select from series_invitations where person = acting_person())";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (since, until) = (now - Meeting.Waits, now.AddDays(Soon));
        var lines = await db.Database.SqlQuery<Line>($"""
            with mine as (select id, name, keeper, offered_to, members, ended_at, erase_on from series where members @> array[{person}]),
            open as (select * from mine where ended_at is null)
            select 'invited' as what, i.series, null::uuid as meeting, i.name, null::timestamptz as at from series_invitations i where i.person = {person} and i.declined_at is null
            union all
            select 'offered', o.id, null, o.name, null from open o where o.offered_to = {person}
            union all
            select case when m.round > 0 and exists (select from meeting_times t where t.meeting = m.id and not exists (select from meeting_votes v where v.time = t.id and v.person = {person})) then 'vote'
                when o.keeper = {person} and m.round > 0 and not exists (
                    select from meeting_times t cross join unnest(o.members) p where t.meeting = m.id and not exists (select from meeting_votes v where v.time = t.id and v.person = p)) then 'fix'
                else 'finding' end, o.id, m.id, o.name, null
                from open o join meetings m on m.series = o.id where m.planned_at is null and m.cancelled_at is null
            union all
            select 'meeting', o.id, m.id, o.name, m.planned_at from open o join meetings m on m.series = o.id
                where m.cancelled_at is null and m.planned_at + make_interval(mins => m.minutes) > {now} and m.planned_at < {until} and m.came is null
            union all
            select 'evaluate', o.id, m.id, o.name, m.planned_at from open o join meetings m on m.series = o.id
                where m.cancelled_at is null and m.shown_at is null and m.planned_at + make_interval(mins => m.minutes) <= {now} and m.planned_at > {since}
                    and coalesce(m.came @> array[{person}], not m.away @> array[{person}]) and not exists (select from meeting_evaluators e where e.meeting = m.id and e.person = {person})
            union all
            select 'sign', o.id, null, o.name, null from open o join series_contracts c on c.series = o.id
                where not exists (select from series_signatures s where s.series = o.id and s.person = {person} and s.version = c.version)
            union all
            select 'dateless', o.id, null, o.name, null from open o where o.keeper = {person} and cardinality(o.members) > 1
                and not exists (select from meetings m where m.series = o.id and m.cancelled_at is null and (m.planned_at is null or m.planned_at > {now}))
            union all
            select 'erased', m.id, null, m.name, m.erase_on::timestamptz from mine m where m.erase_on <= {Clock.Day(until)}
            """).ToListAsync(stop);
        return [.. lines.Select(Laid)];
    }

    private DeskItem Laid(Line line)
    {
        var home = line.Meeting is { } meeting ? $"/meetings/{line.Series}/{meeting}" : $"/meetings/{line.Series}";
        var pile = line.What is "finding" or "meeting" or "erased" or "dateless" ? Pile.UnderWay : Pile.Waiting;
        return new(pile, visit.With($"meetings.desk.{line.What}", ("name", line.Name)), line.What switch
        {
            "invited" => $"{home}/invitation",
            "evaluate" => $"{home}/evaluation",
            "sign" => $"{home}/contract",
            "offered" => $"{home}/people",
            "dateless" => $"{home}/next",
            _ => home,
        }, line is { What: "meeting" or "erased", At: { } at } ? Clock.Day(at) : null);
    }

    private sealed record Line(string What, Guid Series, Guid? Meeting, string Name, DateTimeOffset? At);
}
