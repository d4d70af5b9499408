-- Lists what became of limits, the latest first.

create index on headcount.limit_events (tenant_id, at, event_id) where counts;
