-- What a contract said before it was changed, for those who are in the series. Sealed under the series' key like the contract itself, and gone with it. Nobody changes or takes away a single one.

create table series_contract_versions (
    id       uuid primary key,
    series   uuid not null references series (id) on delete cascade,
    version  int not null,
    parts    bytea not null,
    saved_by uuid references people (id) on delete set null,
    saved_at timestamptz not null,
    unique (series, version)
);
create index series_contract_versions_saved_by on series_contract_versions (saved_by);

grant select, insert on series_contract_versions to omtanke_app;
alter table series_contract_versions enable row level security;
alter table series_contract_versions force row level security;
create policy the_group on series_contract_versions using ((select chores_at_work()) or exists (select from series s where s.id = series));
