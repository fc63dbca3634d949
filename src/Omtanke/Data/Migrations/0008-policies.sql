-- A policy: ground rules, guiding marks or a policy that a group of named people writes, takes round and publishes (T03).
-- While it is written only the group sees it; what was taken round is seen by those it was taken to; what was published, by everybody in the workplace.

create table policies (
    id           uuid primary key,
    form         text not null,
    title        text not null,
    language     text not null,
    -- Who may open it. Who came and went, and when, stands in the events.
    members      uuid[] not null check (cardinality(members) > 0),
    -- Whether comments come with their writer's name.
    named        boolean not null,
    -- Whether something is being written; false from publishing until a new edition is begun.
    drafting     boolean not null default true,
    begun_at     timestamptz not null,
    published_on date,
    review_on    date,
    reminded_for date
);
create index policies_members on policies using gin (members);
create index policies_review on policies (review_on) where review_on is not null;

create table policy_events (
    id     uuid primary key,
    policy uuid not null references policies (id) on delete cascade,
    what   text not null,
    person uuid references people (id) on delete set null,
    about  uuid references people (id) on delete set null,
    at     timestamptz not null
);
create index policy_events_of on policy_events (policy, at);
create index policy_events_person on policy_events (person);
create index policy_events_about on policy_events (about);

-- What stands in the holes of the text: filled in once for all sections.
create table policy_blanks (
    policy   uuid primary key references policies (id) on delete cascade,
    answer   text not null,
    version  int not null,
    saved_by uuid references people (id) on delete set null,
    saved_at timestamptz not null
);
create index policy_blanks_saved_by on policy_blanks (saved_by);

create table policy_sections (
    id       uuid primary key,
    policy   uuid not null references policies (id) on delete cascade,
    position int not null,
    -- The section of the tool it began as; null for one of the group's own.
    source   text,
    title    text not null,
    text     text not null,
    is_out   boolean not null default false,
    version  int not null,
    saved_by uuid references people (id) on delete set null,
    saved_at timestamptz not null
);
create index policy_sections_of on policy_sections (policy, position);
create index policy_sections_saved_by on policy_sections (saved_by);

-- Every state of a section that was worth keeping; nothing here is ever taken away while the policy is there.
create table policy_section_versions (
    id            uuid primary key,
    policy        uuid not null references policies (id) on delete cascade,
    section       uuid not null references policy_sections (id) on delete cascade,
    number        int not null,
    title         text not null,
    text          text not null,
    person        uuid references people (id) on delete set null,
    begun_at      timestamptz not null,
    at            timestamptz not null,
    restored_from int,
    settled       boolean not null default false,
    unique (section, number)
);
create index policy_section_versions_policy on policy_section_versions (policy);
create index policy_section_versions_person on policy_section_versions (person);

-- Who of the group looked last, where and when: so that the others' changes since can be shown.
create table policy_looks (
    policy  uuid not null references policies (id) on delete cascade,
    person  uuid not null references people (id) on delete cascade,
    section uuid,
    before  timestamptz,
    at      timestamptz not null,
    primary key (policy, person)
);
create index policy_looks_person on policy_looks (person);

-- A comment round: the text as it was that day, from and until, for the whole workplace (no units) or for those in these units.
create table policy_rounds (
    id        uuid primary key,
    policy    uuid not null references policies (id) on delete cascade,
    number    int not null,
    title     text not null,
    language  text not null,
    named     boolean not null,
    from_on   date not null,
    until_on  date not null check (until_on >= from_on),
    units     uuid[] not null,
    -- The units and all below them.
    reach     uuid[] not null,
    opened_by uuid references people (id) on delete set null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    -- Whether a letter goes to those who are asked, and when the last was written.
    tell      boolean not null default false,
    told_at   timestamptz,
    -- The last day whose comments without names have been mixed.
    mixed_on  date,
    unique (policy, number)
);
create unique index policy_rounds_one_open on policy_rounds (policy) where closed_at is null;
create index policy_rounds_until on policy_rounds (until_on) where closed_at is null;
create index policy_rounds_tell on policy_rounds (from_on) where tell and told_at is null;
create index policy_rounds_opened_by on policy_rounds (opened_by);

create table policy_round_sections (
    id       uuid primary key,
    round    uuid not null references policy_rounds (id) on delete cascade,
    section  uuid not null,
    position int not null,
    title    text not null,
    text     text not null
);
create index policy_round_sections_of on policy_round_sections (round, position);

-- A comment without a name has no author, and no time but the day.
create table policy_comments (
    id      uuid primary key,
    policy  uuid not null references policies (id) on delete cascade,
    round   uuid not null references policy_rounds (id) on delete cascade,
    section uuid not null references policy_round_sections (id) on delete cascade,
    author  uuid references people (id) on delete set null,
    text    text not null,
    on_day  date not null
);
create index policy_comments_of on policy_comments (round, section);
create index policy_comments_policy on policy_comments (policy);
create unique index policy_comments_one_each on policy_comments (author, section) where author is not null;

