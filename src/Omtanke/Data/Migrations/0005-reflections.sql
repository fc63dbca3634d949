-- What one person keeps for themself. Only its author can see that it exists.

create table reflections (
    id       uuid primary key,
    author   uuid not null references people (id),
    tool     text not null,
    step     text not null,
    key      uuid not null,
    answer   bytea not null,
    version  int not null,
    begun_at timestamptz not null,
    saved_at timestamptz not null
);
create index reflections_author on reflections (author, saved_at desc);
grant select, insert, update, delete on reflections to omtanke_app;

alter table reflections enable row level security;
alter table reflections force row level security;
create policy author_alone on reflections using (author = (select acting_person()));
