-- The actions of workplace assessments stand in the one plan, and their history with them.

-- Row-level security is forced on whoever owns the tables too.
select set_config('omtanke.chores', 'on', true);

-- Put aside along with the problem it is about, and back with it.
alter table actions add column is_out_with_part boolean not null default false;

insert into actions (id, origin, origin_id, origin_name, part, position, issue, what, language, owner, who, "with", needs, start_on, due_on, measure, check_on,
    status, done_on, effect, effect_note, told_on, severity, extent, units, shown, is_out, is_out_with_part, version, made_at)
select a.id, 'Apv', v.id, v.title, p.id, row_number() over (partition by v.id order by a.planned_at, a.id) - 1, p.what, a.what, v.language, a.person, a.responsible, a."with", a.needs,
    case when a.start_on <= a.due_on then a.start_on end, a.due_on, a.measure, a.check_on,
    a.status, case when a.status = 'Done' then a.told_on end, case when a.status = 'Done' then a.effect end, a.effect_note, a.told_on, p.severity, p.extent, v.units, 'Workplace',
    a.is_out or p.is_out or p.solved_on is not null, not a.is_out and (p.is_out or p.solved_on is not null), a.version, a.planned_at
from apv_actions a join apvs v on v.id = a.apv join apv_problems p on p.id = a.problem;

-- Everybody reads an assessment, and so what is done about it.
alter table actions add constraint actions_apv_is_open check (origin <> 'Apv' or shown = 'Workplace');

-- What happened to an action was written with the assessment, under what the action was called then. What cannot be told any more to be of one action stays there.
insert into action_events (id, action, what, person, at)
select distinct on (e.id) e.id, a.id, case e.what when 'ActionPlanned' then 'Made' when 'ActionChanged' then 'Changed' when 'ActionOut' then 'PutAside' when 'ActionBack' then 'CameBack' else 'Told' end, e.person, e.at
from apv_events e
    join apv_actions a on a.apv = e.apv and (e.about = case when length(a.what) > 200 then left(a.what, 199) || '…' else a.what end or (e.what = 'ActionPlanned' and e.at = a.planned_at))
where e.what in ('ActionPlanned', 'ActionChanged', 'ActionOut', 'ActionBack', 'ActionTold')
order by e.id, e.at = a.planned_at desc, a.planned_at, a.id;
delete from apv_events e using action_events moved where moved.id = e.id;
insert into action_events (id, action, what, at)
select gen_random_uuid(), a.id, 'Made', a.planned_at from apv_actions a where not exists (select from action_events e where e.action = a.id and e.what = 'Made');

-- Whoever answers for an action writes in its own history, and nowhere else.
drop policy answers_for_it on apv_events;
drop table apv_actions;
