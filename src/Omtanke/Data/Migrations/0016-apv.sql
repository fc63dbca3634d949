-- The workplace assessment (APV): a process of four elements. Everybody at the workplace reads it; those who keep it write. Nothing in it is taken away while it is kept: what is put aside is marked.

-- Who may begin one, and say that something has changed.
create function begins_apv() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('Leader', 'SafetyRepresentative', 'EnvironmentMember', 'HumanResources', 'TopManagement')) $$;
-- Who answers for the working environment of the whole workplace.
create function organises_apv() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('SafetyRepresentative', 'EnvironmentMember', 'HumanResources', 'TopManagement')) $$;

create table apvs (
    id        uuid primary key,
    title     text not null,
    language  text not null,
    -- The units it is about, each with all below it.
    units     uuid[] not null check (cardinality(units) > 0),
    -- Who takes part all the way: the working-environment organisation, or the staff where there is none.
    part      text not null,
    keepers   uuid[] not null check (cardinality(keepers) > 0),
    begun_at  timestamptz not null,
    closed_at timestamptz
);
create index apvs_keepers on apvs using gin (keepers);
create index apvs_closed on apvs (closed_at) where closed_at is not null;

-- What it looks at. A topic has its own clock: from the day it was examined.
create table apv_topics (
    id          uuid primary key,
    apv         uuid not null references apvs (id) on delete cascade,
    position    int not null,
    -- One of ours, or empty with a name of one's own.
    key         text not null,
    name        text not null,
    examined_on date
);
create index apv_topics_of on apv_topics (apv, position);

-- Where what was found comes from: its method, so that the same can be asked again.
create table apv_sources (
    id         uuid primary key,
    apv        uuid not null references apvs (id) on delete cascade,
    kind       text not null,
    name       text not null,
    on_day     date not null,
    -- A collection of one's own, by its step; a workshop, by its tool.
    collection uuid references collections (id) on delete set null,
    method     text not null default ''
);
create index apv_sources_of on apv_sources (apv, on_day);
create index apv_sources_collection on apv_sources (collection);

create table apv_problems (
    id        uuid primary key,
    apv       uuid not null references apvs (id) on delete cascade,
    topic     uuid not null references apv_topics (id) on delete cascade,
    source    uuid references apv_sources (id) on delete set null,
    what      text not null,
    -- How bad, and how widespread: 1 to 3.
    severity  smallint not null check (severity between 1 and 3),
    extent    smallint not null check (extent between 1 and 3),
    -- Solved at once: then it needs no plan.
    solved_on date,
    solution  text not null default '',
    is_out    boolean not null default false,
    version   int not null,
    found_at  timestamptz not null
);
create index apv_problems_of on apv_problems (apv, found_at);
create index apv_problems_topic on apv_problems (topic);
create index apv_problems_source on apv_problems (source);

-- Sickness absence, before the plan: does the work contribute?
create table apv_absences (
    apv         uuid primary key references apvs (id) on delete cascade,
    period      text not null default '',
    -- Counts how often figures were stored, so that nobody's are written over unseen.
    figures     int not null default 0,
    contributes text,
    reason      text not null default '',
    version     int not null
);

-- Figures of groups that share nobody. A group of fewer than five has none of its own, and is counted with the unit above it before anything is stored.
create table apv_absence_groups (
    apv    uuid not null references apvs (id) on delete cascade,
    unit   uuid not null,
    name   text not null,
    -- The names of smaller units whose people are counted here.
    along  text not null default '',
    -- Whose people these are: what is stored elsewhere must not make fewer than five out of them.
    units  uuid[] not null,
    people int not null check (people >= 5),
    days   numeric(9,1) not null check (days >= 0),
    primary key (apv, unit)
);

create table apv_actions (
    id          uuid primary key,
    apv         uuid not null references apvs (id) on delete cascade,
    problem     uuid not null references apv_problems (id) on delete cascade,
    what        text not null,
    -- The function that answers for it: what stands on paper for others. The person is shown to the workplace only.
    responsible text not null,
    person      uuid references people (id) on delete set null,
    planned_at  timestamptz not null,
    start_on    date,
    due_on      date not null,
    -- How will we see that it worked, and when do we look.
    measure     text not null,
    check_on    date,
    status      text not null,
    effect      text,
    effect_note text not null default '',
    told_on     date,
    is_out      boolean not null default false,
    version     int not null
);
create index apv_actions_of on apv_actions (apv, due_on);
create index apv_actions_planned on apv_actions (planned_at);
create index apv_actions_problem on apv_actions (problem);
create index apv_actions_person on apv_actions (person) where status in ('Planned', 'UnderWay');

