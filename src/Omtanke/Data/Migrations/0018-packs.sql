-- Questions a workplace asks many: kept as its own tools are, in editions, but not among them. Whoever may plan a collection writes some; whoever wrote them changes them, and
-- so do those who may ask anybody.

alter table own_tools add purpose text not null default 'Tool' check (purpose in ('Tool', 'Questions', 'Pack'));
-- Whose questions they are, where somebody else's licence was accepted.
alter table own_tools add pack text;

create function asks_many() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('Leader', 'HumanResources', 'EnvironmentMember', 'SafetyRepresentative', 'TopManagement')) $$;
create function asks_anybody() returns boolean language sql stable parallel safe as
$$ select exists (select from roles r where r.person = acting_person() and r.until_on is null and r.role in ('HumanResources', 'EnvironmentMember', 'SafetyRepresentative', 'TopManagement')) $$;
grant execute on function asks_many(), asks_anybody() to omtanke_app;

create policy questions_made on own_tools for insert with check ((purpose = 'Questions' and (select asks_many())) or (purpose = 'Pack' and (select asks_anybody())));
create policy questions_kept on own_tools for update using ((purpose = 'Questions' and (select asks_many()) and made_by = (select acting_person())) or (purpose <> 'Tool' and (select asks_anybody())));
create policy questions_made on own_tool_versions for insert with check (exists (select from own_tools t where t.number = tool and t.purpose <> 'Tool'
    and ((select asks_anybody()) or (t.made_by = (select acting_person()) and (select asks_many())))));
create policy questions_read on own_tool_drafts for select using ((select asks_many()) and exists (select from own_tools t where t.number = tool and t.purpose <> 'Tool'));
create policy questions_kept on own_tool_drafts using (exists (select from own_tools t where t.number = tool and t.purpose <> 'Tool'
    and ((select asks_anybody()) or (t.made_by = (select acting_person()) and (select asks_many())))));
