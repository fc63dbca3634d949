-- Early intervention (catalogue 3): the course of one employee with a psychologist, and the leader in it. This is no journal: what stands in plain columns is who, when,
-- how long and how far; what was said at the registration is sealed under the case's own key; no text about the employee stands anywhere.

create table cases (
    id             uuid primary key,
    employee       uuid not null references people (id),
    -- Where the employee belonged then.
    unit           uuid references units (id) on delete set null,
    source         text not null,
    registered_by  uuid not null references people (id),
    -- Who has the leader contact. Where the employee registered: nobody, until the employee says so.
    leader         uuid references people (id) on delete set null,
    psychologist   uuid references people (id) on delete set null,
    state          text not null,
    urgency        text not null,
    -- What the employee would rather speak.
    language       text not null,
    key            uuid not null,
    registered_at  timestamptz not null,
    assigned_at    timestamptz,
    begun_at       timestamptz,
    closed_at      timestamptz,
    -- Since when this leader has had contact. Whatever was said yes to before that was for somebody else, or for another time: it opens nothing.
    leader_since   timestamptz,
    -- Since when the leader no longer leads the employee: from then on they see nothing.
    leader_left_at timestamptz,
    erase_on       date,
    notice_sent_at timestamptz,
    version        int not null default 0,
    check (employee <> leader),
    check (employee <> psychologist),
    check (leader <> psychologist),
    check ((source = 'Employee') = (registered_by = employee))
);
-- In the order of the list: the open ones first, then the latest.
create index cases_employee on cases (employee, (closed_at is null) desc, (coalesce(closed_at, registered_at)) desc, id);
create index cases_leader on cases (leader, (closed_at is null) desc, (coalesce(closed_at, registered_at)) desc, id) where leader is not null;
create index cases_psychologist on cases (psychologist, (closed_at is null) desc, (coalesce(closed_at, registered_at)) desc, id) where psychologist is not null;
create index cases_open_of on cases (psychologist) where closed_at is null and psychologist is not null;
create index cases_unit on cases (unit);
create index cases_registered_by on cases (registered_by);
create index cases_free on cases (registered_at) where closed_at is null and psychologist is null;
create index cases_erase on cases (erase_on) where erase_on is not null;

-- Whatever the program thinks: who has the leader contact is the employee's to say, and who has the case is settled by the team's own functions and by the chores.
create function count_case() returns trigger language plpgsql as
$$ begin
    if not chores_at_work() then
        if new.psychologist is distinct from old.psychologist then raise exception 'A case is given out and handed on by the team.'; end if;
        if (new.leader, new.leader_since) is distinct from (old.leader, old.leader_since) and acting_person() is distinct from old.employee then
            raise exception 'The employee says who has the leader contact.'; end if;
    end if;
    new.version := old.version + 1;
    return new;
end $$;
create trigger counts before update on cases for each row execute function count_case();

-- What was said at the registration, and where else there is help when it was declined: for the employee and the psychologist on the case, and nobody else.
create table case_registrations (
    id       uuid primary key references cases (id) on delete cascade,
    text     bytea not null,
    signpost bytea
);

-- What a psychologist says of themself, so that whoever leads the team can give cases out.
create table case_psychologists (
    person     uuid primary key references people (id) on delete cascade,
    languages  text[] not null default '{}',
    away_from  date,
    away_until date,
    check (away_until is null or away_from is not null and away_until >= away_from)
);

-- How many open cases each psychologist has: counted at every change, so that whoever gives cases out need not count them all at every look.
create table case_loads (
    psychologist uuid primary key references people (id) on delete cascade,
    waiting      int not null,
    under_way    int not null
);

