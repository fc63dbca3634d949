-- What is carried from an earlier conversation holds at once only where both had confirmed it there, and only until somebody puts it otherwise.
-- What was carried before today: it does not hold where the conversation it came from still waits for a yes.
select set_config('omtanke.chores', 'on', true);
alter table agreements add confirmed_before boolean not null default false, add check (carried_from is not null or not confirmed_before);
update agreements a set confirmed_before = true where a.carried_from is not null and not exists (
    select from agreements earlier join conversations c on c.id = earlier.conversation
    where earlier.id = a.carried_from and earlier.carried_from is null and c.agreed_at is null);
