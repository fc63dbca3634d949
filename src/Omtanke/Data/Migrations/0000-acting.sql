-- The second lock: every transaction says for whom it works, and row-level security believes only that.

create function acting_person() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('omtanke.person', true), '')::uuid $$;

create function chores_at_work() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('omtanke.chores', true), '') = 'on' $$;

grant usage on schema public to omtanke_app;
grant execute on function acting_person(), chores_at_work() to omtanke_app;