-- Always in the same order, so that two hand-overs at once never wait for each other. Whoever is just being erased has no load any more.
create function count_load() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    insert into case_loads as l (psychologist, waiting, under_way)
        select p.id, coalesce(sum(change.n) filter (where change.waits), 0), coalesce(sum(change.n) filter (where not change.waits), 0) from people p
        join (values (old.psychologist, old.closed_at, old.begun_at is null, -1), (new.psychologist, new.closed_at, new.begun_at is null, 1)) as change (psychologist, closed_at, waits, n)
            on change.psychologist = p.id and change.closed_at is null
        group by p.id order by p.id
    on conflict (psychologist) do update set waiting = l.waiting + excluded.waiting, under_way = l.under_way + excluded.under_way;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return null;
end $$;
create trigger counts_load after insert or delete or update of psychologist, begun_at, closed_at on cases for each row execute function count_load();

-- Who takes cases on is looked up among all who hold some role.
create index roles_held on roles (role) where until_on is null;

create table case_events (
    id      uuid primary key,
    case_id uuid not null references cases (id) on delete cascade,
    what    text not null,
    person  uuid references people (id) on delete set null,
    about   uuid references people (id) on delete set null,
    at      timestamptz not null
);
create index case_events_of on case_events (case_id, at);
create index case_events_person on case_events (person);
create index case_events_about on case_events (about);

create table case_contacts (
    id           uuid primary key,
    case_id      uuid not null references cases (id) on delete cascade,
    kind         text not null,
    due_on       date,
    held_on      date,
    minutes      int check (minutes between 1 and 600),
    with_whom    text,
    done_by      uuid references people (id) on delete set null,
    -- The leader it was held with: whoever comes after sees their own.
    leader       uuid references people (id) on delete set null,
    cancelled_at timestamptz,
    made_at      timestamptz not null,
    version      int not null default 1,
    check (due_on is not null or held_on is not null)
);
create index case_contacts_of on case_contacts (case_id);
create index case_contacts_planned on case_contacts (case_id, due_on) where held_on is null and cancelled_at is null;
create index case_contacts_done_by on case_contacts (done_by);
create index case_contacts_leader on case_contacts (leader) where leader is not null;

-- A guide card somebody has been through: that it was done, and nothing of what came of it.
create table case_guides (
    case_id uuid not null references cases (id) on delete cascade,
    person  uuid not null references people (id) on delete cascade,
    card    text not null,
    done_on date not null,
    primary key (case_id, person, card)
);
create index case_guides_person on case_guides (person);

-- Yeses and noes, each signed by the person themself. A row is never changed but once: when it is taken back. A no without an earlier yes has no given_at.
create table case_consents (
    id           uuid primary key,
    case_id      uuid not null references cases (id) on delete cascade,
    topic        text not null,
    -- What it is for: the leader, the message, the plan or the meeting.
    about        uuid not null,
    person       uuid not null references people (id) on delete cascade,
    given_at     timestamptz,
    withdrawn_at timestamptz,
    check (given_at is not null or withdrawn_at is not null),
    check (withdrawn_at >= given_at)
);
create index case_consents_of on case_consents (case_id, topic, about, person);
create unique index case_consents_one_live on case_consents (case_id, topic, about, person) where withdrawn_at is null;
create index case_consents_person on case_consents (person);
create index case_consents_about on case_consents (about);

create function consent_stays() returns trigger language plpgsql as
$$ begin
    if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then raise exception 'What was taken back stays taken back: a new yes is a new row.'; end if;
    return new;
end $$;
create trigger stays before update on case_consents for each row execute function consent_stays();

-- Whether this leader has contact at this moment: the employee's latest word decides. Where the leader registered, with the employee's knowledge, it holds until the employee says otherwise.
-- It looks as a chore does, and looks no longer when it is done: a leader asks it of a case they may not see.
create function leader_has_contact(of_case uuid, of_employee uuid, of_leader uuid, registered_by uuid) returns boolean language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); holds boolean;
begin
    perform set_config('omtanke.chores', 'on', true);
    select case when count(*) = 0 then of_leader = registered_by else bool_or(c.given_at is not null and c.withdrawn_at is null) end into holds
        from case_consents c where c.case_id = of_case and c.topic = 'LeaderContact' and c.about = of_leader and c.person = of_employee;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return holds;
