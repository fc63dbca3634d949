-- What an assessment has told of sickness absence before: who was counted, and not how long they were away.
-- Somebody may have read it, so what is told after must not leave fewer than five beside it.
create table apv_absence_told (
    apv    uuid not null references apvs (id) on delete cascade,
    -- What was told together bears the same number.
    turn   int not null,
    unit   uuid not null,
    units  uuid[] not null,
    people int not null check (people >= 5),
    primary key (apv, turn, unit)
);
grant select, insert on apv_absence_told to omtanke_app;
alter table apv_absence_told enable row level security;
alter table apv_absence_told force row level security;
create policy read_by_all on apv_absence_told for select using ((select acting_person()) is not null);
create policy at_chores on apv_absence_told using ((select chores_at_work()));
create policy keepers on apv_absence_told for insert with check (exists (select from apvs a where a.id = apv and a.keepers @> array[(select acting_person())]));
