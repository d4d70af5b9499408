-- One belief at a time about an event of a limit. Where a scheduled reset ended the presence of several people at once, some
-- were left beside the ones that took their place, and nothing more could be derived.

alter table headcount.limit_events no force row level security;
update headcount.limit_events e set known_to = greatest(e.known_from, later.known_from)
  from headcount.limit_events later
  where later.tenant_id = e.tenant_id and later.event_id = e.event_id and later.revision = e.revision + 1
    and e.known_to is null;
alter table headcount.limit_events force row level security;
create unique index on headcount.limit_events (tenant_id, event_id) where known_to is null;