end $$;

create function leads_cases() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.role = 'TeamLead' and r.until_on is null) $$;

create function takes_cases() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.role = 'Psychologist' and r.until_on is null) $$;

-- Whether somebody leads somebody, on any step of their way up: whoever does is nobody's psychologist there.
create function leads_person(leader uuid, employee uuid) returns boolean language sql stable as
$$ with recursive above as (
        select u.id, u.parent from memberships m join units u on u.id = m.unit where m.person = employee and m.until_on is null
        union
        select u.id, u.parent from above join units u on u.id = above.parent)
    select exists (select from above join roles r on r.unit = above.id where r.person = leader and r.role = 'Leader' and r.until_on is null) $$;

-- The open cases as the team sees them: one of them, those of one psychologist, or those that nobody has; when, how urgent, in what language; never whose or why. Those that hurry come first, then the
-- oldest, no more than so many of so many in all. Who leads the team sees all of them, a psychologist those that nobody has. Nobody finds a case here that they are in themself.
create function cases_of_team(which uuid, whose uuid, most int)
    returns table (id uuid, source text, urgency text, language text, registered_at timestamptz, assigned_at timestamptz, begun_at timestamptz, psychologist uuid, version int, of_all int)
-- One plan for all who ask: to think of it anew at each look would take longer than the answer.
language plpgsql stable set plan_cache_mode = force_generic_plan as
$$ declare before text := current_setting('omtanke.chores', true); me uuid := acting_person(); lead boolean := leads_cases(); takes boolean := takes_cases();
    leads boolean := exists (select from roles r where r.person = me and r.role = 'Leader' and r.until_on is null);
begin
    if not (lead or takes) then return; end if;
    perform set_config('omtanke.chores', 'on', true);
    return query
        select c.id, c.source, c.urgency, c.language, c.registered_at, c.assigned_at, c.begun_at, c.psychologist, c.version, (count(*) over ())::int from (
            select * from cases one where one.id = which
            union all select * from cases one where which is null and one.psychologist = whose
            union all select * from cases one where which is null and whose is null and one.psychologist is null) c
        where c.closed_at is null and (lead or c.psychologist is null) and me not in (c.employee, c.registered_by) and c.leader is distinct from me and not (leads and leads_person(me, c.employee))
        order by c.urgency = 'Soon' desc, c.registered_at, c.id limit most;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- How much each psychologist has: numbers, for whoever leads the team. Those who are here and have fewest come first. Left to most: so many of them, the first few who speak each language, and whoever is asked for.
create function case_load(today date, most int, few int, asked uuid) returns table (person uuid, name text, languages text[], away_from date, away_until date, waiting int, under_way int)
language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); lead boolean := leads_cases();
begin
    if not lead then return; end if;
    perform set_config('omtanke.chores', 'on', true);
    return query
        with team as (
            select r.person, s.languages, s.away_from, s.away_until, coalesce(l.waiting, 0) as waiting, coalesce(l.under_way, 0) as under_way,
                row_number() over (order by coalesce(today between s.away_from and coalesce(s.away_until, today), false), coalesce(l.waiting + l.under_way, 0), r.person) as place
            from (select distinct held.person from roles held where held.role = 'Psychologist' and held.until_on is null) r
            left join case_psychologists s on s.person = r.person left join case_loads l on l.psychologist = r.person),
        speakers as (select one.person, row_number() over (partition by spoken.language collate "C" order by one.place) as place from team one, unnest(one.languages) as spoken (language))
        select p.id, p.name, coalesce(one.languages, '{}'), one.away_from, one.away_until, one.waiting, one.under_way from team one join people p on p.id = one.person and p.left_on is null
        where most is null or one.place <= most or one.person = asked or one.person in (select speaker.person from speakers speaker where speaker.place <= few)
        order by one.place;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- Somebody of the team takes a case on, or whoever leads the team gives it to somebody. What is planned first stands with it: the talk with the employee, and the call to the leader where there is one.
