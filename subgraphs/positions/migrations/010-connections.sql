-- Connections of trackers that are open now, and the process that holds each. When a process is gone without a word another
-- one finds its rows here, and tells that they ended.

create table positions.connections (
  tenant_id uuid not null,
  connection_id uuid not null,
  tracker_id uuid not null,
  -- Number of the session lock that its process holds as long as it lives.
  holder bigint not null,
  opened_at timestamptz not null,
  primary key (tenant_id, connection_id)
);
create index on positions.connections (holder);
alter table positions.connections enable row level security;
alter table positions.connections force row level security;
create policy tenant_rows on positions.connections to trekker_positions_tenant
  using (tenant_id = kit.current_tenant()) with check (tenant_id = kit.current_tenant());
create policy consumer_rows on positions.connections to trekker_positions_consumer using (true) with check (true);
grant select, insert, update, delete on positions.connections to trekker_positions_tenant, trekker_positions_consumer;
