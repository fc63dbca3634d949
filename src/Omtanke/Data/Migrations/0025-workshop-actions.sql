-- What workshops end with stands in the one plan from now on: seen by those who saw it before, and by nobody else until the group says so.

select set_config('omtanke.chores', 'on', true);

insert into actions (id, origin, origin_id, origin_name, part, made_of, position, what, language, who, due_on, measure, status, done_on, told_on, shown, keeper, version, made_at)
select a.id, 'Workshop', a.workshop, w.title, a.item,
    -- What was made of a field carries the id the field gave it.
    coalesce(a.idea, case when a.item is not null then a.id end),
    a.position, a.what, w.language, a.who, a.due_on, a.effect, case when a.done_on is null then 'Planned' else 'Done' end, a.done_on, a.done_on, 'Few',
    -- Whoever owns the workshop; its last id may name nobody any longer.
    (select p.id from people p where p.id = w.facilitators[1]), a.version, coalesce(w.closed_at, w.opened_at, w.begun_at)
from workshop_actions a join workshops w on w.id = a.workshop;

insert into action_events (id, action, what, person, at)
select gen_random_uuid(), a.id, 'Made', a.keeper, a.made_at from actions a where a.origin = 'Workshop'
union all
-- Who ticked it off was not kept.
select gen_random_uuid(), a.id, 'Told', null, greatest(a.made_at, (a.done_on + time '12:00') at time zone 'Europe/Copenhagen') from actions a where a.origin = 'Workshop' and a.status = 'Done';

drop table workshop_actions;

alter table workshops
    -- What it was begun from: a collection whose result is talked about.
    add from_origin text,
    add from_id     uuid,
    -- In whose plan its actions stand, those that are made later too; as for each of them.
    add shown       text not null default 'Few',
    add units       uuid[] not null default '{}';
create index workshops_from on workshops (from_id);

-- A change to an action of a workshop is seen in the room, whoever makes it: also somebody who does not run it.
create function touch_workshop_of_action() returns trigger language plpgsql as
$$
declare
    before text := coalesce(current_setting('omtanke.chores', true), '');
    id     uuid;
begin
    if tg_op = 'DELETE' then id := old.origin_id; else id := new.origin_id; end if;
    perform set_config('omtanke.chores', 'on', true);
    update workshop_versions v set version = v.version + 1, at = now() where v.workshop = id;
    perform set_config('omtanke.chores', before, true);
    return null;
end $$;
create constraint trigger touches_workshop after insert or update on actions deferrable initially deferred for each row when (new.origin = 'Workshop') execute function touch_workshop_of_action();
create constraint trigger leaves_workshop after delete on actions deferrable initially deferred for each row when (old.origin = 'Workshop') execute function touch_workshop_of_action();

-- A workshop that is deleted or forgotten, or stays so when an old backup comes back, takes along what only its few see. What stands in others' plan stays there, and keeps the name it came from.
create function let_actions_go() returns trigger language plpgsql as
$$
declare before text := coalesce(current_setting('omtanke.chores', true), '');
begin
    perform set_config('omtanke.chores', 'on', true);
    delete from actions where origin = 'Workshop' and origin_id = old.id and shown = 'Few';
    update actions set origin_id = null, part = null, made_of = null where origin = 'Workshop' and origin_id = old.id;
    perform set_config('omtanke.chores', before, true);
    return old;
end $$;
create trigger lets_actions_go before delete on workshops for each row execute function let_actions_go();

-- What came of a result: the actions made of it, and those of the workshops that were begun from it. Which workshops those are is told to nobody; of the actions everybody gets those that are theirs to see.
create function actions_after(of_origin text, of_id uuid) returns setof actions language plpgsql as
$$
declare
    before text := coalesce(current_setting('omtanke.chores', true), '');
    held   uuid[];
begin
    perform set_config('omtanke.chores', 'on', true);
    held := array(select w.id from workshops w where w.from_id = of_id and w.from_origin = of_origin and not w.rehearsing);
    perform set_config('omtanke.chores', before, true);
    return query select a.* from actions a where not a.is_out and ((a.origin = of_origin and a.origin_id = of_id) or (a.origin = 'Workshop' and a.origin_id = any (held)));
end $$;

-- How many workshops were held, and how far what was agreed in them is. No text, no name, no group.
create or replace function learned_workshops(since timestamptz, until timestamptz, today date) returns table (held int, with_actions int, done int, late int, under_way int) language plpgsql as
$$
declare
    may    boolean := learns();
    before text := coalesce(current_setting('omtanke.chores', true), '');
begin
    perform set_config('omtanke.chores', case when may then 'on' else '' end, true);
    return query
        select count(distinct w.id)::int, count(distinct a.origin_id)::int, (count(a.id) filter (where a.status = 'Done'))::int,
            (count(a.id) filter (where a.status in ('Planned', 'UnderWay') and a.due_on < today))::int,
            (count(a.id) filter (where a.status in ('Planned', 'UnderWay') and (a.due_on is null or a.due_on >= today)))::int
        from workshops w left join actions a on a.origin = 'Workshop' and a.origin_id = w.id and not a.is_out and a.status <> 'Dropped'
        where may and not w.rehearsing and w.closed_at >= since and w.closed_at < until;
    perform set_config('omtanke.chores', before, true);
end
$$;
revoke execute on function actions_after(text, uuid) from public;
grant execute on function actions_after(text, uuid) to omtanke_app;
