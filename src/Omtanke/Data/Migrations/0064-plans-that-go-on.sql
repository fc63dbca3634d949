-- A plan that goes on when its case is closed: the days it is looked at again are still reminded of. Why the case was closed stays sealed.
alter table case_plans add column goes_on boolean not null default false;
