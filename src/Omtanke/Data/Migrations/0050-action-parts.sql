-- A part of an action is made by whoever may change the action, also where they could not have made it from nothing: who answers for something out of a workshop or an APV. It is shown to nobody but those who see the whole.

alter table actions add column split_from uuid references actions (id) on delete set null;
create index actions_split on actions (split_from);

-- Whether the acting person may change this action, and what is made of it was agreed where it was and reaches those it reaches and no others.
create function is_part_of(whole uuid, made actions) returns boolean language sql stable as
$$
    select exists (select from actions a where a.id = whole and not a.is_out
        and (a.owner = acting_person() or a.keeper = acting_person() or (a.shown <> 'Few' and leads_one(a.units)) or keeps_origin(a.origin, a.origin_id))
        and (a.origin, a.origin_id, a.part, a.shown, a.units, a.owner, a.keeper, a.helpers) is not distinct from (made.origin, made.origin_id, made.part, made.shown, made.units, made.owner, made.keeper, made.helpers)
        and made.offered_to is null)
$$;
grant execute on function is_part_of(uuid, actions) to omtanke_app;

create policy made_of_a_whole on actions for insert with check (split_from is not null and is_part_of(split_from, actions));
