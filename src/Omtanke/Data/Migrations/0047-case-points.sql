-- What the team has learnt of how work is arranged: points written by a psychologist, without persons, and published when somebody else has read them.
create table case_points (
    id           uuid primary key,
    -- A golden grain (T10.G1–G6) or a type of stress (T05.Y1–Y4).
    theme        text not null,
    text         text not null,
    language     text not null,
    written_by   uuid references people (id) on delete set null,
    confirmed_by uuid references people (id) on delete set null,
    written_on   date not null,
    confirmed_on date,
    version      int not null default 1,
    check (confirmed_by <> written_by)
);
-- In the order of the page: those that wait first, then the latest.
create index case_points_in_order on case_points ((confirmed_on is null) desc, (coalesce(confirmed_on, written_on)) desc, id);
create index case_points_confirmed on case_points (confirmed_on);
create index case_points_written_by on case_points (written_by);
create index case_points_confirmed_by on case_points (confirmed_by);

-- Whatever the program thinks: only its writer changes a point, and not once it is published; and it is published by somebody else.
create function point_rules() returns trigger language plpgsql as
$$ declare me uuid := acting_person();
begin
    if chores_at_work() then return new; end if;
    if (new.text, new.theme) is distinct from (old.text, old.theme) and (old.confirmed_on is not null or new.confirmed_on is not null or old.written_by is distinct from me) then
        raise exception 'A point is changed by its writer, before it is published.'; end if;
    if new.confirmed_on is not null and old.confirmed_on is null and (new.confirmed_by is distinct from me or old.written_by is not distinct from me) then
        raise exception 'A point is published by somebody else than its writer.'; end if;
    if new.confirmed_on is null and old.confirmed_on is not null and not leads_cases() then
        raise exception 'Whoever leads the team takes a point back.'; end if;
    if new.written_by is distinct from old.written_by then raise exception 'Who wrote it stays.'; end if;
    return new;
end $$;
create trigger rules before update on case_points for each row execute function point_rules();

grant select, insert, update, delete on case_points to omtanke_app;
alter table case_points enable row level security;
alter table case_points force row level security;
create policy at_chores on case_points using ((select chores_at_work()));
create policy of_the_team on case_points for select using ((select takes_cases()) or (select leads_cases()));
create policy published on case_points for select using (confirmed_on is not null and (select reads_case_years()));
create policy written on case_points for insert with check (written_by = (select acting_person()) and confirmed_on is null and (select takes_cases()));
create policy changed on case_points for update using ((select takes_cases()) or (select leads_cases()));
create policy removed on case_points for delete using (written_by = (select acting_person()) and confirmed_on is null);
