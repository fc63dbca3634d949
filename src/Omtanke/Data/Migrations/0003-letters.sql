-- The outbox: a letter is written in the same transaction as what it tells about, and sent afterwards.
-- The body is sealed and is removed when the letter has left.

create table letters (
    id         uuid primary key,
    -- By bytes, so that all letters about one thing can be found by how their keys begin.
    unique_key text collate "C" not null unique,
    to_name    text not null,
    to_email   text not null,
    subject    text not null,
    body       bytea,
    written_at timestamptz not null,
    send_at    timestamptz not null,
    tries      int not null default 0,
    sent_at    timestamptz,
    dead_at    timestamptz,
    last_error text
);
create index letters_due on letters (send_at) where sent_at is null and dead_at is null;
create index letters_dead on letters (dead_at) where dead_at is not null;

-- Data Protection keys, shared by every node.
create table protection_keys (
    name text primary key,
    xml  text not null
);

-- The demo's clock and small facts the product remembers about itself (last backup, last chain head …).
create table facts (
    name  text primary key,
    value text not null,
    at    timestamptz not null
);
grant select, insert, update, delete on letters, protection_keys, facts to omtanke_app;

-- Every change of the units leaves a new mark: whoever remembers the tree by its mark knows without reading it whether it still stands.
create function mark_units() returns trigger language plpgsql as $$
begin
    insert into facts (name, value, at) values ('units', gen_random_uuid()::text, now()) on conflict (name) do update set value = excluded.value, at = excluded.at;
    return null;
end $$;
create trigger units_marked after insert or update or delete or truncate on units for each statement execute function mark_units();