create table policy_replies (
    comment uuid primary key references policy_comments (id) on delete cascade,
    policy  uuid not null references policies (id) on delete cascade,
    taken   text not null,
    why     text not null,
    version int not null,
    person  uuid references people (id) on delete set null,
    at      timestamptz not null
);
create index policy_replies_policy on policy_replies (policy);
create index policy_replies_person on policy_replies (person);

-- What was published stays as it was published.
create table policy_editions (
    id           uuid primary key,
    policy       uuid not null references policies (id),
    number       int not null,
    title        text not null,
    form         text not null,
    language     text not null,
    behind       text not null,
    published_on date not null,
    review_on    date not null,
    unique (policy, number)
);
create table policy_edition_sections (
    id       uuid primary key,
    edition  uuid not null references policy_editions (id) on delete cascade,
    position int not null,
    title    text not null,
    text     text not null
);
create index policy_edition_sections_of on policy_edition_sections (edition, position);

grant select, insert, update, delete on policies, policy_events, policy_blanks, policy_sections, policy_section_versions, policy_looks,
    policy_rounds, policy_round_sections, policy_comments, policy_replies to omtanke_app;
-- Nobody changes what was published.
grant select, insert on policy_editions, policy_edition_sections to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['policies', 'policy_events', 'policy_blanks', 'policy_sections', 'policy_section_versions', 'policy_looks',
        'policy_rounds', 'policy_round_sections', 'policy_comments', 'policy_replies', 'policy_editions', 'policy_edition_sections'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
    end loop;
    -- What hangs under a policy is seen by those who see the policy: the inner query passes its policy too.
    foreach t in array array['policy_events', 'policy_blanks', 'policy_sections', 'policy_section_versions', 'policy_looks', 'policy_rounds', 'policy_comments', 'policy_replies'] loop
        execute format('create policy working_group on %I using ((select chores_at_work()) or exists (select from policies p where p.id = policy))', t);
    end loop;
end $$;

create policy working_group on policies using (members @> array[(select acting_person())] or (select chores_at_work()));

-- Those who were asked: in the whole workplace, or in these units. From which day is the app's to say: the database does not know which day people have.
create function is_asked(reach uuid[]) returns boolean language sql stable as
$$ select acting_person() is not null and (cardinality(reach) = 0 or exists (select from memberships m where m.person = acting_person() and m.until_on is null and m.unit = any(reach))) $$;

create policy asked on policy_rounds for select using (is_asked(reach));
create policy seen_with_the_round on policy_round_sections for select using (exists (select from policy_rounds r where r.id = round));
create policy working_group on policy_round_sections using ((select chores_at_work()) or exists (select from policy_rounds r join policies p on p.id = r.policy where r.id = round));

-- One's own comment is one's own while the round is open; when it is closed those who were asked read all of it.
create policy asked_write on policy_comments for insert with check (
    (author is null or author = (select acting_person()))
    and exists (select from policy_rounds r where r.id = round and r.policy = policy_comments.policy and r.closed_at is null and is_asked(r.reach) and r.named = (author is not null)));
create policy own_read on policy_comments for select using (
    author = (select acting_person()) or exists (select from policy_rounds r where r.id = round and r.closed_at is not null and is_asked(r.reach)));
create policy own_change on policy_comments for update using (author = (select acting_person()) and exists (select from policy_rounds r where r.id = round and r.closed_at is null));
create policy own_withdraw on policy_comments for delete using (author = (select acting_person()) and exists (select from policy_rounds r where r.id = round and r.closed_at is null));
create policy asked_read on policy_replies for select using (
    exists (select from policy_comments c join policy_rounds r on r.id = c.round where c.id = comment and r.closed_at is not null and is_asked(r.reach)));

create policy the_house_reads on policy_editions for select using ((select acting_person()) is not null or (select chores_at_work()));
create policy the_group_publishes on policy_editions for insert with check (exists (select from policies p where p.id = policy));
create policy the_house_reads on policy_edition_sections for select using ((select acting_person()) is not null or (select chores_at_work()));
create policy the_group_publishes on policy_edition_sections for insert with check (exists (select from policy_editions e join policies p on p.id = e.policy where e.id = edition));

-- Somebody who is erased leaves the groups they were in; their name goes with the references above. Where nobody else is in the group, the last id stays, which names nobody.
create function leave_policies() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    -- Whoever erases somebody need not be in the same groups.
    perform set_config('omtanke.chores', 'on', true);
    update policies set members = array_remove(members, old.id) where members @> array[old.id] and cardinality(members) > 1;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;
create trigger leaves_policies before delete on people for each row execute function leave_policies();
