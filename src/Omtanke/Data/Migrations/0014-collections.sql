-- A collection: one asking of chosen units. It works like a vote by post: an outer envelope that only lets somebody in once, an inner one without any mark.
-- The list of those asked knows nobody's code, the codes know nobody's name, and the box knows neither. What ties a name to a code is a secret of the collection, wrapped
-- under the key file and deleted at the closing. From then on nothing that is stored leads from a person to an answer.

create function acting_collection() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('omtanke.collection', true), '')::uuid $$;

-- Set only by the routines that open a collection, count and empty its box, and read what came out of it; never for a visitor.
create function collecting() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('omtanke.collecting', true), '')::uuid $$;

create table collections (
    id            uuid primary key,
    -- The rounds of one repeated asking share it.
    series        uuid not null,
    round         int not null check (round >= 1),
    tool          text not null,
    step          text not null,
    -- The edition it was planned with, where the tool is the workplace's own.
    tool_version  int,
    language      text not null,
    title         text not null,
    mode          text not null,
    -- Who plans it and answers for it; the first owns it.
    keepers       uuid[] not null check (cardinality(keepers) > 0),
    units         uuid[] not null check (cardinality(units) > 0),
    asks_comment  boolean not null,
    opens_at      timestamptz not null,
    closes_at     timestamptz not null check (closes_at > opens_at),
    -- An asking that nobody answers for afterwards is not begun.
    feedback_on   date not null,
    dialogue_on   date not null check (dialogue_on >= feedback_on),
    -- Comes again after so many weeks; null for once.
    every_weeks   int check (every_weeks between 1 and 52),
    begun_at      timestamptz not null,
    opened_at     timestamptz,
    closed_at     timestamptz,
    -- Settled at the opening: what is asked, how many answers each question has, and how many people are asked.
    questions     text[] not null default '{}',
    options       int[] not null default '{}',
    asked         int not null default 0,
    -- The collection's secret: of its codes and its box. Gone when it is closed.
    key           uuid,
    -- How many mailings have been written: the invitation, and two reminders at most.
    told          int not null default 0,
    -- How many answered, in all; known when it is closed.
    answered      int,
    -- When the single answers were deleted.
    cleared_at    timestamptz,
    unique (series, round)
);
create index collections_keepers on collections using gin (keepers);
create index collections_planned on collections (opens_at) where opened_at is null;
create index collections_open on collections (closes_at) where opened_at is not null and closed_at is null;
create index collections_to_clear on collections (closed_at) where cleared_at is null;

-- What was done with it, by whom and when; no person is what happened by itself.
create table collection_events (
    id         uuid primary key,
    collection uuid not null references collections (id) on delete cascade,
    what       text not null,
    person     uuid references people (id) on delete set null,
    at         timestamptz not null
);
create index collection_events_of on collection_events (collection, at);
create index collection_events_person on collection_events (person);

-- The units as they were when it opened. Whoever was moved since is still counted there.
create table collection_units (
    collection   uuid not null references collections (id) on delete cascade,
    unit         uuid not null,
    parent       uuid,
    name         text not null,
    position     int not null,
    -- Those asked in the unit itself.
    asked        int not null,
    -- Too few to stand alone: its people are counted as if they belonged to this unit above it.
    counted_with uuid,
    primary key (collection, unit)
);

-- Who is asked, and where they are counted. Nothing here or anywhere else says who has answered.
create table collection_asked (
    collection uuid not null references collections (id) on delete cascade,
    person     uuid not null references people (id) on delete cascade,
    unit       uuid not null,
    base       uuid not null,
    primary key (collection, person)
);
create index collection_asked_person on collection_asked (person);

-- The outer envelope: what a code is kept as, where its holder is counted, and whether it is used. Whose it is does not stand here.
create table collection_codes (
    code_hash  bytea primary key,
    collection uuid not null references collections (id) on delete cascade,
    base       uuid,
    used       boolean not null default false
) with (fillfactor = 70);
create index collection_codes_of on collection_codes (collection);

-- The inner envelope: what was answered, all of one length, sealed under the collection's secret. The id is chance.
create table collection_box (
    id         uuid primary key,
    collection uuid not null references collections (id) on delete cascade,
    sealed     bytea not null
);
create index collection_box_of on collection_box (collection);

-- What somebody has begun to answer on a phone, sealed under a secret that the phone alone holds. It names no collection's code, and all are of one length.
create table collection_drafts (
    id         bytea primary key,
    collection uuid not null references collections (id) on delete cascade,
    sealed     bytea not null
);
create index collection_drafts_of on collection_drafts (collection);

-- Out of the box, in the order that chance made. One value for each question, from 0; null where it was skipped.
create table collection_answers (
    collection uuid not null references collections (id) on delete cascade,
    base       uuid not null,
    answers    smallint[] not null
);
create index collection_answers_of on collection_answers (collection);

-- What was written, mixed by itself and apart from what was answered.
create table collection_comments (
    collection uuid not null references collections (id) on delete cascade,
    base       uuid not null,
    text       text not null
);
create index collection_comments_of on collection_comments (collection);

-- Who took part, under a name that only the key file can make of a person: the same in every round of a series, so that two rounds can be held against each other.
create table collection_members (
    collection uuid not null references collections (id) on delete cascade,
    base       uuid not null,
    member     uuid not null
);
create index collection_members_of on collection_members (collection);

grant select, insert, update, delete on collections, collection_events, collection_units, collection_asked, collection_codes, collection_box, collection_drafts, collection_answers,
    collection_comments, collection_members to omtanke_app;
grant execute on function acting_collection(), collecting() to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['collections', 'collection_events', 'collection_units', 'collection_asked', 'collection_codes', 'collection_box', 'collection_drafts', 'collection_answers',
        'collection_comments', 'collection_members'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
    end loop;
    -- What those who plan it may see.
    foreach t in array array['collection_events', 'collection_units', 'collection_asked'] loop
        execute format('create policy keepers on %I using ((select chores_at_work()) or exists (select from collections c where c.id = collection and c.keepers @> array[(select acting_person())]))', t);
    end loop;
    -- What nobody sees, whoever they are: only the routines of this one collection.
    foreach t in array array['collection_codes', 'collection_box', 'collection_drafts', 'collection_answers', 'collection_comments', 'collection_members'] loop
        execute format('create policy collecting on %I using (collection = (select collecting()))', t);
    end loop;
end $$;

create policy keepers on collections using (keepers @> array[(select acting_person())] or (select chores_at_work()));
-- Whoever holds a code sees that one collection, and the row of that one code.
create policy answering on collections for select using (id = (select acting_collection()));
create policy by_code on collection_codes for select using (code_hash = decode(nullif(current_setting('omtanke.secret', true), ''), 'hex'));
create policy use_code on collection_codes for update using (code_hash = decode(nullif(current_setting('omtanke.secret', true), ''), 'hex'));
create policy answering on collection_box for insert with check (collection = (select acting_collection()));
create policy by_draft on collection_drafts using (id = decode(nullif(current_setting('omtanke.draft', true), ''), 'hex') and collection = (select acting_collection()));

-- Somebody who is erased keeps nothing any longer. Where nobody else did, the last id stays, which names nobody.
create function leave_collections() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    update collections set keepers = array_remove(keepers, old.id) where keepers @> array[old.id] and cardinality(keepers) > 1;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;
create trigger leaves_collections before delete on people for each row execute function leave_collections();
