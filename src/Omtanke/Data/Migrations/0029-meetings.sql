-- A series of meetings of some named people (L09, L10, L15). What they write is sealed under the series' own key; who, when and how far stands in plain columns,
-- and is seen by those who are in it and nobody else.

create table series (
    id             uuid primary key,
    kind           text not null,
    -- Neutral: it stands on people's own pages.
    name           text not null,
    -- Who said yes, in the order they came. Who was asked and has not answered stands in the invitations.
    members        uuid[] not null check (cardinality(members) > 0),
    keeper         uuid not null,
    -- Whoever the keeping is offered to and has not answered.
    offered_to     uuid,
    key            uuid not null,
    begun_at       timestamptz not null,
    -- When they last talked about whether they are on the track.
    looked_at      timestamptz,
    ended_at       timestamptz,
    erase_on       date,
    notice_sent_at timestamptz
);
create index series_members on series using gin (members);
create index series_erase on series (erase_on) where erase_on is not null;

create table series_events (
    id     uuid primary key,
    series uuid not null references series (id) on delete cascade,
    what   text not null,
    person uuid references people (id) on delete set null,
    about  uuid references people (id) on delete set null,
    at     timestamptz not null
);
create index series_events_of on series_events (series, at);
create index series_events_person on series_events (person);
create index series_events_about on series_events (about);

-- Whoever is asked sees this and nothing more, and is named to nobody but the keeper. The row goes when they say yes.
create table series_invitations (
    series      uuid not null references series (id) on delete cascade,
    person      uuid not null references people (id) on delete cascade,
    kind        text not null,
    name        text not null,
    asked_by    uuid references people (id) on delete set null,
    asked_at    timestamptz not null,
    declined_at timestamptz,
    primary key (series, person)
);
create index series_invitations_person on series_invitations (person);
create index series_invitations_asked_by on series_invitations (asked_by);

create table series_contracts (
    series   uuid primary key references series (id) on delete cascade,
    parts    bytea not null,
    version  int not null,
    saved_by uuid references people (id) on delete set null,
    saved_at timestamptz not null
);
create index series_contracts_saved_by on series_contracts (saved_by);

-- A signature is for one version: what was changed since is not signed.
create table series_signatures (
    series  uuid not null references series (id) on delete cascade,
    person  uuid not null references people (id) on delete cascade,
    version int not null,
    at      timestamptz not null,
    primary key (series, person)
);
create index series_signatures_person on series_signatures (person);

-- What somebody takes along when it ends.
create table series_farewells (
    id     uuid primary key,
    series uuid not null references series (id) on delete cascade,
    person uuid not null references people (id) on delete cascade,
    text   bytea not null,
    at     timestamptz not null,
    unique (series, person)
);
create index series_farewells_person on series_farewells (person);

create table meetings (
    id           uuid primary key,
    series       uuid not null references series (id) on delete cascade,
    number       int not null,
    -- The one they say goodbye at.
    is_last      boolean not null default false,
    minutes      int not null check (minutes > 0),
    place        bytea,
    facilitator  uuid references people (id) on delete set null,
    -- Counts the proposals of times.
    round        int not null default 0,
    planned_at   timestamptz,
    -- Counts what calendars were told.
    sequence     int not null default 0,
    -- Who said beforehand that they cannot come.
    away         uuid[] not null default '{}',
    -- Who came, and how many were in it that day; written afterwards.
    came         uuid[],
    expected     int,
    cancelled_at timestamptz,
    -- When the answers about the meeting were shown to all who are in it.
    shown_at     timestamptz,
    -- Counts every change of the agenda.
    version      int not null default 1,
    made_at      timestamptz not null,
    unique (series, number)
);
create index meetings_planned on meetings (planned_at) where planned_at is not null and cancelled_at is null;
create index meetings_facilitator on meetings (facilitator);

create table meeting_times (
    id        uuid primary key,
    series    uuid not null references series (id) on delete cascade,
    meeting   uuid not null references meetings (id) on delete cascade,
    starts_at timestamptz not null,
    unique (meeting, starts_at)
);
create index meeting_times_series on meeting_times (series);

create table meeting_votes (
    time    uuid not null references meeting_times (id) on delete cascade,
    person  uuid not null references people (id) on delete cascade,
    series  uuid not null references series (id) on delete cascade,
    can     text not null,
    primary key (time, person)
);
create index meeting_votes_person on meeting_votes (person);
create index meeting_votes_series on meeting_votes (series);

-- A point of the agenda: out of a tool (its id in the content), or in their own words.
create table meeting_points (
    id       uuid primary key,
    series   uuid not null references series (id) on delete cascade,
    meeting  uuid not null references meetings (id) on delete cascade,
    position int not null,
    source   text,
    title    bytea,
    text     bytea,
    minutes  int not null,
    -- What was agreed before and is still open is looked at here.
    carries  boolean not null default false
);
create index meeting_points_of on meeting_points (meeting, position);
create index meeting_points_series on meeting_points (series);

-- Who has said how a meeting was stands here, what they said there: nothing leads from the one to the other.
create table meeting_evaluators (
    meeting uuid not null references meetings (id) on delete cascade,
    person  uuid not null references people (id) on delete cascade,
    series  uuid not null references series (id) on delete cascade,
    primary key (meeting, person)
);
create index meeting_evaluators_person on meeting_evaluators (person);
create index meeting_evaluators_series on meeting_evaluators (series);

create table meeting_evaluations (
    id      uuid primary key,
    series  uuid not null references series (id) on delete cascade,
    meeting uuid not null references meetings (id) on delete cascade,
    worth   text not null,
    worked  bytea,
    change  bytea
);
create index meeting_evaluations_of on meeting_evaluations (meeting);
create index meeting_evaluations_series on meeting_evaluations (series);

