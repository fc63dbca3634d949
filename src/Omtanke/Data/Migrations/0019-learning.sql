-- What the organisation learns. Those who answer for the whole workplace see what was shown to those it is about, and how much was done of what was agreed:
-- never what anybody wrote, and nothing about a single person. What they see, they see through the routines here.

-- Who may: the same as the one decision says.
create function learns() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('TopManagement', 'HumanResources', 'EnvironmentMember')) $$;

-- How many things of a kind there were in a year: told once, when the year is over, and never changed after. What happens later, what is erased, and what is asked for now moves nothing here.
create table year_counts (
    year    int not null,
    what    text not null,
    -- A band, never a number; both null where it is too few to be told.
    least   int,
    most    int,
    made_at timestamptz not null,
    primary key (year, what),
    check ((least is null) = (most is null)),
    -- Whatever the program thinks: no band is lower than five, or narrower.
    check (least >= 5 and most - least >= 4)
);
grant select, insert on year_counts to omtanke_app;
alter table year_counts enable row level security;
alter table year_counts force row level security;
create policy learning on year_counts for select using ((select learns()) or (select chores_at_work()));
create policy made on year_counts for insert with check ((select chores_at_work()));

-- Which collections there were, from the day their result is shown to everybody who was asked.
create policy learning on collections for select using (shown_at is not null and (select learns()));
create index collections_closed on collections (closed_at) where shown_at is not null;

-- The routines below look as a chore does, and look no longer when they are done. (A setting in a routine's own head would ask for more rights than whoever owns the tables may have.)

-- What is told of one unit in each of some rounds, or of the whole where none is named. What people wrote is left behind.
create function learned_cells(rounds uuid[], of_unit uuid) returns table (id uuid, thresholds jsonb, questions jsonb, cell jsonb) language plpgsql as
$$
declare
    may    boolean := learns();
    before text := coalesce(current_setting('omtanke.chores', true), '');
begin
    perform set_config('omtanke.chores', case when may then 'on' else '' end, true);
    return query
        select r.id, r.release -> 'thresholds', r.release -> 'questions', (c.cell - 'comments') || '{"comments": []}'
        from releases r
        join collections k on k.id = r.id and k.shown_at is not null
        cross join lateral (
            select case when of_unit is null then r.release #> '{cells,0}'
                   else jsonb_path_query_first(r.release -> 'cells', '$[*] ? (@.unit == $unit)', jsonb_build_object('unit', of_unit)) end as cell) c
        where may and r.id = any (rounds) and c.cell is not null;
    perform set_config('omtanke.chores', before, true);
end
$$;

-- How many workshops were held, and how far what was agreed in them is. No text, no name, no group.
create index workshops_closed on workshops (closed_at) where closed_at is not null;
create function learned_workshops(since timestamptz, until timestamptz, today date) returns table (held int, with_actions int, done int, late int, under_way int) language plpgsql as
$$
declare
    may    boolean := learns();
    before text := coalesce(current_setting('omtanke.chores', true), '');
begin
    perform set_config('omtanke.chores', case when may then 'on' else '' end, true);
    return query
        select count(distinct w.id)::int, count(distinct a.workshop)::int, (count(a.id) filter (where a.done_on is not null))::int,
            (count(a.id) filter (where a.done_on is null and a.due_on < today))::int, (count(a.id) filter (where a.done_on is null and (a.due_on is null or a.due_on >= today)))::int
        from workshops w left join workshop_actions a on a.workshop = w.id
        where may and not w.rehearsing and w.closed_at >= since and w.closed_at < until;
    perform set_config('omtanke.chores', before, true);
end
$$;
revoke execute on function learned_cells(uuid[], uuid), learned_workshops(timestamptz, timestamptz, date) from public;
grant execute on function learns(), learned_cells(uuid[], uuid), learned_workshops(timestamptz, timestamptz, date) to omtanke_app;
