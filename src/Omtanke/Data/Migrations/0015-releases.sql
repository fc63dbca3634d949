-- What a closed round tells: made once by the release gate, and never changed after. It is the only place that numbers of answers are read from.
-- Its id is the round's, and its time that of the making: neither says anything of a person. It goes with its collection and not before.
create table releases (
    id      uuid primary key references collections (id) on delete cascade,
    made_at timestamptz not null,
    release jsonb not null
);

-- When the result was shown to all who were asked.
alter table collections add column shown_at timestamptz;
create index collections_to_show on collections (feedback_on) where closed_at is not null and shown_at is null;

-- Whom a result is shown to: everybody who was asked, whether they answered or not. Who answered stands nowhere.
create table collection_shown (
    collection uuid not null references collections (id) on delete cascade,
    person     uuid not null references people (id) on delete cascade,
    primary key (collection, person)
);
create index collection_shown_person on collection_shown (person);

-- Nobody changes a release, and nobody takes one away.
grant select, insert on releases to omtanke_app;
grant select, insert, delete on collection_shown to omtanke_app;

alter table releases enable row level security;
alter table releases force row level security;
alter table collection_shown enable row level security;
alter table collection_shown force row level security;

-- Those it is shown to see that it is, each for themselves; only the routines of the one collection see or change the rest.
create policy own on collection_shown for select using (person = (select acting_person()));
create policy collecting on collection_shown using (collection = (select collecting()));

create policy keepers on releases for select using (exists (select from collections c where c.id = releases.id and c.keepers @> array[(select acting_person())]));
create policy shown on releases for select using (exists (select from collection_shown s where s.collection = releases.id and s.person = (select acting_person())));
create policy chores on releases for select using ((select chores_at_work()));
create policy made on releases for insert with check ((select chores_at_work()));

create policy shown on collections for select using (exists (select from collection_shown s where s.collection = collections.id and s.person = (select acting_person())));
create policy shown on collection_units for select using (exists (select from collection_shown s where s.collection = collection_units.collection and s.person = (select acting_person())));
