-- Nothing goes on naming what is gone: neither the conversation that went on from another, nor the action that came of it.
select set_config('omtanke.chores', 'on', true);
update conversations set follows = null where follows is not null and not exists (select from conversations earlier where earlier.id = conversations.follows);
create function let_later_go() returns trigger language plpgsql as
$$
declare before text := coalesce(current_setting('omtanke.chores', true), '');
begin
    perform set_config('omtanke.chores', 'on', true);
    update conversations set follows = null where follows = old.id;
    perform set_config('omtanke.chores', before, true);
    return null;
end $$;
-- Afterwards: the later one may go in the same breath.
create trigger lets_later_go after delete on conversations for each row execute function let_later_go();

-- What was agreed stays in the plan of those who agreed it, with the name of where that was. (A workshop lets go of its own, 0025.)
create function let_agreed_go() returns trigger language plpgsql as
$$
declare before text := coalesce(current_setting('omtanke.chores', true), '');
begin
    perform set_config('omtanke.chores', 'on', true);
    update actions set origin_id = null, part = null, made_of = null where origin = tg_argv[0] and origin_id = old.id;
    perform set_config('omtanke.chores', before, true);
    return old;
end $$;
create trigger lets_agreed_go before delete on series for each row execute function let_agreed_go('Meeting');
create trigger lets_agreed_go before delete on collections for each row execute function let_agreed_go('Collection');
update actions a set origin_id = null, part = null, made_of = null where (a.origin = 'Meeting' and not exists (select from series s where s.id = a.origin_id))
    or (a.origin = 'Collection' and not exists (select from collections c where c.id = a.origin_id));
