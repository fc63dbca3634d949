-- The workplace's year: what it has laid into it itself, and the day it has planned for what other rooms know is due.

create table year_entries (
    id         uuid primary key,
    -- What it plans for, by its key; empty for what is the workplace's own.
    occasion   text not null,
    -- The suggestion it was made from; empty for what somebody wrote.
    suggestion text not null,
    kind       text not null,
    -- Empty where the name goes with the suggestion, in every language.
    title      text not null,
    language   text not null,
    note       text not null,
    day        date not null,
    -- The rule of law it comes from, and the last day by it.
    rule       text not null,
    latest_on  date,
    address    text not null,
    done_on    date,
    is_out     boolean not null default false,
    version    int not null,
    made_by    uuid references people (id) on delete set null,
    made_at    timestamptz not null
);
create index year_entries_day on year_entries (day) where not is_out;
create index year_entries_made_by on year_entries (made_by);
-- One plan for one thing, whoever presses first.
create unique index year_entries_occasion on year_entries (occasion) where occasion <> '' and not is_out;

create table year_entry_events (
    id       uuid primary key,
    entry    uuid not null references year_entries (id) on delete cascade,
    what     text not null,
    from_day date,
    to_day   date,
    person   uuid references people (id) on delete set null,
    at       timestamptz not null
);
create index year_entry_events_entry on year_entry_events (entry);
create index year_entry_events_person on year_entry_events (person);

-- A suggestion that nobody wants this year.
create table year_declined (
    year   int not null,
    key    text not null,
    person uuid references people (id) on delete set null,
    at     timestamptz not null,
    primary key (year, key)
);
create index year_declined_person on year_declined (person);

-- That somebody was written to about a legal date so many months before it: once.
create table year_warnings (
    key    text not null,
    due_on date not null,
    months int not null,
    at     timestamptz not null,
    primary key (key, due_on, months)
);

grant select, insert, update, delete on year_entries, year_declined, year_warnings to omtanke_app;
grant select, insert on year_entry_events to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['year_entries', 'year_entry_events', 'year_declined', 'year_warnings'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
    foreach t in array array['year_entries', 'year_entry_events', 'year_declined'] loop
        execute format('create policy read_by_all on %I for select using ((select acting_person()) is not null)', t);
    end loop;
end $$;

-- Who may ask anybody lays the year. Nothing is taken out of it for good while it is kept.
create policy laid on year_entries for insert with check ((select asks_anybody()) and made_by = (select acting_person()));
create policy changed on year_entries for update using ((select asks_anybody())) with check ((select asks_anybody()));
create policy noted on year_entry_events for insert with check ((select asks_anybody()) and person = (select acting_person()));
create policy declined on year_declined for insert with check ((select asks_anybody()) and person = (select acting_person()));
create policy wanted_after_all on year_declined for delete using ((select asks_anybody()));
