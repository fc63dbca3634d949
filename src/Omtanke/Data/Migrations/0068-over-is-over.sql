-- The leader learns that it is over, and not who ended it or which way they were shown: where else there is help is the employee's to know. Nor, as when the first talk was, that one was noted by mistake.
drop policy seen on case_events;
create policy seen on case_events for select using (exists (
    select from cases c where c.id = case_id and ((select acting_person()) in (c.employee, c.psychologist)
        or (what not in ('Begun', 'NotBegun', 'Declined', 'Withdrawn', 'Closed') or person = (select acting_person())) and at >= c.leader_since)));

-- Whether a case is there for somebody of the team to take or to give: open, and not one they are in themself. Who has it is not told: a page that was opened before somebody else took it is answered with that, and not with nothing.
create function in_team(which uuid) returns boolean language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); me uuid := acting_person(); there boolean;
begin
    if not (leads_cases() or takes_cases()) then return false; end if;
    perform set_config('omtanke.chores', 'on', true);
    select exists (select from cases c where c.id = which and c.closed_at is null and me not in (c.employee, c.registered_by) and c.leader is distinct from me
        and not leads_person(me, c.employee)) into there;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return there;
end $$;
revoke execute on function in_team(uuid) from public;
grant execute on function in_team(uuid) to omtanke_app;
