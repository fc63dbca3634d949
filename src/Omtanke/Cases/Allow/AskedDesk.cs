using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Allow;

/// <summary>What a case asks of somebody on their own page: a sentence to say yes or no to, a meeting of three to answer, a plan to write in, to confirm or to look at again; and what is new to read, off, or over.</summary>
public sealed class AskedDesk(Database db, Visit visit) : IDesk
{
    private const int Soon = 14, Lately = 7;

    /// <inheritdoc />
    public string? Only => CaseDesk.InOne;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var since = now.AddDays(-Lately);
        // One question for all of it: each way into a case has its index.
        var lines = await db.Database.SqlQuery<Line>($"""
            with mine as (
                select c.* from cases c where c.employee = {person} and c.closed_at is null
                union all select c.* from cases c where c.leader = {person} and c.closed_at is null and c.leader_left_at is null
                union all select c.* from cases c where c.psychologist = {person} and c.closed_at is null)
            select 'message' as what, c.id as "Case", null::uuid as plan, null::timestamptz as at
                from mine c join case_messages m on m.case_id = c.id and m.leader = c.leader
                where c.employee = {person} and m.replaced_at is null and c.leader_left_at is null and leader_has_contact(c.id, c.employee, c.leader, c.registered_by)
                    and not exists (select from case_consents k where k.case_id = c.id and k.topic = 'PassOn' and k.about = m.id and (k.withdrawn_at >= m.written_at or k.withdrawn_at is null and k.text_hash = m.hash))
                group by c.id
            union all
            select case when m.booked_at is not null then 'booked'
                    when exists (select from case_consents k where k.case_id = c.id and k.topic = 'ThreeParty' and k.about = m.id and k.person = {person} and k.given_at >= m.asked_at and k.withdrawn_at is null) then 'asked'
                    else 'answer' end, c.id, null, m.starts_at
                from mine c join case_meetings m on m.case_id = c.id and m.leader = c.leader and m.psychologist = c.psychologist
                where m.cancelled_at is null and m.starts_at + make_interval(mins => m.minutes) > {now} and c.leader_left_at is null
            union all
            select 'off', c.id, null, null from mine c join case_meetings m on m.case_id = c.id where m.cancelled_at > {since} and {person} in (c.employee, m.leader, m.psychologist) group by c.id
            union all
            select 'given', c.id, null, null from mine c join case_consents k on k.case_id = c.id and k.person = c.employee and k.topic in ('PassOn', 'SharePlan')
                where {person} in (c.leader, c.psychologist) and k.leader = c.leader and k.withdrawn_at is null and k.given_at > {since} group by c.id
            union all
            select 'over', c.id, null, null from cases c
                where c.psychologist = {person} and c.closed_at > {since} and exists (select from case_events e where e.case_id = c.id and e.what in ('Withdrawn', 'Closed', 'Left') and e.person is distinct from {person})
            union all
            select case when p.pen_asked_by <> p.pen and (p.pen_asked_by in (c.employee, c.psychologist) or p.pen_asked_by = c.leader and exists (
                        select from case_consents k where k.case_id = c.id and k.topic = 'SharePlan' and k.about = p.id and k.leader = c.leader and k.withdrawn_at is null)) then 'pen-asked' else 'pen' end,
                    c.id, p.id, null from mine c join case_plans p on p.case_id = c.id where p.pen = {person}
            union all
            select 'confirm', c.id, p.id, null from mine c join case_plans p on p.case_id = c.id
                where {person} in (c.employee, c.leader) and exists (
                        select from case_plan_confirmations k where k.plan = p.id and (k.version = p.version and k.person <> {person} or k.version < p.version and k.person = {person})
                        union all select from case_plan_refusals n where n.plan = p.id and n.version < p.version and n.person = {person})
                    and not exists (select from case_plan_confirmations k where k.plan = p.id and k.version = p.version and k.person = {person})
                    and not exists (select from case_plan_refusals n where n.plan = p.id and n.version = p.version and n.person = {person})
            union all
            select 'answered', c.id, p.id, null from mine c join case_plans p on p.case_id = c.id
                where {person} is distinct from c.leader and exists (select from case_plan_refusals n where n.plan = p.id and n.version = p.version and n.person = c.leader
                    and not exists (select from case_plan_confirmations k where k.plan = p.id and k.version = p.version and k.person = n.person))
            union all
            select 'review', c.id, p.id, r.on_day::timestamptz from (
                    select * from mine
                    union all select c.* from cases c where c.employee = {person} and c.closed_at is not null
                    union all select c.* from cases c where c.leader = {person} and c.closed_at is not null and c.leader_left_at is null) c
                join case_plans p on p.case_id = c.id and (c.closed_at is null or p.goes_on) join case_plan_reviews r on r.plan = p.id
                where r.on_day >= {Clock.Day(now)} and r.on_day <= {Clock.Day(now).AddDays(Soon)}
            """).ToListAsync(stop);
        return [.. lines.Select(line => new DeskItem(
            line.What is "message" or "answer" or "confirm" or "pen-asked" ? Pile.Waiting : Pile.UnderWay, visit[$"case-consents.desk.{line.What}"],
            $"/cases/{line.Case}{(line.Plan is { } plan ? $"/plans/{plan}" : PageOf(line.What))}", line.At is { } at ? Clock.Day(at) : null))];
    }

    private static string PageOf(string what) => what switch { "message" => "/messages", "given" => "/consents", "over" => "", _ => "/three" };

    private sealed record Line(string What, Guid Case, Guid? Plan, DateTimeOffset? At);
}
