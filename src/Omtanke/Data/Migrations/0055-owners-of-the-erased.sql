-- Whose a record is says who may read the log of its openings; that somebody has a case, or keeps something for themself, is theirs alone to know.
-- It outlives its record only while there is something to tell: that somebody else has opened it.
alter table opening_owners enable row level security;
alter table opening_owners force row level security;
create policy opening_owners_add on opening_owners for insert with check (true);
create policy opening_owners_read on opening_owners for select using (person = (select acting_person()) or (select chores_at_work()));

-- Where the records stand whose openings are logged.
create function table_of(kind text) returns text language sql immutable parallel safe as
$$ select case kind when 'Shared' then 'conversations' when 'Private' then 'reflections' when 'Series' then 'series' when 'Case' then 'cases' when 'Answer' then 'named_answers' end $$;

-- The app's role may take away whose something was only when it is erased: else whoever opened it could hide that they did.
create policy opening_owners_forget on opening_owners for delete using (
    (select chores_at_work()) and exists (select from tombstones t where t.record = opening_owners.record and t.kind = table_of(opening_owners.kind)));
grant delete on opening_owners to omtanke_app;

-- Takes away whose these were, where they are erased and nobody else's opening of them is left in the log.
create function forget_owners(records uuid[]) returns void language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    delete from opening_owners o where o.record = any(records)
        and exists (select from tombstones t where t.record = o.record and t.kind = table_of(o.kind))
        and not exists (select from openings p where p.record = o.record and p.kind = o.kind and p.person <> o.person);
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- The same for all that is erased: what was left to tell is forgotten with the log.
create function forget_owners() returns void language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    perform forget_owners(array(select o.record from opening_owners o join tombstones t on t.record = o.record and t.kind = table_of(o.kind)));
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

select forget_owners();
