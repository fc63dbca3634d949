-- Whom an action reaches: those who help with it, and the units that see it. In a workplace of many thousands the plan of one person or one group is found by these;
-- what an array holds cannot be looked up under row-level security, because it may not be asked for before it is known whether the row may be seen.

create table action_reach (
    action uuid not null references actions (id) on delete cascade,
    -- A person who helps, or a unit.
    reached uuid not null,
    primary key (action, reached)
);
create index action_reach_reached on action_reach (reached, action);

grant select, insert, delete on action_reach to omtanke_app;
alter table action_reach enable row level security;
alter table action_reach force row level security;
create policy at_chores on action_reach using ((select chores_at_work()));
create policy ones_own on action_reach for select using (reached = (select acting_person()) or reached = any ((select acting_units())::uuid[]));

-- It follows the action, whoever changes that; nobody writes it by hand. Units stand here only where they see it.
create function reach_action() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    if tg_op = 'UPDATE' and new.helpers = old.helpers and new.units = old.units and new.shown = old.shown then
        return null;
    end if;
    perform set_config('omtanke.chores', 'on', true);
    delete from action_reach where action = new.id;
    insert into action_reach (action, reached)
    select distinct new.id, one from unnest(new.helpers || case when new.shown = 'Few' then '{}'::uuid[] else new.units end) as one;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return null;
end $$;
create trigger reaches after insert or update on actions for each row execute function reach_action();

select set_config('omtanke.chores', 'on', true);
insert into action_reach (action, reached)
select distinct a.id, one from actions a, unnest(a.helpers || case when a.shown = 'Few' then '{}'::uuid[] else a.units end) as one;

-- Somebody who is erased helps with nothing any longer.
create or replace function leave_actions() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    update actions set helpers = array_remove(helpers, old.id) where id in (select action from action_reach where reached = old.id);
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;

-- The open plan by the day something was done or given up, and by month.
create index actions_plan_done on actions (done_on desc, id desc) where shown = 'Workplace' and not is_out and status = 'Done';
create index actions_plan_dropped on actions (told_on desc, id desc) where shown = 'Workplace' and not is_out and status = 'Dropped';
create index actions_plan_due on actions (due_on) where shown = 'Workplace' and not is_out;
create index actions_plan_check on actions (check_on) where shown = 'Workplace' and not is_out;
-- Also what somebody answers for that has been put aside.
create index actions_owned on actions (owner);
