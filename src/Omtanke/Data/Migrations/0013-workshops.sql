-- A workshop: a tool that people go through together in a room. One stored state with one version number; every screen and phone is a projection of it.
-- It is seen by its facilitators, and by those who have joined: they hold a secret, and the transaction says which workshop it lets them into.

create function acting_workshop() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('omtanke.workshop', true), '')::uuid $$;

create table workshops (
    id              uuid primary key,
    tool            text not null,
    -- The edition it was begun with, where the tool is the workplace's own.
    tool_version    int,
    language        text not null,
    title           text not null,
    for_whom        text not null,
    place           text not null,
    planned_at      timestamptz not null,
    devices         text not null,
    -- Who may run it: a stored right, whatever happens to their screen.
    facilitators    uuid[] not null check (cardinality(facilitators) > 0),
    -- What is typed to join, and to take over. Six characters that are not mistaken for each other; free again when it is closed.
    code            text not null,
    take_over       text not null,
    -- Whether somebody who joined as themselves may be alone at a table with their own leader.
    apart           boolean not null default true,
    -- How many days after closing the single texts are deleted.
    days            int not null check (days between 0 and 365),
    rehearsing      boolean not null default false,
    previous        uuid references workshops (id) on delete set null,
    next_at         timestamptz,
    -- Where it is: which item is on, and the clock. An end time, and whoever looks counts down to it.
    item            uuid,
    clock_minutes   int,
    clock_ends_at   timestamptz,
    clock_left      int,
    begun_at        timestamptz not null,
    opened_at       timestamptz,
    closed_at       timestamptz,
    -- Closed by mistake, it went on from here.
    reopened_at     timestamptz,
    -- When the single texts were deleted.
    cleared_at      timestamptz,
    -- Whether those who took part may read the minutes with the phone they joined by, and who else was named to read them.
    handed_out_at   timestamptz,
    readers         uuid[] not null default '{}'
);
create index workshops_facilitators on workshops using gin (facilitators);
create index workshops_readers on workshops using gin (readers);
create unique index workshops_code on workshops (code) where closed_at is null;
create unique index workshops_take_over on workshops (take_over) where closed_at is null;
create index workshops_previous on workshops (previous);
create index workshops_open on workshops (opened_at) where closed_at is null;
create index workshops_to_clear on workshops (closed_at) where cleared_at is null;

-- Who came to run it, and when: taken in by somebody who runs it, or by the take-over code.
create table workshop_comings (
    workshop uuid not null references workshops (id) on delete cascade,
    person   uuid not null references people (id) on delete cascade,
    at       timestamptz not null,
    by_code  boolean not null,
    primary key (workshop, person)
);
create index workshop_comings_person on workshop_comings (person);

-- One version counts every change anybody should see.
create table workshop_versions (
    workshop uuid primary key references workshops (id) on delete cascade,
    version  int not null,
    at       timestamptz not null
);

-- The agenda: the tool's steps in the workshop's own order.
create table workshop_items (
    id         uuid primary key,
    workshop   uuid not null references workshops (id) on delete cascade,
    position   int not null,
    step       text not null,
    minutes    int not null check (minutes between 0 and 600),
    is_out     boolean not null default false,
    -- Talk, Ideas, Count or Agree.
    mode       text not null,
    anonymous  boolean not null,
    -- How many sit together; 0: everybody.
    people     int not null,
    -- Gathering, Shown, Voting or Voted.
    stage      text not null,
    piece      int not null default 0,
    round      int not null default 0,
    -- What the group agreed on, field by field.
    answer     text not null default '{}',
    answered   int not null default 0
);
create index workshop_items_of on workshop_items (workshop, position);

-- Somebody in the room. The secret lives on the phone alone; only its hash is here.
create table workshop_participants (
    id          uuid primary key,
    workshop    uuid not null references workshops (id) on delete cascade,
    -- The order they came in.
    number      int generated always as identity,
    secret_hash bytea not null unique,
    name        text not null,
    -- Only whoever chose to join as themselves.
    person      uuid references people (id) on delete set null,
    simulated   boolean not null default false,
    joined_at   timestamptz not null,
    seen_at     timestamptz not null,
    left_at     timestamptz
);
create index workshop_participants_of on workshop_participants (workshop, number);
create index workshop_participants_person on workshop_participants (person);

