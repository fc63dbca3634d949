-- The leader-APV: some leaders' own assessment, across units. It does not by itself meet the workplace's duty.

alter table apvs add column method text;
alter table apvs add column alone_by date;
alter table apvs add column meet_on date;
-- It is about people and no units.
alter table apvs drop constraint apvs_units_check;
alter table apvs add constraint apvs_units_check check (cardinality(units) > 0 or part = 'Leaders');

alter table apv_actions add column needs text not null default '';
alter table apv_actions add column "with" text not null default '';

-- The group. Few are easily known: each is asked first, and named to others only after a yes.
create table apv_leaders (
    apv       uuid not null references apvs (id) on delete cascade,
    person    uuid not null references people (id) on delete cascade,
    asked_at  timestamptz not null,
    agreed_at timestamptz,
    primary key (apv, person)
);
create index apv_leaders_person on apv_leaders (person);

grant select, insert, update, delete on apv_leaders to omtanke_app;
alter table apv_leaders enable row level security;
alter table apv_leaders force row level security;
create policy named on apv_leaders for select using (agreed_at is not null and (select acting_person()) is not null);
create policy oneself on apv_leaders for select using (person = (select acting_person()));
-- Nobody says yes for somebody else.
create policy agrees on apv_leaders for update using (person = (select acting_person())) with check (person = (select acting_person()));
create policy leaves on apv_leaders for delete using (person = (select acting_person()));
create policy kept on apv_leaders for select using (exists (select from apvs a where a.id = apv and a.keepers @> array[(select acting_person())]));
create policy asked on apv_leaders for insert with check ((agreed_at is null or person = (select acting_person())) and exists (select from apvs a where a.id = apv and a.keepers @> array[(select acting_person())]));
create policy let_go on apv_leaders for delete using (exists (select from apvs a where a.id = apv and a.keepers @> array[(select acting_person())]));
create policy at_chores on apv_leaders using ((select chores_at_work()));
-- Whoever is in the group writes down that they came or left.
create policy in_the_group on apv_events for insert with check (person = (select acting_person()) and exists (select from apv_leaders l where l.apv = apv_events.apv and l.person = (select acting_person())));
