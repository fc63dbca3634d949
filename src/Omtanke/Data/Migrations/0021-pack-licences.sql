-- Somebody said yes, for the workplace, to the terms of somebody else's questions: who, when, and to which version. It stays as it was said.
create table pack_licences (
    id      uuid primary key,
    pack    text not null,
    version text not null,
    licence text not null,
    person  uuid references people (id) on delete set null,
    at      timestamptz not null,
    unique (pack, version)
);
create index pack_licences_person on pack_licences (person);
grant select, insert on pack_licences to omtanke_app;
alter table pack_licences enable row level security;
alter table pack_licences force row level security;
create policy read_by_all on pack_licences for select using (true);
create policy given on pack_licences for insert with check ((select asks_anybody()) and person = (select acting_person()));
