-- What is done, dropped or put aside is offered to nobody: whoever was asked before that was so reads it no longer.
select set_config('omtanke.chores', 'on', true);

update actions set offered_to = null where offered_to is not null and (status in ('Done', 'Dropped') or is_out);

select set_config('omtanke.chores', '', true);
