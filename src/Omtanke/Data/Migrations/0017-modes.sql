-- Two more promises than the one without names: an answer that bears a name and is for a few who are named, or for those who are to talk about it.
-- What is counted lies in the same box as ever, without a name, and leaves it through the release gate alone. The answer itself lies here, sealed under a key of its own.

-- The named few of a confidential one. Chosen beforehand, and never others once it is open.
alter table collections add column readers uuid[] not null default '{}';
create index collections_readers on collections using gin (readers);

-- Who sits where, as it was when it opened: those who are asked, each in their unit, and where it is to be talked about, whoever leads that unit.
create table collection_chairs (
    collection uuid not null references collections (id) on delete cascade,
    person     uuid not null references people (id) on delete cascade,
    unit       uuid not null,
    -- The unit their answer is counted in; none where there is nobody to be counted among.
    base       uuid,
    asked      boolean not null,
    leads      boolean not null,
    primary key (collection, person, unit)
);
create index collection_chairs_person on collection_chairs (person);

create table named_answers (
    id         uuid primary key,
    collection uuid not null references collections (id) on delete cascade,
    person     uuid not null references people (id) on delete cascade,
    unit       uuid not null,
    key        uuid not null,
    -- What is begun, for its author alone, and what is sent. All of one length.
    draft      bytea,
    answer     bytea,
    version    int not null,
    unique (collection, person)
);
create index named_answers_person on named_answers (person);

grant select, insert, update, delete on named_answers to omtanke_app;
grant select, insert, delete on collection_chairs to omtanke_app;

alter table collection_chairs enable row level security;
alter table collection_chairs force row level security;
alter table named_answers enable row level security;
alter table named_answers force row level security;

create policy own on collection_chairs for select using (person = (select acting_person()));
create policy collecting on collection_chairs using (collection = (select collecting()));

create policy chairs on collections for select using (opened_at is not null and exists (select from collection_chairs s where s.collection = collections.id and s.person = (select acting_person())));
create policy readers on collections for select using (opened_at is not null and readers @> array[(select acting_person())]);
create policy chairs on collection_units for select using (exists (select from collection_chairs s where s.collection = collection_units.collection and s.person = (select acting_person())));
create policy readers on collection_units for select using (exists (select from collections c where c.id = collection_units.collection and c.readers @> array[(select acting_person())]));

-- Whoever wrote it sees it, takes it back, and changes it while the collection is open.
create policy own on named_answers for select using (person = (select acting_person()));
create policy own_begin on named_answers for insert with check (person = (select acting_person()) and exists (select from collections c where c.id = collection and c.opened_at is not null and c.closed_at is null));
create policy own_change on named_answers for update using (person = (select acting_person())) with check (person = (select acting_person()) and exists (select from collections c where c.id = collection and c.opened_at is not null and c.closed_at is null));
create policy own_withdraw on named_answers for delete using (person = (select acting_person()));
-- The named few, once it is closed.
create policy readers on named_answers for select using (
    answer is not null and exists (select from collections c where c.id = named_answers.collection and c.mode = 'Confidential' and c.closed_at is not null and c.readers @> array[(select acting_person())]));
-- Those of the same unit, once it is closed: whoever sat there then and still belongs there, or led it then and still does.
create policy table_of_unit on named_answers for select using (
    answer is not null and exists (select from collections c where c.id = named_answers.collection and c.mode = 'Dialogue' and c.closed_at is not null) and exists (
        select from collection_chairs s where s.collection = named_answers.collection and s.unit = named_answers.unit and s.person = (select acting_person()) and (
            (s.asked and exists (select from memberships m where m.person = s.person and m.unit = s.unit and m.until_on is null))
            or (s.leads and exists (select from roles r where r.person = s.person and r.unit = s.unit and r.role = 'Leader' and r.until_on is null)))));
-- The routines of the one collection: they close it and clear it, and cannot read what is sealed.
create policy collecting on named_answers using (collection = (select collecting()));
