-- The event log: one order of entries per head. A head belongs to a tenant, or to all of them where its tenant is
-- 00000000-0000-0000-0000-000000000000.

create schema log;
grant usage on schema log to trekker_tenant, trekker_consumer;

create table log.heads (
  topic text not null,
  tenant_id uuid not null,
  partition smallint not null,
  next_offset bigint not null check (next_offset >= 0),
  last_at timestamptz not null,
  primary key (tenant_id, topic, partition)
) with (fillfactor = 50);

create table log.entries (
  topic text not null,
  tenant_id uuid not null,
  partition smallint not null,
  "offset" bigint not null check ("offset" >= 0),
  id uuid not null,
  kind text not null check (kind in ('data', 'control', 'tick')),
  type text not null,
  version smallint not null check (version > 0),
  subject_id uuid not null,
  actor_kind text,
  actor_id text,
  reason text,
  caused_by uuid,
  at timestamptz not null,
  payload jsonb,
  body bytea,
  primary key (tenant_id, topic, partition, "offset")
);

-- Finds what was appended since an instant; entries lie nearly in order of time, so a few pages tell.
create index on log.entries using brin (at);

alter table log.heads enable row level security;
alter table log.heads force row level security;
alter table log.entries enable row level security;
alter table log.entries force row level security;

create policy consumer_rows on log.heads to trekker_consumer using (true) with check (true);
create policy consumer_rows on log.entries to trekker_consumer using (true) with check (true);

-- A caller moves the heads of its own tenant and the shared ones, and sees entries that concern its own tenant.
create policy tenant_rows on log.heads to trekker_tenant
  using (tenant_id = kit.current_tenant() or (kit.current_tenant() is not null and tenant_id = '00000000-0000-0000-0000-000000000000'))
  with check (tenant_id = kit.current_tenant() or (kit.current_tenant() is not null and tenant_id = '00000000-0000-0000-0000-000000000000'));
create policy tenant_rows on log.entries to trekker_tenant
  using (subject_id = kit.current_tenant())
  with check (subject_id = kit.current_tenant() and tenant_id in (subject_id, '00000000-0000-0000-0000-000000000000'));

grant select, insert, update on log.heads to trekker_tenant, trekker_consumer;
grant select, insert on log.entries to trekker_tenant, trekker_consumer;
grant delete on log.entries to trekker_consumer;
