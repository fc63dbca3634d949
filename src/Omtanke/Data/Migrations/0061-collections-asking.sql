-- What asks whoever comes, without a name, and is not closed: for their own page. The same for everybody who is asked, from the opening to the closing; whether somebody has answered stands nowhere.
create function collections_asking() returns table (id uuid, title text, closes_at timestamptz) language plpgsql as
$$ declare before text := current_setting('omtanke.chores', true);
begin
    perform set_config('omtanke.chores', 'on', true);
    return query select c.id, c.title, c.closes_at from collection_asked a join collections c on c.id = a.collection
        where a.person = acting_person() and c.mode = 'Anonymous' and c.opened_at is not null and c.closed_at is null;
    perform set_config('omtanke.chores', coalesce(before, ''), true);
end $$;
