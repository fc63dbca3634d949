-- How a case ends, and what is counted of it. What is counted leaves no way back: it waits in a box, sealed, until there are enough to shuffle it among, and then stands without person, case or time.

-- The employee's own word, and what was decided at the end: sealed under the case's own key, for the employee and the psychologist on it.
create table case_endings (
    id       uuid primary key references cases (id) on delete cascade,
    -- When the employee was asked for their own word; theirs to leave out.
    asked_at timestamptz,
    word     bytea,
    decision bytea
);

-- A box of a year, for one thing that is counted. The secret of its envelopes is gone when it has been opened.
create table case_boxes (
    id       uuid primary key,
    what     text not null,
    year     int not null,
    -- The first day of the month it was begun in: a box is opened when that month is over.
    begun_in date not null,
    key      uuid,
    check (extract(day from begun_in) = 1)
);
create index case_boxes_open on case_boxes (what, year) where key is not null;

-- All of one length. The id is chance.
create table case_envelopes (
    id     uuid primary key,
    box    uuid not null references case_boxes (id) on delete cascade,
    sealed bytea not null
);
create index case_envelopes_of on case_envelopes (box);

-- What is counted of a case that is over, or what its employee said of it afterwards. Nothing leads back from here: no person, no case, no time; at every opening all rows of the year are written anew, in an order made by chance.
create table case_facts (
    id         uuid primary key,
    what       text not null,
    year       int not null,
    -- The department; none is the workplace.
    unit_group uuid references units (id) on delete set null,
    answers    jsonb not null
);
create index case_facts_year on case_facts (what, year);
create index case_facts_group on case_facts (unit_group);

-- That somebody has said afterwards how it was, under a name that only the key file makes of a person.
create table case_evaluators (
    mark uuid primary key,
    year int not null
);

-- The figures of a year that is over: what the release gate let out, once, and how many in a band. Written once and never changed.
create table case_years (
    year    int not null,
    what    text not null,
    least   int,
    most    int,
    release jsonb not null,
    made_at timestamptz not null,
    primary key (year, what),
    check ((least is null) = (most is null)),
    check (least >= 5 and most - least >= 4)
);

-- Who reads what the team has learnt: who leads it, and those at the top.
create function reads_case_years() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('TeamLead', 'TopManagement')) $$;

grant select, insert, update, delete on case_endings, case_boxes, case_envelopes, case_facts, case_evaluators to omtanke_app;
grant select, insert on case_years to omtanke_app;
grant execute on function reads_case_years() to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['case_endings', 'case_boxes', 'case_envelopes', 'case_facts', 'case_evaluators'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;
alter table case_years enable row level security;
alter table case_years force row level security;

-- How it ended is no leader's to see.
create policy of_the_two on case_endings using (exists (select from cases c where c.id = case_endings.id and (select acting_person()) in (c.employee, c.psychologist)));

create policy open on case_boxes for select using (key is not null);
create policy begun on case_boxes for insert with check (key is not null);
-- Only the two of a case have anything to put in; what is in it nobody sees.
create policy put_in on case_envelopes for insert with check (exists (select from case_boxes b where b.id = box)
    and exists (select from cases c where (select acting_person()) in (c.employee, c.psychologist)));

create policy own on case_evaluators for select using (mark = any ((select acting_marks())::uuid[]));
create policy given on case_evaluators for insert with check (mark = any ((select acting_marks())::uuid[]) and exists (select from cases c where c.employee = (select acting_person()) and c.state = 'Closed'));

create policy read on case_years for select using ((select reads_case_years()) or (select learns()) or (select chores_at_work()));
create policy made on case_years for insert with check ((select chores_at_work()));
