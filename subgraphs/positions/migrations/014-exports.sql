-- Exports of positions: made in the background, kept for a while, fetched by links that are signed for minutes.

create table positions.exports (
  tenant_id uuid not null,
  export_id uuid not null,
  -- Who asked: kind and id of the actor. Nobody else is shown the export.
  actor text not null,
  idempotency_key text not null,
  -- Equal for equal input, so that a key is not taken for something else.
  fingerprint text not null,
  format text not null check (format in ('GPX', 'KML', 'TCX', 'GEOJSON', 'CSV', 'NDJSON', 'PARQUET')),
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  -- Trackers, and units that own them; null: all within the reach.
  tracker_ids jsonb,
  unit_ids jsonb,
  -- Units whose trackers it is limited to; null: everything of the tenant.
  reach jsonb,
  state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  progress double precision not null default 0 check (progress between 0 and 1),
  position_count bigint not null default 0,
  problem text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, export_id),
  unique (tenant_id, actor, idempotency_key)
);
call kit.isolate('positions.exports', 'positions');

create table positions.export_files (
  tenant_id uuid not null,
  export_id uuid not null,
  file smallint not null,
  name text not null,
  media_type text not null,
  byte_count bigint not null,
  position_count bigint not null,
  primary key (tenant_id, export_id, file),
  foreign key (tenant_id, export_id) references positions.exports (tenant_id, export_id) on delete cascade
);
call kit.isolate('positions.export_files', 'positions');

-- The content of files, one after the other. In the database, because the process that makes a file and the one that
-- hands it out may be on two machines.
create table positions.export_chunks (
  tenant_id uuid not null,
  export_id uuid not null,
  file smallint not null,
  sequence integer not null,
  content bytea not null,
  primary key (tenant_id, export_id, file, sequence),
  foreign key (tenant_id, export_id) references positions.exports (tenant_id, export_id) on delete cascade
);
call kit.isolate('positions.export_chunks', 'positions');
