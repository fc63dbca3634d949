-- Whoever is shut out of a conversation, because they lead its employee no longer, learns nothing of what is done in it afterwards: neither does the log tell.
select set_config('omtanke.chores', 'on', true);

alter table opening_owners add column until timestamptz;
grant update (until) on opening_owners to omtanke_app;
create policy opening_owners_shut on opening_owners for update using ((select chores_at_work()));

drop policy openings_read on openings;
create policy openings_read on openings for select using (
    person = (select acting_person()) or (select chores_at_work())
    or exists (select 1 from opening_owners o where o.record = openings.record and o.kind = openings.kind and o.person = (select acting_person()) and (o.until is null or openings.at < o.until)));

create function shut_openings() returns trigger language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    update opening_owners set until = new.paused_at where record = new.id and kind = 'Shared' and person = new.leader;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return null;
end $$;
create trigger shut_openings after update of paused_at on conversations for each row when (old.paused_at is distinct from new.paused_at) execute function shut_openings();

update opening_owners o set until = c.paused_at from conversations c where c.id = o.record and o.kind = 'Shared' and o.person = c.leader and c.paused_at is not null;
