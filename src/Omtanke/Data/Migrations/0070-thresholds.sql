-- How many it takes before something is told: for anything at all, exact numbers, what people wrote, offensive acts. A workplace raises them; nothing goes below what everybody is promised.
-- A collection keeps those that held when it opened.
create function are_thresholds(many int[]) returns boolean language sql immutable as
$$ select cardinality(many) = 4 and many[1] >= 5 and many[2] >= greatest(10, many[1]) and many[3] >= greatest(10, many[1]) and many[4] >= greatest(20, many[2]) $$;

alter table workplace add column thresholds int[] not null default '{5,10,10,20}' check (are_thresholds(thresholds));
alter table collections add column thresholds int[] not null default '{5,10,10,20}' check (are_thresholds(thresholds));
