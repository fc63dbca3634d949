-- The id of something new comes with the form that made it, so that pressed twice it is one. Whoever knows the id of something else may send that: what they begin is then another thing of the same id,
-- and being its owner, or erasing it, must mean nothing for the first.
select set_config('omtanke.chores', 'on', true);

alter table opening_owners add column kind text;
update opening_owners o set kind = case
    when exists (select from conversations where id = o.record) then 'Shared'
    when exists (select from reflections where id = o.record) then 'Private'
    when exists (select from series where id = o.record) then 'Series'
    when exists (select from cases where id = o.record) then 'Case'
    when exists (select from named_answers where id = o.record) then 'Answer'
    else coalesce((select g.kind from openings g where g.record = o.record and g.kind <> 'Private' limit 1), 'Gone') end;
-- What is gone and was never opened has nothing to tell.
delete from opening_owners where kind = 'Gone';
alter table opening_owners alter column kind set not null, drop constraint opening_owners_pkey, add primary key (record, kind, person);

drop policy openings_read on openings;
-- A preparation is named by the id of its conversation, and is of another kind: its openings are its author's alone.
create policy openings_read on openings for select using (
    person = (select acting_person()) or (select chores_at_work())
    or exists (select 1 from opening_owners o where o.record = openings.record and o.kind = openings.kind and o.person = (select acting_person())));

alter table tombstones drop constraint tombstones_pkey, add primary key (record, kind);
