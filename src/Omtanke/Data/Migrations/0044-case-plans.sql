-- Plans of a case: staying at work, coming back, and the two forms the law knows. Written by the three in turn, confirmed by employee and leader, and the leader's to see only while the employee shares it.

create table case_plans (
    id       uuid primary key,
    case_id  uuid not null references cases (id) on delete cascade,
    kind     text not null,
    -- Who has the pen. Nobody, when whoever had it is no longer one of the three.
    pen      uuid references people (id) on delete set null,
    version  int not null default 1,
    made_at  timestamptz not null
);
create index case_plans_of on case_plans (case_id, made_at);
create index case_plans_pen on case_plans (pen);

-- Every text it has had, sealed; a new one is a new row. adjusted: it came after both had confirmed the one before.
create table case_plan_texts (
    plan     uuid not null references case_plans (id) on delete cascade,
    version  int not null,
    text     bytea not null,
    hash     bytea not null,
    adjusted boolean not null,
    saved_by uuid references people (id) on delete set null,
    saved_at timestamptz not null,
    primary key (plan, version)
);
create index case_plan_texts_saved_by on case_plan_texts (saved_by);

-- One person confirms exactly one text.
create table case_plan_confirmations (
    plan    uuid not null,
    version int not null,
    person  uuid not null references people (id) on delete cascade,
    at      timestamptz not null,
    primary key (plan, version, person),
    foreign key (plan, version) references case_plan_texts (plan, version) on delete cascade
);
create index case_plan_confirmations_person on case_plan_confirmations (person);

-- The days it is looked at again: a date and nothing else, so that it can be reminded of.
create table case_plan_reviews (
    plan   uuid not null references case_plans (id) on delete cascade,
    on_day date not null,
    primary key (plan, on_day)
);
create index case_plan_reviews_day on case_plan_reviews (on_day);

grant select, insert, update on case_plans to omtanke_app;
grant select, insert on case_plan_texts, case_plan_confirmations to omtanke_app;
grant select, insert, delete on case_plan_reviews to omtanke_app;

do $$
declare t text;
begin
    foreach t in array array['case_plans', 'case_plan_texts', 'case_plan_confirmations', 'case_plan_reviews'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy at_chores on %I using ((select chores_at_work()))', t);
    end loop;
end $$;

create policy of_the_two on case_plans using (exists (select from cases c where c.id = case_id and (select acting_person()) in (c.employee, c.psychologist)));
create policy shared on case_plans for select using (open_to_leader(case_id, 'SharePlan', id, null));
create policy shared_pen on case_plans for update using (open_to_leader(case_id, 'SharePlan', id, null)) with check (open_to_leader(case_id, 'SharePlan', id, null));
-- Whether a text of a plan stood at some time since the plan was theirs to see who asks: the employee's from the first, the psychologist's since they have the case, the leader's since the yes that shares it.
-- (What it looks at must not ask it again: it looks as a chore does, and chores need not ask.)
create function stood_for_me(of_plan uuid, of_version int) returns boolean language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); me uuid := acting_person(); holds boolean;
begin
    perform set_config('omtanke.chores', 'on', true);
    select c.employee = me or coalesce((select n.saved_at from case_plan_texts n where n.plan = of_plan and n.version = of_version + 1), 'infinity') > case me
            when c.psychologist then coalesce((select max(e.at) from case_events e where e.case_id = c.id and e.what in ('Assigned', 'HandedOver') and e.about = me), '-infinity')
            when c.leader then (select k.given_at from case_consents k where k.case_id = c.id and k.topic = 'SharePlan' and k.about = of_plan and k.person = c.employee and k.leader = me and k.withdrawn_at is null) end
        into holds from case_plans p join cases c on c.id = p.case_id where p.id = of_plan;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return coalesce(holds, false);
end $$;
revoke execute on function stood_for_me(uuid, int) from public;
grant execute on function stood_for_me(uuid, int) to omtanke_app;

-- What belongs to a plan is there for whoever the plan is there for; an earlier text only for whoever could see it then.
create policy with_the_plan on case_plan_texts using (exists (select from case_plans p where p.id = plan) and ((select chores_at_work()) or stood_for_me(plan, version))) with check (saved_by = (select acting_person()) and exists (select from case_plans p where p.id = plan));
create policy with_the_plan on case_plan_reviews using (exists (select from case_plans p where p.id = plan));
create policy seen on case_plan_confirmations for select using (exists (select from case_plan_texts t where t.plan = case_plan_confirmations.plan and t.version = case_plan_confirmations.version));
create policy confirmed on case_plan_confirmations for insert with check (person = (select acting_person()) and exists (select from case_plans p where p.id = plan));
