-- A result that was measured elsewhere and taken in as figures: what may be told of it, from where, and of which day. Only those who may ask anybody see it.
create table other_results (
    id          uuid primary key,
    title       text not null,
    source      text not null,
    measured_on date not null,
    figures     jsonb not null,
    -- How many lines were left out because they told of too few.
    left_out    int not null,
    person      uuid references people (id) on delete set null,
    at          timestamptz not null
);
create index other_results_person on other_results (person);
grant select, insert, delete on other_results to omtanke_app;
alter table other_results enable row level security;
alter table other_results force row level security;
create policy asks_anybody on other_results using ((select asks_anybody()) or (select chores_at_work())) with check ((select asks_anybody()) and person = (select acting_person()));
