-- Searching quarantine, and replaying much of it in the background.

create index on positions.quarantine (tenant_id, reason, received_at, fix_id);
create index on positions.quarantine (tenant_id, tracker_id, received_at, fix_id);
create index on positions.quarantine (tenant_id, identifier, received_at, fix_id);

-- A replay of all fixes that fit a filter and were received until it was begun, in the order of (received_at, fix_id).
-- `reached_at` and `reached_id` name the last one that was replayed: they advance in the transaction that takes what was
-- accepted out of quarantine.
create table positions.quarantine_replays (
  tenant_id uuid not null,
  replay_id uuid not null,
  idempotency_key text not null,
  -- Equal for equal input, so that a key is not taken for something else.
  fingerprint text not null,
  filter jsonb not null,
  -- Units whose trackers it is limited to, with all below them; null: everything of the tenant.
  reach jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  reached_at timestamptz,
  reached_id uuid,
  total bigint not null,
  replayed bigint not null default 0,
  accepted bigint not null default 0,
  heard bigint not null default 0,
  -- How many were refused again, by reason.
  refused jsonb not null default '{}',
  primary key (tenant_id, replay_id),
  unique (tenant_id, idempotency_key),
  check ((reached_at is null) = (reached_id is null))
);
call kit.isolate('positions.quarantine_replays', 'positions');
