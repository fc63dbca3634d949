-- What somebody told, which day it got, and who was asked: so that an action's history can be read as sentences.
alter table action_events
    add column status text,
    add column effect text,
    add column due_on date,
    add column whom uuid references people (id) on delete set null;
create index action_events_whom on action_events (whom);

-- Whoever says no to an action, or shows it to fewer than before, need not see it any longer; but a row that is changed must be seen as it becomes.
create policy let_go on actions for select using (id::text = (select nullif(current_setting('omtanke.action_let_go', true), '')));
