-- What each yes in a case is to, precisely: to which leader, and to which text. What is passed on to the leader, and meetings of three.

-- The leader a yes names, and the print of the text it is to: another leader, or another text, is asked about anew.
alter table case_consents add column leader uuid references people (id) on delete cascade;
alter table case_consents add column text_hash bytea;
create index case_consents_leader on case_consents (leader) where leader is not null;

-- A sentence for the leader, word for word as the employee is shown it, and never changed: put otherwise it is another, and what a leader was told stays as it was told. The print is salted, and the salt is sealed with the text: it tells nothing to whoever guesses.
create table case_messages (
    id          uuid primary key,
    case_id     uuid not null references cases (id) on delete cascade,
    leader      uuid not null references people (id) on delete cascade,
    author      uuid references people (id) on delete set null,
    text        bytea not null,
    hash        bytea not null,
    written_at  timestamptz not null,
    -- When it was taken away, or put otherwise.
    replaced_at timestamptz
);
create index case_messages_of on case_messages (case_id, written_at);
create index case_messages_leader on case_messages (leader);
create index case_messages_author on case_messages (author);

-- A meeting of three: of the employee of the case and these two. Who said yes stands with each one's own consents; who called it off stands nowhere.
create table case_meetings (
    id           uuid primary key,
    case_id      uuid not null references cases (id) on delete cascade,
    leader       uuid not null references people (id) on delete cascade,
    psychologist uuid not null references people (id) on delete cascade,
    starts_at    timestamptz not null,
    minutes      int not null check (minutes between 15 and 240),
    place        bytea,
    -- When this time was proposed: a yes from before that was to another time.
    asked_at     timestamptz not null,
    round        int not null default 1,
    booked_at    timestamptz,
    cancelled_at timestamptz,
    -- How it stands on the rail.
    contact      uuid references case_contacts (id) on delete set null
);
create index case_meetings_of on case_meetings (case_id, asked_at);
create index case_meetings_ahead on case_meetings (starts_at) where cancelled_at is null;
create index case_meetings_leader on case_meetings (leader);
create index case_meetings_psychologist on case_meetings (psychologist);
create index case_meetings_contact on case_meetings (contact);

-- Whether something is open at this moment to the leader who asks: they have contact, and the employee's live yes names this thing, this leader and this text.
create function open_to_leader(of_case uuid, of_topic text, of_about uuid, of_text bytea) returns boolean language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); holds boolean;
begin
    perform set_config('omtanke.chores', 'on', true);
    select exists (
        select from cases c join case_consents k on k.case_id = c.id and k.topic = of_topic and k.about = of_about and k.person = c.employee
        where c.id = of_case and c.leader = acting_person() and c.leader_left_at is null and leader_has_contact(c.id, c.employee, c.leader, c.registered_by)
            and k.leader = c.leader and k.given_at >= c.leader_since and k.withdrawn_at is null and k.text_hash is not distinct from of_text) into holds;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return holds;
end $$;

-- Whether all three say yes to this time at this moment. Not who: whoever said no is nobody's to know. False to whoever may not see the meeting.
create function three_agree(which uuid) returns boolean language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); holds boolean;
begin
    if not exists (select from case_meetings m where m.id = which) then return false; end if;
    perform set_config('omtanke.chores', 'on', true);
    select count(distinct k.person) = 3 into holds
        from case_meetings m join cases c on c.id = m.case_id
        join case_consents k on k.case_id = c.id and k.topic = 'ThreeParty' and k.about = m.id and k.person in (c.employee, c.leader, c.psychologist)
        where m.id = which and m.cancelled_at is null and c.closed_at is null and c.leader = m.leader and c.leader_since <= m.asked_at and c.psychologist = m.psychologist
            and c.leader_left_at is null and leader_has_contact(c.id, c.employee, c.leader, c.registered_by) and k.given_at >= m.asked_at and k.withdrawn_at is null;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return holds;
end $$;

grant select, insert on case_messages to omtanke_app;
grant update (replaced_at) on case_messages to omtanke_app;
grant select, insert, update on case_meetings to omtanke_app;
revoke execute on function open_to_leader(uuid, text, uuid, bytea), three_agree(uuid) from public;
grant execute on function open_to_leader(uuid, text, uuid, bytea), three_agree(uuid) to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['case_messages', 'case_meetings'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;

create policy of_the_two on case_messages for select using (exists (select from cases c where c.id = case_id and (select acting_person()) in (c.employee, c.psychologist)));
create policy of_the_leader on case_messages for select using (leader = (select acting_person()) and open_to_leader(case_id, 'PassOn', id, hash));
create policy of_the_psychologist on case_messages using (exists (select from cases c where c.id = case_id and c.psychologist = (select acting_person())));

create policy of_the_three on case_meetings using (exists (select from cases c where c.id = case_id and (select acting_person()) in (c.employee, case_meetings.leader, case_meetings.psychologist)));

-- The meeting of three stands on the rail, whichever of the three books it or calls it off.
create policy of_three on case_contacts for insert with check (kind = 'ThreeParty' and exists (select from cases c where c.id = case_id));
create policy of_three_later on case_contacts for update using (kind = 'ThreeParty' and exists (select from cases c where c.id = case_id)) with check (kind = 'ThreeParty');

-- What is open to the leader, they know to be said yes to: only while it is. (The function looks as a chore does; what it looks at must not ask it again.)
create policy to_the_leader on case_consents for select using (
    not (select chores_at_work()) and leader = (select acting_person()) and withdrawn_at is null and open_to_leader(case_id, topic, about, text_hash));