grant select, insert, update, delete on series, series_invitations, series_contracts, series_signatures, series_farewells,
    meetings, meeting_times, meeting_votes, meeting_points to omtanke_app;
grant select, insert, delete on series_events, meeting_evaluators, meeting_evaluations to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['series', 'series_events', 'series_invitations', 'series_contracts', 'series_signatures', 'series_farewells',
        'meetings', 'meeting_times', 'meeting_votes', 'meeting_points', 'meeting_evaluators', 'meeting_evaluations'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
    end loop;
    -- What hangs under a series is seen by those who see the series: the inner query passes its policy too.
    foreach t in array array['series_events', 'series_contracts', 'meetings', 'meeting_times', 'meeting_points'] loop
        execute format('create policy the_group on %I using ((select chores_at_work()) or exists (select from series s where s.id = series))', t);
    end loop;
    -- Everybody in it reads these; each writes their own.
    foreach t in array array['series_signatures', 'series_farewells', 'meeting_votes', 'meeting_evaluators'] loop
        execute format('create policy the_group on %I for select using (exists (select from series s where s.id = series))', t);
        execute format('create policy oneself on %I using (person = (select acting_person()) and exists (select from series s where s.id = series))', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;

create policy the_group on series using (members @> array[(select acting_person())] or (select chores_at_work()));

create policy asked on series_invitations for select using (person = (select acting_person()));
-- Nobody says no for somebody else.
create policy declines on series_invitations for update using (person = (select acting_person())) with check (person = (select acting_person()));
create policy kept on series_invitations using (exists (select from series s where s.id = series and s.keeper = (select acting_person()))) with check (
    exists (select from series s where s.id = series and s.keeper = (select acting_person())));
create policy at_chores on series_invitations using ((select chores_at_work()));

-- What was said of a meeting is written by those in it, and read only when it is shown.
create policy said on meeting_evaluations for insert with check (exists (select from meetings m where m.id = meeting and m.series = meeting_evaluations.series and m.shown_at is null));
create policy shown on meeting_evaluations for select using (exists (select from meetings m where m.id = meeting and m.shown_at is not null));
create policy at_chores on meeting_evaluations using ((select chores_at_work()));

-- Somebody who was asked comes in. Until they are in they cannot see the series, and afterwards the invitation is of no use.
create function join_series(which uuid) returns boolean language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true); me uuid := acting_person(); came boolean;
begin
    if me is null or not exists (select from series_invitations i where i.series = which and i.person = me) then return false; end if;
    perform set_config('omtanke.chores', 'on', true);
    update series set members = members || me where id = which and ended_at is null and not members @> array[me];
    came := exists (select from series s where s.id = which and s.members @> array[me]);
    if came then delete from series_invitations i where i.series = which and i.person = me; end if;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return came;
end $$;

-- Somebody goes out: oneself, or by a chore whoever has left the workplace. Who has been in it longest keeps it then. Of the last one the id stays, which the chore that erases finds.
create function leave_series(which uuid, who uuid) returns void language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    if who is distinct from acting_person() and not chores_at_work() then return; end if;
    perform set_config('omtanke.chores', 'on', true);
    delete from meeting_votes v using meeting_times t, meetings m where t.id = v.time and m.id = t.meeting and v.person = who and m.series = which and m.planned_at is null;
    delete from series_signatures s where s.series = which and s.person = who;
    update series s set members = array_remove(s.members, who), keeper = case when s.keeper = who then (array_remove(s.members, who))[1] else s.keeper end,
        offered_to = case when who in (s.offered_to, s.keeper) then null else s.offered_to end
        where s.id = which and s.members @> array[who] and cardinality(s.members) > 1;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- Somebody who is erased leaves the series they were in.
create function leave_all_series() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    perform leave_series(s.id, old.id) from series s where s.members @> array[old.id];
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return old;
end $$;
create trigger leaves_series before delete on people for each row execute function leave_all_series();

-- What came of the evaluation is shown with nothing that tells who wrote first: ids are random, and the rows are written anew in their order.
create function show_evaluations(which uuid, at timestamptz) returns void language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    if not exists (select from meetings m where m.id = which and m.shown_at is null) then return; end if;
    perform set_config('omtanke.chores', 'on', true);
    with taken as (delete from meeting_evaluations e where e.meeting = which returning *)
    insert into meeting_evaluations select * from taken order by id;
    update meetings m set shown_at = at where m.id = which;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- What was agreed at a meeting is seen by those who are in the series, and kept by all of them: they look at it together. Of what is stuck, whoever calls the meetings is told.
create policy of_the_series on actions for select using (origin = 'Meeting' and keeps_origin(origin, origin_id));
create or replace function keeps_origin(of_origin text, of_id uuid) returns boolean language sql stable as
$$
    select case of_origin
        when 'Workshop' then exists (select from workshops w where w.id = of_id and w.facilitators @> array[acting_person()])
        when 'Apv' then exists (select from apvs a where a.id = of_id and a.keepers @> array[acting_person()])
        when 'Meeting' then exists (select from series s where s.id = of_id and s.members @> array[acting_person()])
        else false end
$$;
create or replace function origin_keepers(of_origin text, of_id uuid) returns uuid[] language sql stable as
$$
    select coalesce(case of_origin
        when 'Workshop' then (select w.facilitators from workshops w where w.id = of_id)
        when 'Apv' then (select a.keepers from apvs a where a.id = of_id)
        when 'Collection' then (select c.keepers from collections c where c.id = of_id)
        when 'Meeting' then (select array[s.keeper] from series s where s.id = of_id) end, '{}')
$$;
