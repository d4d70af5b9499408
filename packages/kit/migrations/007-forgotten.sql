-- Tenants of whom entries of a topic, or what they tell of, were deleted for good, so that nothing can be derived from them
-- any more: a rebuild leaves what was derived for these tenants as it is.

create table log.forgotten (
  tenant_id uuid not null,
  topic text not null,
  -- Everything that happened earlier may be gone.
  before timestamptz not null,
  primary key (tenant_id, topic)
);
alter table log.forgotten enable row level security;
alter table log.forgotten force row level security;
create policy consumer_rows on log.forgotten to trekker_consumer using (true) with check (true);
grant select, insert, update on log.forgotten to trekker_consumer;
