-- Where somebody belongs today, and every unit above it: how many steps up each is. One walk up the tree instead of a question per level.
create function units_above(of_person uuid) returns table (unit uuid, height int) language sql stable as
$$
    with recursive up as (
        select u.id, u.parent, 0 as height from memberships m join units u on u.id = m.unit where m.person = of_person and m.until_on is null
        union all
        select u.id, u.parent, up.height + 1 from up join units u on u.id = up.parent where up.height < 64)
    select up.id, up.height from up
$$;
