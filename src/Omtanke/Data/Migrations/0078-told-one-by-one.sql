-- The last mailing each of those who are asked has had: whoever had another reminder that day has theirs on the next working day.
alter table collection_asked add column told int not null default 0;

select set_config('omtanke.chores', 'on', true);

update collection_asked a set told = c.told from collections c where c.id = a.collection;

select set_config('omtanke.chores', '', true);
