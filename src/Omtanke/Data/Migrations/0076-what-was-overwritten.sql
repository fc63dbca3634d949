-- What a change overwrote stays with the action's history: field by field what stood there before. Read by those who may read the action, as its text is.
alter table action_events
    add column before  jsonb,
    -- How many changes there had been: what happened in the same breath is told in its order.
    add column version int not null default 0;

select set_config('omtanke.chores', 'on', true);

-- What only few may see is asked of none of those any longer who did not see it before whoever answered for it left. It is offered anew, to one of the few.
update actions a set offered_to = null
where a.shown = 'Few' and a.status in ('Planned', 'UnderWay') and not a.is_out and a.owner in (select id from people where left_on is not null)
    and a.offered_to is distinct from a.keeper and a.offered_to is not null and not a.helpers @> array[a.offered_to]
    and not (a.origin in ('Workshop', 'Meeting') and origin_keepers(a.origin, a.origin_id) @> array[a.offered_to])
    and (select e.person is null and e.whom = a.offered_to from action_events e where e.action = a.id and e.what = 'Offered' order by e.at desc limit 1);

select set_config('omtanke.chores', '', true);
