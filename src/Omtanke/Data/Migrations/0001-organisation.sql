-- The workplace, its units as a tree, its people, where they belong and which roles they hold.
-- Open within the workplace: no row-level security, but only the app's role may touch it.

create table workplace (
    id                     uuid primary key,
    name                   text not null,
    language               text not null default 'da',
    retention_months       int  not null default 12,
    retention_months_least int  not null default 1,
    retention_months_most  int  not null default 60,
    founded_at             timestamptz not null,
    check (retention_months between retention_months_least and retention_months_most)
);

create table units (
    id     uuid primary key,
    parent uuid references units (id),
    name   text not null
);
create index units_parent on units (parent);

create table people (
    id         uuid primary key,
    name       text not null,
    email      text not null,
    language   text not null default 'da',
    joined_on  date not null,
    left_on    date
);
create unique index people_email on people (lower(email));
create index people_name on people (name);

-- Where a person belongs, from and until: moving keeps history.
create table memberships (
    id         uuid primary key,
    person     uuid not null references people (id),
    unit       uuid not null references units (id),
    from_on    date not null,
    until_on   date,
    check (until_on is null or until_on >= from_on)
);
create unique index memberships_one_now on memberships (person) where until_on is null;
create index memberships_unit on memberships (unit) where until_on is null;
create index memberships_person on memberships (person);

-- Which roles a person holds; unit is set for the leader of a unit, and may be for AMR and TR.
create table roles (
    id         uuid primary key,
    person     uuid not null references people (id),
    role       text not null,
    unit       uuid references units (id),
    from_on    date not null,
    until_on   date,
    check (until_on is null or until_on >= from_on),
    check (role <> 'Leader' or unit is not null)
);
create unique index roles_one_leader_now on roles (unit) where role = 'Leader' and until_on is null;
create index roles_person on roles (person) where until_on is null;
create index roles_unit on roles (unit);

-- The workplace's own video in the place of one of our explainers.
create table videos (
    step    text primary key,
    address text not null,
    title   text not null
);
grant select, insert, update, delete on videos to omtanke_app;

grant select, insert, update on workplace, units, people, memberships, roles to omtanke_app;
grant delete on units, memberships, roles, people to omtanke_app;

-- A file of people waits here between its preview and its confirmation, an hour at most: only the columns we know, sealed.
create table imports (
    id          uuid primary key,
    person      uuid not null references people (id) on delete cascade,
    file_name   text not null,
    uploaded_at timestamptz not null,
    ends_at     timestamptz not null,
    rows        bytea not null
);
create index imports_ends on imports (ends_at);
grant select, insert, delete on imports to omtanke_app;
