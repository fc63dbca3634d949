-- Reminders of what was agreed, each once; the answers people give from the mail; whom to tell when somebody is stuck; and a calendar of one's own.

-- A letter that leaves only while people are at work, however late it is.
alter table letters add column by_day boolean not null default false;

-- How somebody wants to be reminded: 'AsTheyFall' (where there is no row), 'Weekly', 'Off'.
create table reminder_choices (
    person uuid primary key references people (id) on delete cascade,
    choice text not null check (choice in ('AsTheyFall', 'Weekly', 'Off')),
    at     timestamptz not null
);

-- What somebody was reminded of: an action, on which occasion, for which day. The key is the promise that it is once.
create table action_reminders (
    id          uuid primary key,
    action      uuid not null references actions (id) on delete cascade,
    person      uuid not null references people (id) on delete cascade,
    what        text not null,
    for_on      date not null,
    -- The letter it stood in.
    letter      uuid not null,
    noted_at    timestamptz not null,
    -- What was answered from the mail, and when: a link is good for one answer.
    answer      text,
    answered_at timestamptz,
    unique (action, person, what, for_on)
);
create index action_reminders_person on action_reminders (person);
create index action_reminders_letter on action_reminders (letter);
create index action_reminders_noted on action_reminders (noted_at);

-- Somebody who keeps what an action came of is to know: whoever answers for it is stuck, or does not get their mail.
create table action_calls (
    id     uuid primary key,
    action uuid not null references actions (id) on delete cascade,
    person uuid not null references people (id) on delete cascade,
    what   text not null check (what in ('Stuck', 'Undelivered')),
    -- The event, or the letter: the same is told once.
    mark   uuid not null,
    at     timestamptz not null,
    unique (person, mark, action)
);
create index action_calls_action on action_calls (action);
create index action_calls_at on action_calls (at);

create index action_events_stuck on action_events (at) where what = 'Stuck';

-- The secret address of somebody's calendar: only its hash is here. Asked for before anybody knows who comes, like a session.
create table calendar_feeds (
    person      uuid primary key references people (id) on delete cascade,
    secret_hash bytea not null unique,
    made_at     timestamptz not null
);

-- Those who keep what an action came of.
create function origin_keepers(of_origin text, of_id uuid) returns uuid[] language sql stable as
$$
    select coalesce(case of_origin
        when 'Workshop' then (select w.facilitators from workshops w where w.id = of_id)
        when 'Apv' then (select a.keepers from apvs a where a.id = of_id)
        when 'Collection' then (select c.keepers from collections c where c.id = of_id) end, '{}')
$$;

grant select, insert, update, delete on reminder_choices, action_reminders, action_calls, calendar_feeds to omtanke_app;
grant execute on function origin_keepers(text, uuid) to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['reminder_choices', 'action_reminders', 'action_calls'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;
create policy own on reminder_choices using (person = (select acting_person()));
create policy own on action_reminders for select using (person = (select acting_person()));
create policy answered on action_reminders for update using (person = (select acting_person()) and answered_at is null) with check (person = (select acting_person()));
create policy own on action_calls for select using (person = (select acting_person()));

-- Whether an action helped, as seen by those it was for: asked once on the day to look, without names, and counted when it closes.
-- What is answered is sealed until then; afterwards there is nothing but the release.
create table effect_checks (
    id        uuid primary key,
    action    uuid not null references actions (id) on delete cascade,
    -- The day it is about: a later look is another check.
    look_on   date not null,
    -- Whom it asks: these units with all below them, but neither whoever answers for the action nor whoever leads one of them.
    units     uuid[] not null,
    asked     int not null,
    opened_at timestamptz not null,
    closes_at timestamptz not null,
    closed_at timestamptz,
    -- The secret of its envelopes; gone when it is closed.
    key       uuid,
    -- Made once by the release gate.
    release   jsonb,
    unique (action, look_on)
);
create index effect_checks_open on effect_checks (closes_at) where closed_at is null;

-- That somebody has answered, under a name that only the key file makes of a person. Gone at the closing.
create table effect_given (
    "check" uuid not null references effect_checks (id) on delete cascade,
    mark    uuid not null,
    primary key ("check", mark)
);

-- What was answered, all of one length. The id is chance. Gone at the closing.
create table effect_box (
    id      uuid primary key,
    "check" uuid not null references effect_checks (id) on delete cascade,
    sealed  bytea not null
);
create index effect_box_of on effect_box ("check");

create index actions_looked on actions (greatest(coalesce(check_on, due_on), done_on)) where status = 'Done' and not is_out;

-- The names under which the acting person may have answered. Nobody else's can be asked for.
create function acting_marks() returns uuid[] language sql stable as
$$ select string_to_array(nullif(current_setting('omtanke.marks', true), ''), ',')::uuid[] $$;

grant select, insert, update, delete on effect_checks, effect_given, effect_box to omtanke_app;
grant execute on function acting_marks() to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['effect_checks', 'effect_given', 'effect_box'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;
create policy of_the_action on effect_checks for select using (exists (select from actions a where a.id = action));
create policy own on effect_given for select using (mark = any ((select acting_marks())::uuid[]));
create policy given on effect_given for insert with check (mark = any ((select acting_marks())::uuid[]) and exists (
    select from effect_checks c where c.id = "check" and c.closed_at is null and c.units && (select acting_units()) and not leads_one(c.units)));
create policy given on effect_box for insert with check (exists (
    select from effect_checks c where c.id = "check" and c.closed_at is null and c.units && (select acting_units()) and not leads_one(c.units)));