-- Who sits where in a round, and with which card.
create table workshop_seats (
    workshop    uuid not null references workshops (id) on delete cascade,
    item        uuid not null references workshop_items (id) on delete cascade,
    round       int not null,
    participant uuid not null references workshop_participants (id) on delete cascade,
    at_table    int not null,
    card        text,
    primary key (item, round, participant)
);
create index workshop_seats_workshop on workshop_seats (workshop);
create index workshop_seats_participant on workshop_seats (participant);

-- What somebody wrote. The token is made of the phone's secret and the item: it shows the writer their own, lets them mend it, and says nobody's name.
-- An anonymous item stores neither author nor time.
create table workshop_ideas (
    id         uuid primary key,
    workshop   uuid not null references workshops (id) on delete cascade,
    item       uuid not null references workshop_items (id) on delete cascade,
    place      text not null,
    text       text not null check (length(text) <= 2000),
    token      bytea not null,
    author     uuid references workshop_participants (id) on delete set null,
    at_table   int,
    at         timestamptz,
    -- The idea it was laid together with.
    under      uuid references workshop_ideas (id) on delete set null,
    is_gone    boolean not null default false,
    is_chosen  boolean not null default false
);
create index workshop_ideas_of on workshop_ideas (workshop, item);
create index workshop_ideas_item on workshop_ideas (item, token);
create index workshop_ideas_author on workshop_ideas (author);
create index workshop_ideas_under on workshop_ideas (under);

-- A vote for an idea: once a voter.
create table workshop_votes (
    workshop uuid not null references workshops (id) on delete cascade,
    item     uuid not null references workshop_items (id) on delete cascade,
    idea     uuid not null references workshop_ideas (id) on delete cascade,
    token    bytea not null,
    primary key (item, token, idea)
);
create index workshop_votes_workshop on workshop_votes (workshop);
create index workshop_votes_idea on workshop_votes (idea);

-- One participant's answers to what is only counted.
create table workshop_ballots (
    workshop uuid not null references workshops (id) on delete cascade,
    item     uuid not null references workshop_items (id) on delete cascade,
    token    bytea not null,
    answer   text not null,
    primary key (item, token)
);
create index workshop_ballots_workshop on workshop_ballots (workshop);

-- What is to be done: what, who, by when, and how it will be seen that it worked.
create table workshop_actions (
    id       uuid primary key,
    workshop uuid not null references workshops (id) on delete cascade,
    item     uuid references workshop_items (id) on delete set null,
    idea     uuid references workshop_ideas (id) on delete set null,
    position int not null,
    what     text not null,
    who      text not null,
    due_on   date,
    effect   text not null,
    done_on  date,
    version  int not null
);
create index workshop_actions_of on workshop_actions (workshop, position);
create index workshop_actions_item on workshop_actions (item);
create index workshop_actions_idea on workshop_actions (idea);

-- The minutes, part by part, as the product wrote them and the owner changed them.
create table workshop_minutes (
    id       uuid primary key,
    workshop uuid not null references workshops (id) on delete cascade,
    item     uuid references workshop_items (id) on delete set null,
    position int not null,
    title    text not null,
    text     text not null,
    -- What was counted, question by question: sums, which stay when the single answers are deleted.
    counts   text not null default '[]',
    is_out   boolean not null default false,
    version  int not null
);
create index workshop_minutes_of on workshop_minutes (workshop, position);
create index workshop_minutes_item on workshop_minutes (item);

