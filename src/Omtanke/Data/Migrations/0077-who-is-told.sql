-- Whoever asked somebody to take an action on hears of a no.
alter table action_calls drop constraint action_calls_what_check;
alter table action_calls add constraint action_calls_what_check check (what in ('Stuck', 'Undelivered', 'Declined'));
create index action_events_declined on action_events (at) where what = 'Declined';

-- Who is told when whoever answers for an action cannot get on: those who keep what it came of, and whoever made it, as far as they see it; where that is nobody else, whoever leads a group that sees it.
-- Told to whoever sees the action, and to nobody else.
create function called_to(of_action uuid) returns setof uuid language plpgsql as
$$
declare
    before text := coalesce(current_setting('omtanke.chores', true), '');
    a      actions;
begin
    select * into a from actions where id = of_action;
    if not found then
        return;
    end if;
    perform set_config('omtanke.chores', 'on', true);
    return query
        with kept as (
            select distinct p.id from unnest(case when a.origin = 'Collection' and a.shown <> 'Workplace' then '{}'::uuid[] else origin_keepers(a.origin, a.origin_id) end || a.keeper) k (person)
            join people p on p.id = k.person and p.left_on is null where p.id is distinct from a.owner)
        select kept.id from kept
        union
        select p.id from roles r join people p on p.id = r.person and p.left_on is null
        where not exists (select from kept) and a.shown <> 'Few' and r.role = 'Leader' and r.until_on is null and r.unit = any (a.units) and p.id is distinct from a.owner;
    perform set_config('omtanke.chores', before, true);
end
$$;
revoke execute on function called_to(uuid) from public;
grant execute on function called_to(uuid) to omtanke_app;
