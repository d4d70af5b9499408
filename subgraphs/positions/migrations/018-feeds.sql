-- Feeds of positions: addresses that are asked again and again for a tenant, and keys with which reports are opened.

create table positions.feeds (
  tenant_id uuid not null,
  feed_id uuid not null,
  kind text not null check (kind in ('GTFS_REALTIME', 'FIND_MY')),
  name text not null,
  enabled boolean not null,
  -- Where it is asked; null where the operator names the source.
  url text,
  -- Names of the headers that are sent along, in lower case.
  header_names text[] not null,
  -- The headers as JSON: a nonce of 12 bytes, AES-256-GCM under a key derived from the installation's secret, the tag.
  sealed_headers bytea,
  -- What is put before the name of each vehicle.
  identifier_prefix text not null,
  interval_seconds integer not null check (interval_seconds between 10 and 86400),
  idempotency_key text not null,
  -- Equal for equal input, so that a key is not taken for something else.
  fingerprint text not null,
  created_at timestamptz not null,
  -- Grows when what is asked changes: what an answer to the question before said of itself is not kept then.
  version integer not null default 1,
  -- Whose turn it is to ask, and until when that is believed; null: nobody's.
  run uuid,
  run_until timestamptz,
  -- Null while it is switched off.
  next_poll_at timestamptz,
  -- What the last answer that was taken in whole called its state.
  etag text,
  last_modified text,
  last_poll_at timestamptz,
  last_success_at timestamptz,
  last_error text,
  failures integer not null default 0,
  received bigint not null default 0,
  stored bigint not null default 0,
  duplicates bigint not null default 0,
  heard bigint not null default 0,
  quarantined bigint not null default 0,
  rejected bigint not null default 0,
  primary key (tenant_id, feed_id),
  unique (tenant_id, idempotency_key),
  check ((kind = 'FIND_MY') = (url is null)),
  check (enabled = (next_poll_at is not null)),
  check (received = stored + duplicates + heard + quarantined + rejected)
);
create unique index on positions.feeds (tenant_id) where kind = 'FIND_MY';
create index on positions.feeds (next_poll_at) where enabled;
alter table positions.feeds enable row level security;
alter table positions.feeds force row level security;
create policy tenant_rows on positions.feeds to trekker_positions_tenant
  using (tenant_id = kit.current_tenant()) with check (tenant_id = kit.current_tenant());
create policy consumer_rows on positions.feeds to trekker_positions_consumer using (true) with check (true);
grant select, insert, update, delete on positions.feeds to trekker_positions_tenant, trekker_positions_consumer;

-- Private keys of trackers of the Find My network, each sealed as headers are, by the hash under which reports are kept.
create table positions.find_my_keys (
  tenant_id uuid not null,
  hashed_key text not null,
  tracker_id uuid not null,
  sealed bytea not null,
  set_at timestamptz not null,
  primary key (tenant_id, hashed_key)
);
create index on positions.find_my_keys (tenant_id, tracker_id);
call kit.isolate('positions.find_my_keys', 'positions');