-- A change to what hangs under a workshop is counted when the transaction ends: until then nobody else waits for the row.
create function touch_workshop() returns trigger language plpgsql as
$$
declare id uuid;
begin
    -- Said one by one: not every table has every column.
    if tg_table_name = 'workshops' then
        if tg_op = 'DELETE' then id := old.id; else id := new.id; end if;
    elsif tg_op = 'DELETE' then id := old.workshop;
    else id := new.workshop;
    end if;
    update workshop_versions v set version = v.version + 1, at = now() where v.workshop = id;
    return null;
end $$;
do $$
declare t text;
begin
    foreach t in array array['workshops', 'workshop_items', 'workshop_seats', 'workshop_ideas', 'workshop_votes', 'workshop_ballots', 'workshop_actions', 'workshop_minutes'] loop
        execute format('create constraint trigger touches after insert or update or delete on %I deferrable initially deferred for each row execute function touch_workshop()', t);
    end loop;
end $$;

-- Says so to every node at the end of the transaction: which one, and its version. Nothing of what was written.
create function tell_workshop() returns trigger language plpgsql as
$$ begin perform pg_notify('omtanke_changes', new.workshop || ' ' || new.version); return null; end $$;
create trigger tells after update on workshop_versions for each row execute function tell_workshop();

grant select, insert, update, delete on workshops, workshop_comings, workshop_versions, workshop_items, workshop_participants, workshop_seats, workshop_ideas, workshop_votes,
    workshop_ballots, workshop_actions, workshop_minutes to omtanke_app;
grant execute on function acting_workshop() to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['workshops', 'workshop_comings', 'workshop_versions', 'workshop_items', 'workshop_participants', 'workshop_seats', 'workshop_ideas', 'workshop_votes',
        'workshop_ballots', 'workshop_actions', 'workshop_minutes'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
    end loop;
    -- What hangs under a workshop is seen by those who run it, and by those who have joined it.
    foreach t in array array['workshop_versions', 'workshop_items', 'workshop_participants', 'workshop_seats', 'workshop_ideas', 'workshop_votes', 'workshop_ballots', 'workshop_actions', 'workshop_minutes'] loop
        execute format('create policy in_the_room on %I using (workshop = (select acting_workshop()) or (select chores_at_work()) or exists (select from workshops w where w.id = workshop and w.facilitators @> array[(select acting_person())]))', t);
    end loop;
end $$;

create policy facilitators on workshop_comings using (exists (select from workshops w where w.id = workshop and w.facilitators @> array[(select acting_person())]) or (select chores_at_work()));
create policy facilitators on workshops using (facilitators @> array[(select acting_person())] or (select chores_at_work()));
create policy in_the_room on workshops for select using (id = (select acting_workshop()));
-- Whoever has the code may find it, and nobody can list them.
create policy at_the_door on workshops for select using (closed_at is null and code = nullif(current_setting('omtanke.code', true), ''));
create policy relieving on workshops for update using (closed_at is null and take_over = nullif(current_setting('omtanke.code', true), '')) with check (facilitators @> array[(select acting_person())]);
create policy relieving_sees on workshops for select using (closed_at is null and take_over = nullif(current_setting('omtanke.code', true), ''));
-- The phone shows its secret, and is told which workshop it belongs to.
create policy by_secret on workshop_participants for select using (secret_hash = decode(nullif(current_setting('omtanke.secret', true), ''), 'hex'));
-- Those the minutes were handed to.
create policy handed_out on workshops for select using (readers @> array[(select acting_person())]);
do $$
declare t text;
begin
    foreach t in array array['workshop_items', 'workshop_actions', 'workshop_minutes'] loop
        execute format('create policy handed_out on %I for select using (exists (select from workshops w where w.id = workshop and w.readers @> array[(select acting_person())]))', t);
    end loop;
end $$;

-- Somebody who is erased runs and reads nothing any longer. Where nobody else ran it, the last id stays, which names nobody.
create function leave_workshops() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    update workshops set readers = array_remove(readers, old.id) where readers @> array[old.id];
    update workshops set facilitators = array_remove(facilitators, old.id) where facilitators @> array[old.id] and cardinality(facilitators) > 1;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;
create trigger leaves_workshops before delete on people for each row execute function leave_workshops();
