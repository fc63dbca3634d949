-- A leader has contact only while they lead the employee and both are here: asked of the organisation itself, at every request, so that nothing waits for the chore that writes it down and tells the employee.
-- Whatever opens something to a leader asks here: the case, what is passed on, the shared plans, and the meeting of three. The consents first: where the employee has said no, nobody walks up the units.
create or replace function leader_has_contact(of_case uuid, of_employee uuid, of_leader uuid, registered_by uuid) returns boolean language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); holds boolean;
begin
    perform set_config('omtanke.chores', 'on', true);
    select case when count(*) = 0 then of_leader = registered_by else bool_or(c.given_at is not null and c.withdrawn_at is null) end into holds
        from case_consents c where c.case_id = of_case and c.topic = 'LeaderContact' and c.about = of_leader and c.person = of_employee;
    if holds then
        holds := (select count(*) = 2 from people p where p.id in (of_employee, of_leader) and p.left_on is null)
            and exists (select from units_above(of_employee) above join roles r on r.unit = above.unit where r.person = of_leader and r.role = 'Leader' and r.until_on is null);
    end if;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return holds;
end $$;
