-- A session that ends is told to every node, so that what is open in it ends at once: its id on the same wire as changed records, and never a word more.
create function tell_session_gone() returns trigger language plpgsql as
$$ begin perform pg_notify('omtanke_changes', old.id || ' 0'); return null; end $$;
create trigger tells after delete on sessions for each row execute function tell_session_gone();
