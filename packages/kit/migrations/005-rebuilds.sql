-- What an operator wants derived anew, head by head: whoever derives from a head sees it here, does it and says what came
-- of it. `differing` counts rows that did not come out as they had been.

create table log.rebuilds (
  tenant_id uuid not null,
  service text not null,
  projection text not null,
  topic text not null,
  partition smallint not null,
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  rows bigint,
  differing bigint,
  problem text,
  primary key (tenant_id, service, projection, topic, partition)
);
create index on log.rebuilds (tenant_id, service, projection) where finished_at is null;
alter table log.rebuilds enable row level security;
alter table log.rebuilds force row level security;
create policy consumer_rows on log.rebuilds to trekker_consumer using (true) with check (true);
grant select, update on log.rebuilds to trekker_consumer;
