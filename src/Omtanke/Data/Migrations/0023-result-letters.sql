-- When everybody who was asked had been written to about the result.
alter table collections add column result_told_at timestamptz;
create index collections_to_tell on collections (shown_at) where shown_at is not null and result_told_at is null;
