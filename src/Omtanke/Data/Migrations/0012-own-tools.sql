-- The workplace's own tools: a folder of files each, in versions that never change once taken into use. Everybody at the workplace reads them;
-- the database itself lets only those write who keep tools.

create function keeps_tools() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('Administrator', 'HumanResources', 'EnvironmentMember', 'SafetyRepresentative')) $$;
grant execute on function keeps_tools() to omtanke_app;

create table own_tools (
    number       int primary key,
    based_on     text,
    latest       int not null default 0,
    made_by      uuid references people (id) on delete set null,
    made_at      timestamptz not null,
    withdrawn_by uuid references people (id) on delete set null,
    withdrawn_at timestamptz
);
create index own_tools_made_by on own_tools (made_by);
create index own_tools_withdrawn_by on own_tools (withdrawn_by);

create table own_tool_versions (
    tool   int not null references own_tools (number),
    number int not null,
    files  text not null,
    note   text not null,
    by     uuid references people (id) on delete set null,
    at     timestamptz not null,
    primary key (tool, number)
);
create index own_tool_versions_by on own_tool_versions (by);

-- The version being worked on, and ours as it was when the copy last looked at it.
create table own_tool_drafts (
    tool    int primary key references own_tools (number),
    files   text not null,
    base    text,
    version int not null,
    by      uuid references people (id) on delete set null,
    at      timestamptz not null
);
create index own_tool_drafts_by on own_tool_drafts (by);

grant select, insert, update on own_tools, own_tool_drafts to omtanke_app;
grant select, insert on own_tool_versions to omtanke_app;

alter table own_tools enable row level security;
alter table own_tools force row level security;
create policy read_by_all on own_tools for select using (true);
create policy made_by_keepers on own_tools for insert with check ((select keeps_tools()));
create policy kept_by_keepers on own_tools for update using ((select keeps_tools()));

alter table own_tool_versions enable row level security;
alter table own_tool_versions force row level security;
create policy read_by_all on own_tool_versions for select using (true);
create policy made_by_keepers on own_tool_versions for insert with check ((select keeps_tools()));

alter table own_tool_drafts enable row level security;
alter table own_tool_drafts force row level security;
create policy keepers_alone on own_tool_drafts using ((select keeps_tools())) with check ((select keeps_tools()));

-- Every node sees by this mark that the tools it remembers are no longer those there are.
create function own_tools_changed() returns trigger language plpgsql as $$ begin
    insert into facts (name, value, at) values ('own-tools', gen_random_uuid()::text, now()) on conflict (name) do update set value = excluded.value, at = excluded.at;
    return null;
end $$;
create trigger own_tools_changed after insert or update on own_tools for each statement execute function own_tools_changed();

-- A run of a workplace's own tool keeps the version it began with.
alter table reflections add tool_version int;