-- Gives back whom to tell; nothing where it was not to be: somebody else was first, or the psychologist is in it themself.
create function assign_case(which uuid, to_whom uuid, expected int, now_at timestamptz, talk_on date, call_on date) returns table (employee uuid, earlier uuid) language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true); me uuid := acting_person(); lead boolean := leads_cases(); takes boolean := takes_cases(); one cases;
begin
    if not (lead or takes and to_whom = me) then return; end if;
    if not exists (select from roles r join people p on p.id = r.person and p.left_on is null where r.person = to_whom and r.role = 'Psychologist' and r.until_on is null) then return; end if;
    perform set_config('omtanke.chores', 'on', true);
    select * into one from cases c where c.id = which for update;
    if one.id is not null and one.closed_at is null and one.version = expected and (lead or one.psychologist is null) and one.psychologist is distinct from to_whom
        and to_whom not in (one.employee, one.registered_by) and one.leader is distinct from to_whom and me not in (one.employee, one.registered_by) and one.leader is distinct from me
        and not leads_person(to_whom, one.employee) and not leads_person(me, one.employee)
    then
        update cases c set psychologist = to_whom, assigned_at = coalesce(c.assigned_at, now_at) where c.id = which;
        insert into case_events (id, case_id, what, person, about, at)
            values (gen_random_uuid(), which, case when one.assigned_at is null then 'Assigned' else 'HandedOver' end, me, to_whom, now_at);
        insert into case_contacts (id, case_id, kind, due_on, made_at) select gen_random_uuid(), which, 'Talk', talk_on, now_at
            where not exists (select from case_contacts k where k.case_id = which and k.kind = 'Talk' and k.cancelled_at is null);
        insert into case_contacts (id, case_id, kind, due_on, made_at) select gen_random_uuid(), which, 'LeaderStart', call_on, now_at
            where one.leader is not null and one.leader_left_at is null and leader_has_contact(which, one.employee, one.leader, one.registered_by)
                and not exists (select from case_contacts k where k.case_id = which and k.kind = 'LeaderStart' and k.cancelled_at is null);
        employee := one.employee;
        earlier := one.psychologist;
        return next;
    end if;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- The psychologist gives a case back to the team, and from then on sees nothing of it.
create function hand_case_back(which uuid, expected int, now_at timestamptz) returns boolean language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true); me uuid := acting_person(); given boolean;
begin
    perform set_config('omtanke.chores', 'on', true);
    update cases c set psychologist = null where c.id = which and c.psychologist = me and c.closed_at is null and c.version = expected;
    given := found;
    if given then insert into case_events (id, case_id, what, person, at) values (gen_random_uuid(), which, 'GivenBack', me, now_at); end if;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return given;
end $$;

