-- Who has asked for the pen of a plan, and when: whoever has it is told, and does not keep it for ever.
alter table case_plans add column pen_asked_by uuid references people (id) on delete set null;
alter table case_plans add column pen_asked_at timestamptz;
create index case_plans_pen_asked_by on case_plans (pen_asked_by) where pen_asked_by is not null;
