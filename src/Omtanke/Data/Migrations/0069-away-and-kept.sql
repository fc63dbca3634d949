-- Whoever falls ill cannot say so themself: whoever leads the team notes from when and until when they are away, and never why.
create policy of_the_lead on case_psychologists using ((select leads_cases()));

-- Whether a contact that is planned is somebody's to hold: where it is with the leader, only while there is leader contact.
create function is_to_do(one cases, kind text) returns boolean language sql stable as
$$ select one.closed_at is null and (kind = 'Talk' or one.leader is not null and one.leader_left_at is null and leader_has_contact(one.id, one.employee, one.leader, one.registered_by)) $$;

-- As before, and how many contacts are overdue at each: numbers, and never whose.
drop function case_load(date, int, int, uuid);
create function case_load(today date, most int, few int, asked uuid)
    returns table (person uuid, name text, languages text[], away_from date, away_until date, waiting int, under_way int, overdue int)
language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); lead boolean := leads_cases();
begin
    if not lead then return; end if;
    perform set_config('omtanke.chores', 'on', true);
    return query
        with team as (
            select r.person, s.languages, s.away_from, s.away_until, coalesce(l.waiting, 0) as waiting, coalesce(l.under_way, 0) as under_way,
                row_number() over (order by coalesce(today between s.away_from and coalesce(s.away_until, today), false), coalesce(l.waiting + l.under_way, 0), r.person) as place
            from (select distinct held.person from roles held where held.role = 'Psychologist' and held.until_on is null) r
            left join case_psychologists s on s.person = r.person left join case_loads l on l.psychologist = r.person),
        speakers as (select one.person, row_number() over (partition by spoken.language collate "C" order by one.place) as place from team one, unnest(one.languages) as spoken (language))
        select p.id, p.name, coalesce(one.languages, '{}'), one.away_from, one.away_until, one.waiting, one.under_way,
            (select count(*)::int from cases c join case_contacts k on k.case_id = c.id and k.held_on is null and k.cancelled_at is null and k.due_on < today
                where c.psychologist = one.person and c.closed_at is null and is_to_do(c, k.kind))
        from team one join people p on p.id = one.person and p.left_on is null
        where most is null or one.place <= most or one.person = asked or one.person in (select speaker.person from speakers speaker where speaker.place <= few)
        order by one.place;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;

-- How many contacts are overdue, or come due within some days, at psychologists who are away then: for whoever leads the team, who gives them to somebody else. To all others none.
create function left_lying(today date, days int) returns int language plpgsql stable as
$$ declare before text := current_setting('omtanke.chores', true); n int;
begin
    if not leads_cases() then return 0; end if;
    perform set_config('omtanke.chores', 'on', true);
    select count(*) into n from case_psychologists s join cases c on c.psychologist = s.person and c.closed_at is null
        join case_contacts k on k.case_id = c.id and k.held_on is null and k.cancelled_at is null and k.due_on <= least(coalesce(s.away_until, today + days), today + days)
        where today between s.away_from and coalesce(s.away_until, today) and is_to_do(c, k.kind);
    perform set_config('omtanke.chores', coalesce(before, ''), true);
    return n;
end $$;

revoke execute on function case_load(date, int, int, uuid), left_lying(date, int) from public;
grant execute on function case_load(date, int, int, uuid), left_lying(date, int) to omtanke_app;

-- How many months a course is kept when it is over: the workplace's to say, two years unless it does.
alter table workplace add column case_months int not null default 24 check (case_months between 1 and 120);