grant select, insert, delete on cases to omtanke_app;
-- Whose it is, who asked for it and by which key it is read is never changed.
grant update (leader, leader_since, leader_left_at, psychologist, state, assigned_at, begun_at, closed_at, erase_on, notice_sent_at) on cases to omtanke_app;
grant select, insert, update, delete on case_contacts, case_guides, case_psychologists to omtanke_app;
grant select, insert, update on case_loads to omtanke_app;
grant select, insert on case_events, case_registrations, case_consents to omtanke_app;
grant update (signpost) on case_registrations to omtanke_app;
-- Of a consent nothing is ever changed but that it is taken back.
grant update (withdrawn_at) on case_consents to omtanke_app;
revoke execute on function cases_of_team(uuid, uuid, int), case_load(date, int, int, uuid), assign_case(uuid, uuid, int, timestamptz, date, date), hand_case_back(uuid, int, timestamptz) from public;
grant execute on function leader_has_contact(uuid, uuid, uuid, uuid), leads_cases(), takes_cases(), leads_person(uuid, uuid), cases_of_team(uuid, uuid, int), case_load(date, int, int, uuid),
    assign_case(uuid, uuid, int, timestamptz, date, date), hand_case_back(uuid, int, timestamptz) to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['cases', 'case_registrations', 'case_events', 'case_contacts', 'case_guides', 'case_consents', 'case_psychologists', 'case_loads'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;

-- The three of it. A psychologist only as long as they are one; a leader only as long as they lead the employee and the employee wants it.
create policy of_the_employee on cases using (employee = (select acting_person())) with check (employee = (select acting_person()));
create policy of_the_psychologist on cases using (psychologist = (select acting_person()) and (select takes_cases())) with check (psychologist = (select acting_person()));
-- A chore sees all of them anyway, and is spared the question that is asked of each.
create policy of_the_leader on cases using (not (select chores_at_work()) and leader = (select acting_person()) and leader_left_at is null and leader_has_contact(id, employee, leader, registered_by))
    with check (leader = (select acting_person()) and registered_by = (select acting_person()));

-- Only what is due to be forgotten goes, with its key and a stone.
create policy only_forgotten on cases as restrictive for delete using ((select chores_at_work()));
create policy only_forgotten on case_contacts as restrictive for delete using ((select chores_at_work()));

create policy seen on case_registrations for select using (exists (select from cases c where c.id = case_registrations.id and (select acting_person()) in (c.employee, c.psychologist)));
create policy said on case_registrations for insert with check (exists (select from cases c where c.id = case_registrations.id and c.registered_by = (select acting_person())));

create policy pointed on case_registrations for update using (exists (select from cases c where c.id = case_registrations.id and c.psychologist = (select acting_person())));

create policy oneself on case_psychologists using (person = (select acting_person()) and (select takes_cases()));

-- The leader sees what concerns them: not when the first talk was, not who ended it unless they did, and nothing from before their time.
create policy seen on case_events for select using (exists (
    select from cases c where c.id = case_id and ((select acting_person()) in (c.employee, c.psychologist) or (what not in ('Begun', 'Withdrawn', 'Closed') or person = (select acting_person())) and at >= c.leader_since)));
create policy told on case_events for insert with check (person = (select acting_person()) and exists (select from cases c where c.id = case_id));

-- That somebody talks with a psychologist, and when, is theirs: the leader sees the contacts that are with the leader, and of those held only their own.
create policy seen on case_contacts for select using (exists (
    select from cases c where c.id = case_id and ((select acting_person()) in (c.employee, c.psychologist)
        or kind <> 'Talk' and case when held_on is not null then case_contacts.leader = c.leader else coalesce(cancelled_at >= c.leader_since, true) end)));
create policy written on case_contacts using (exists (select from cases c where c.id = case_id and (select acting_person()) in (c.employee, c.psychologist)));

create policy oneself on case_guides using (person = (select acting_person()) and exists (select from cases c where c.id = case_id));

-- One's own; what is about oneself, in a case one may see; and, for the psychologist, whether there is leader contact, and what holds. Who said yes or no to a meeting of three is each one's own,
-- and whoever was never let in does not learn that there was a question. (The function that cases ask looks as a chore does; what it looks at must not ask it again.)
create policy oneself on case_consents for select using (
    person = (select acting_person()) or not (select chores_at_work()) and about = (select acting_person()) and exists (select from cases c where c.id = case_id));
create policy of_the_psychologist on case_consents for select using (
    topic <> 'ThreeParty' and (topic = 'LeaderContact' or withdrawn_at is null) and exists (select from cases c where c.id = case_id and c.psychologist = (select acting_person())));
-- Nobody speaks for somebody else, and what is the employee's to say is said by the employee.
create policy given on case_consents for insert with check (
    person = (select acting_person()) and exists (select from cases c where c.id = case_id and (topic = 'ThreeParty' or c.employee = (select acting_person()))));
create policy withdrawn on case_consents for update using (person = (select acting_person())) with check (person = (select acting_person()));
