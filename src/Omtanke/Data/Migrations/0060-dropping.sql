-- What both have agreed is dropped by both: one proposes it, the other says yes. Who said an agreement is done stands by it too.
alter table agreements add state_by uuid, add drop_by uuid, add drop_at timestamptz, add check ((drop_by is null) = (drop_at is null));

create or replace function touched_at(c conversations) returns timestamptz language sql stable as
$$
    select greatest(c.begun_at, c.planned_at, c.next_talk_at, c.talk_started_at, c.phase_at, c.text_changed_at,
        (select max(e.at) from conversation_events e where e.conversation = c.id),
        (select max(l.at) from lines l where l.conversation = c.id),
        (select max(n.saved_at) from notes n where n.conversation = c.id),
        (select max(greatest(a.state_at, a.drop_at, case when a.state = 'Open' then a.due_on::timestamp at time zone 'Europe/Copenhagen' end)) from agreements a where a.conversation = c.id),
        (select max(f.at) from confirmations f where f.conversation = c.id),
        (select max(o.at) from outcomes o where o.conversation = c.id))
$$;
