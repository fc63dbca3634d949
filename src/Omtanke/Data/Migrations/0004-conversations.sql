-- The care conversation. Everything somebody wrote is sealed (bytea); what stands in plain columns is who, when and state.

create table conversations (
    id               uuid primary key,
    employee         uuid not null references people (id),
    leader           uuid not null references people (id),
    begun_by         uuid not null references people (id),
    form             text not null,
    state            text not null,
    key              uuid not null,
    message          bytea,
    place            bytea,
    companion        bytea,
    regret           bytea,
    minutes          int  not null,
    round            int  not null default 0,
    planned_at       timestamptz,
    next_talk_at     timestamptz,
    retention_months int  not null,
    version          int  not null default 0,
    begun_at         timestamptz not null,
    held_at          timestamptz,
    talk_started_at  timestamptz,
    phase            int  not null default 0,
    phase_at         timestamptz,
    agreed_at        timestamptz,
    text_changed_at  timestamptz,
    closed_at        timestamptz,
    paused_at        timestamptz,
    erase_on         date,
    notice_sent_at   timestamptz,
    follows          uuid,
    check (employee <> leader)
);
create index conversations_employee on conversations (employee, begun_at desc);
create index conversations_leader on conversations (leader, begun_at desc);
create index conversations_erase on conversations (erase_on) where erase_on is not null;
create index conversations_open on conversations (state);
create index conversations_closed on conversations (closed_at) where closed_at is not null;
create index conversations_follows on conversations (follows) where follows is not null;

-- History of states: who did it and when.
create table conversation_events (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    what         text not null,
    person       uuid,
    at           timestamptz not null
);
create index conversation_events_of on conversation_events (conversation, at);

create table proposals (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    proposed_by  uuid not null,
    round        int not null,
    starts_at    timestamptz not null
);
create index proposals_of on proposals (conversation);

-- Private: one row per author and step. Nobody else can see that it exists.
create table preparations (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    author       uuid not null,
    step         text not null,
    key          uuid not null,
    answer       bytea not null,
    version      int not null,
    saved_at     timestamptz not null,
    unique (conversation, author, step)
);

-- Lines somebody chose to bring along from their own preparation: copies.
create table lines (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    author       uuid not null,
    text         bytea not null,
    at           timestamptz not null
);
create index lines_of on lines (conversation, at);

-- The five columns: each person writes own notes in each column, so nobody can overwrite anybody.
create table notes (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    field        text not null,
    author       uuid not null,
    text         bytea not null,
    version      int not null,
    saved_at     timestamptz not null,
    unique (conversation, field, author)
);

create table agreements (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    position     int not null,
    what         bytea not null,
    who          text not null,
    due_on       date not null,
    version      int not null,
    state        text not null,
    state_at     timestamptz not null,
    carried_from uuid
);
create index agreements_of on agreements (conversation, position);
create index agreements_due on agreements (due_on) where state in ('Open', 'Done');

-- A confirmation holds the hash of exactly the text that was read.
create table confirmations (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    person       uuid not null,
    text_hash    bytea not null,
    at           timestamptz not null
);
create index confirmations_of on confirmations (conversation);

create table outcomes (
    id           uuid primary key,
    agreement    uuid not null references agreements (id) on delete cascade,
    conversation uuid not null references conversations (id) on delete cascade,
    person       uuid not null,
    answer       text not null,
    note         bytea,
    version      int not null,
    at           timestamptz not null,
    unique (agreement, person)
);
create index outcomes_of on outcomes (conversation);

-- What has been reminded of, so that nothing is sent twice.
create table reminders (
    id           uuid primary key,
    conversation uuid not null references conversations (id) on delete cascade,
    agreement    uuid,
    person       uuid not null,
    what         text not null,
    for_on       date not null,
    sent_at      timestamptz not null
);
create unique index reminders_once on reminders (conversation, person, what, for_on, coalesce(agreement, conversation));
create index reminders_sent on reminders (sent_at);

-- All that survives an erased conversation: counts.
create table conversation_tallies (
    year  int not null,
    form  text not null,
    ended text not null,
    count int not null,
    primary key (year, form, ended)
);

-- One version number counts every change to a conversation and to all that hangs under it: the live page asks only for that.
create function count_conversation() returns trigger language plpgsql as
$$ begin new.version := old.version + 1; return new; end $$;
create trigger counts before update on conversations for each row execute function count_conversation();

-- Says so to every node at the end of the transaction: which one, and its version. Nothing of what was written.
create function tell_conversation() returns trigger language plpgsql as
$$ begin perform pg_notify('omtanke_changes', new.id || ' ' || new.version); return null; end $$;
create trigger tells after update on conversations for each row execute function tell_conversation();

create function touch_conversation() returns trigger language plpgsql as
$$ begin
    update conversations set version = version where id = case when tg_op = 'DELETE' then old.conversation else new.conversation end;
    return null;
end $$;
do $$
declare t text;
begin
    foreach t in array array['proposals', 'lines', 'notes', 'agreements', 'confirmations', 'outcomes'] loop
        execute format('create trigger touches after insert or update or delete on %I for each row execute function touch_conversation()', t);
    end loop;
end $$;

grant select, insert, update, delete on conversations, conversation_events, proposals, preparations, lines, notes,
    agreements, confirmations, outcomes, reminders to omtanke_app;
grant select, insert, update on conversation_tallies to omtanke_app;

alter table conversations enable row level security;
alter table conversations force row level security;
create policy parties on conversations
    using (employee = (select acting_person()) or (leader = (select acting_person()) and paused_at is null) or (select chores_at_work()))
    with check (employee = (select acting_person()) or leader = (select acting_person()) or (select chores_at_work()));

-- What hangs under a conversation is seen by those who see the conversation: the inner query passes its policy too. Chores see every conversation, and need not ask for each row.
do $$
declare t text;
begin
    foreach t in array array['conversation_events', 'proposals', 'lines', 'notes', 'agreements', 'confirmations', 'outcomes', 'reminders'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy parties on %I using ((select chores_at_work()) or exists (select 1 from conversations c where c.id = conversation))', t);
    end loop;
end $$;

alter table preparations enable row level security;
alter table preparations force row level security;
create policy author_alone on preparations using (author = (select acting_person()));
create policy chores_erase on preparations for delete using ((select chores_at_work()));
create policy chores_find on preparations for select using ((select chores_at_work()));