-- Who took part in which of the four elements, when and how.
create table apv_participations (
    id      uuid primary key,
    apv     uuid not null references apvs (id) on delete cascade,
    element text not null,
    on_day  date not null,
    who     text not null,
    how     text not null
);
create index apv_participations_of on apv_participations (apv, on_day);

create table apv_events (
    id     uuid primary key,
    apv    uuid not null references apvs (id) on delete cascade,
    what   text not null,
    -- What it was about, as it was called then.
    about  text not null default '',
    person uuid references people (id) on delete set null,
    at     timestamptz not null
);
create index apv_events_of on apv_events (apv, at);
create index apv_events_person on apv_events (person);

-- Something has changed: topics are due now, until an APV has taken it up.
create table apv_changes (
    id       uuid primary key,
    kind     text not null,
    what     text not null,
    on_day   date not null,
    units    uuid[] not null check (cardinality(units) > 0),
    -- The topics it touches, of ours; none is all.
    topics   text[] not null default '{}',
    said_by  uuid references people (id) on delete set null,
    said_at  timestamptz not null,
    apv      uuid references apvs (id) on delete set null
);
create index apv_changes_open on apv_changes (on_day) where apv is null;
create index apv_changes_apv on apv_changes (apv);
create index apv_changes_said_by on apv_changes (said_by);

-- The yearly discussion of the working environment, locked when it is signed off.
create table apv_discussions (
    id          uuid primary key,
    held_on     date not null,
    who         text not null,
    goals       text not null,
    cooperation text not null,
    plan        text not null,
    next_goals  text not null,
    knowledge   text not null,
    version     int not null,
    begun_at    timestamptz not null,
    -- By the name of a role, not of a person.
    signed_by   text,
    signed_on   date,
    person      uuid references people (id) on delete set null
);
create index apv_discussions_held on apv_discussions (held_on);
create index apv_discussions_person on apv_discussions (person);

grant select, insert, update, delete on apvs, apv_topics, apv_sources, apv_problems, apv_absences, apv_absence_groups, apv_actions, apv_participations, apv_events, apv_changes, apv_discussions to omtanke_app;
grant execute on function begins_apv(), organises_apv() to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['apvs', 'apv_topics', 'apv_sources', 'apv_problems', 'apv_absences', 'apv_absence_groups', 'apv_actions', 'apv_participations', 'apv_events', 'apv_changes', 'apv_discussions'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy read_by_all on %I for select using ((select acting_person()) is not null)', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
    foreach t in array array['apv_topics', 'apv_sources', 'apv_problems', 'apv_absences', 'apv_absence_groups', 'apv_actions', 'apv_participations', 'apv_events'] loop
        execute format('create policy keepers on %I using (exists (select from apvs a where a.id = apv and a.keepers @> array[(select acting_person())]))', t);
    end loop;
end $$;

create policy begun on apvs for insert with check ((select begins_apv()) and keepers @> array[(select acting_person())]);
-- Whoever keeps it may give it into other hands.
create policy keepers on apvs for update using (keepers @> array[(select acting_person())]) with check (true);
-- Whoever answers for an action tells how it goes.
create policy answers_for_it on apv_actions for update using (person = (select acting_person())) with check (person = (select acting_person()));
create policy answers_for_it on apv_events for insert with check (person = (select acting_person()) and exists (select from apv_actions a where a.apv = apv_events.apv and a.person = (select acting_person())));
create policy said on apv_changes for insert with check ((select begins_apv()) and said_by = (select acting_person()));
create policy taken_up on apv_changes for update using (apv is null) with check (exists (select from apvs a where a.id = apv and a.keepers @> array[(select acting_person())]));
create policy begun on apv_discussions for insert with check ((select organises_apv()) and signed_on is null);
-- What is signed off is never changed again.
create policy written on apv_discussions for update using ((select organises_apv()) and signed_on is null) with check (true);

-- Somebody who is erased keeps nothing any longer. Where nobody else did, the last id stays, which names nobody.
create function leave_apvs() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    update apvs set keepers = array_remove(keepers, old.id) where keepers @> array[old.id] and cardinality(keepers) > 1;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;
create trigger leaves_apvs before delete on people for each row execute function leave_apvs();
