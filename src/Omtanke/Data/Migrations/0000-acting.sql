-- The second lock: every transaction says for whom it works, and row-level security believes only that.
-- Policies write (select acting_person()): the database then asks once for a statement, not once for a row, and may look it up in an index.

create function acting_person() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('omtanke.person', true), '')::uuid $$;

create function chores_at_work() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('omtanke.chores', true), '') = 'on' $$;

grant usage on schema public to omtanke_app;
grant execute on function acting_person(), chores_at_work() to omtanke_app;
