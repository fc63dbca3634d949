-- The leader's no to a retention plan, to exactly one text of it, with a reason that is sealed: whoever employs may say no, and says why (sygedagpengeloven § 7 b). A new text is asked about anew.
create table case_plan_refusals (
    plan    uuid not null,
    version int not null,
    person  uuid not null references people (id) on delete cascade,
    reason  bytea not null,
    at      timestamptz not null,
    primary key (plan, version, person),
    foreign key (plan, version) references case_plan_texts (plan, version) on delete cascade
);
create index case_plan_refusals_person on case_plan_refusals (person);

grant select, insert on case_plan_refusals to omtanke_app;
alter table case_plan_refusals enable row level security;
alter table case_plan_refusals force row level security;
create policy at_chores on case_plan_refusals using ((select chores_at_work()));
create policy seen on case_plan_refusals for select using (exists (select from case_plan_texts t where t.plan = case_plan_refusals.plan and t.version = case_plan_refusals.version));
-- The leader's to say, of a retention plan they may see.
create policy refused on case_plan_refusals for insert with check (
    person = (select acting_person()) and exists (select from case_plans p join cases c on c.id = p.case_id where p.id = plan and p.kind = 'Retention' and c.leader = person));
