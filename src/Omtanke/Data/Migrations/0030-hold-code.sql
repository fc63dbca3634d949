-- Whoever holds a code asks for all of it at once: where they are counted, and what was begun on their phone. The transaction sees that one collection from here on, and that one draft,
-- which is held until the end, so that two windows do not write over each other. Null where there is no such code.
create function hold_code(of_hash bytea, of_draft bytea) returns table (base uuid, draft bytea) language plpgsql as
$$
declare held collection_codes;
begin
    perform set_config('omtanke.secret', encode(of_hash, 'hex'), true);
    select * into held from collection_codes c where c.code_hash = of_hash;
    if not found then return; end if;
    base := held.base;
    perform set_config('omtanke.collection', held.collection::text, true);
    if length(of_draft) > 0 then
        perform set_config('omtanke.draft', encode(of_draft, 'hex'), true);
        perform pg_advisory_xact_lock(hashtextextended(encode(of_draft, 'hex'), 0));
        select d.sealed into draft from collection_drafts d where d.id = of_draft;
    end if;
    return next;
end $$;
grant execute on function hold_code(bytea, bytea) to omtanke_app;
