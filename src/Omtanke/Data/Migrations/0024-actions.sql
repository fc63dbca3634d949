-- One plan: what is to be done, by whom and by when, how it will be seen that it worked, and whether it did. One kind of thing, wherever it was agreed.

create table actions (
    id          uuid primary key,
    -- Where it was agreed: 'Own', 'Workshop', 'Collection', 'Apv', 'Meeting'; which one, what it was called then, and the part of it (an item of the workshop, a problem of the APV).
    origin      text not null,
    origin_id   uuid,
    origin_name text not null default '',
    part        uuid,
    -- What it was made of with one press: pressed twice, it is there once.
    made_of     uuid,
    position    int not null default 0,
    issue       text not null default '',
    cause       text not null default '',
    what        text not null,
    -- The language it is written in; null where it was made by somebody for themself.
    language    text,
    level       text,
    -- Who answers for it, and in words: a name or a function, also of somebody without an account.
    owner       uuid references people (id) on delete set null,
    who         text not null default '',
    helpers     uuid[] not null default '{}',
    "with"      text not null default '',
    -- What it takes.
    needs       text not null default '',
    start_on    date,
    due_on      date,
    -- How will we see that it worked, and when do we look.
    measure     text not null default '',
    check_on    date,
    status      text not null default 'Planned',
    done_on     date,
    effect      text,
    effect_note text not null default '',
    told_on     date,
    -- How grave the issue is and how widespread, where an APV asks for it.
    severity    smallint check (severity between 1 and 3),
    extent      smallint check (extent between 1 and 3),
    -- Whose it is.
    units       uuid[] not null default '{}',
    -- Who sees it: 'Few' (who answers for it, helps, or keeps what it came of), 'Units' (also everybody in its units), 'Workplace'.
    shown       text not null default 'Few',
    -- Who made it.
    keeper      uuid references people (id) on delete set null,
    -- Somebody who has been asked to take it on, and has not answered yet.
    offered_to  uuid references people (id) on delete set null,
    -- Where it went when two became one.
    merged_into uuid references actions (id) on delete set null,
    -- Put aside, or gone into another; it stays, and can come back.
    is_out      boolean not null default false,
    version     int not null default 1,
    made_at     timestamptz not null,
    check (due_on is null or start_on is null or due_on >= start_on)
);
create index actions_owner on actions (owner, due_on) where not is_out;
create index actions_keeper on actions (keeper);
create index actions_offered on actions (offered_to);
create index actions_of on actions (origin_id, due_on);
create unique index actions_made_of on actions (origin_id, made_of);
create index actions_part on actions (part);
create index actions_plan on actions (due_on, id) where shown = 'Workplace' and not is_out and status in ('Planned', 'UnderWay');
create index actions_made on actions (made_at);
create index actions_merged on actions (merged_into);

-- What happened to an action. Nothing is changed silently.
create table action_events (
    id     uuid primary key,
    action uuid not null references actions (id) on delete cascade,
    what   text not null,
    -- The reason somebody gave, or what it said before.
    about  text not null default '',
    person uuid references people (id) on delete set null,
    at     timestamptz not null
);
create index action_events_of on action_events (action, at);
create index action_events_person on action_events (person);

-- The units that are somebody's own: where they belong or hold a role, and all above those.
create function acting_units() returns uuid[] language sql stable as
$$
    with recursive up as (
        select m.unit as id from memberships m where m.person = acting_person() and m.until_on is null
        union
        select r.unit from roles r where r.person = acting_person() and r.until_on is null and r.unit is not null
        union
        select u.parent from up join units u on u.id = up.id where u.parent is not null)
    select coalesce(array_agg(id), '{}') from up
$$;

-- Whether the acting person leads one of these units.
create function leads_one(of_units uuid[]) returns boolean language sql stable as
$$ select exists (select from roles r where r.person = acting_person() and r.role = 'Leader' and r.until_on is null and r.unit = any (of_units)) $$;

-- Whether the acting person keeps the workshop or the APV an action came of.
create function keeps_origin(of_origin text, of_id uuid) returns boolean language sql stable as
$$
    select case of_origin
        when 'Workshop' then exists (select from workshops w where w.id = of_id and w.facilitators @> array[acting_person()])
        when 'Apv' then exists (select from apvs a where a.id = of_id and a.keepers @> array[acting_person()])
        else false end
$$;

grant select, insert, update, delete on actions, action_events to omtanke_app;
grant execute on function acting_units(), leads_one(uuid[]), keeps_origin(text, uuid) to omtanke_app;

alter table actions enable row level security;
alter table actions force row level security;
alter table action_events enable row level security;
alter table action_events force row level security;

create policy at_chores on actions using ((select chores_at_work()));
create policy read_by_all on actions for select using (shown = 'Workplace' and (select acting_person()) is not null);
create policy in_the_unit on actions for select using (shown = 'Units' and units && (select acting_units()));
create policy named on actions for select using (
    owner = (select acting_person()) or keeper = (select acting_person()) or offered_to = (select acting_person()) or helpers @> array[(select acting_person())]);
-- Of a workshop: those who run it, those in the room, and those its minutes were handed to.
create policy of_the_workshop on actions for select using (origin = 'Workshop' and (origin_id = (select acting_workshop())
    or exists (select from workshops w where w.id = origin_id and (w.facilitators @> array[(select acting_person())] or w.readers @> array[(select acting_person())]))));

-- What somebody makes for themself is theirs; what comes of something is made by those who keep that, or, of a result, by whoever may read it.
create policy made on actions for insert with check (case origin
    when 'Own' then keeper = (select acting_person())
    when 'Collection' then keeper = (select acting_person()) and exists (select from collections c where c.id = origin_id)
    else keeps_origin(origin, origin_id) end);
create policy kept on actions for update using (
    owner = (select acting_person()) or keeper = (select acting_person()) or offered_to = (select acting_person())
    or (shown <> 'Few' and leads_one(units)) or keeps_origin(origin, origin_id))
    -- Whoever gives it out of their hands need not see it any longer.
    with check (true);
-- Only what was never real goes with those who made it: a rehearsal's.
create policy rehearsed on actions for delete using (origin = 'Workshop' and keeps_origin(origin, origin_id));

create policy at_chores on action_events using ((select chores_at_work()));
create policy seen on action_events for select using (exists (select from actions a where a.id = action));
create policy told on action_events for insert with check (person = (select acting_person()) and exists (select from actions a where a.id = action));

-- Somebody who is erased helps with nothing any longer.
create function leave_actions() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    update actions set helpers = array_remove(helpers, old.id) where helpers @> array[old.id];
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;
create trigger leaves_actions before delete on people for each row execute function leave_actions();
