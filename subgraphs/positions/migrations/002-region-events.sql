-- What devices say by themselves of regions they watch: evidence, from which nothing is derived.

-- A repeated message is the same row: `content` is the first 8 bytes of SHA-256 over everything it says but the time.
create table positions.region_events (
  tenant_id uuid not null,
  tracker_id uuid not null,
  recorded_at timestamptz not null,
  content bytea not null check (length(content) = 8),
  event_id uuid not null,
  kind text not null check (kind in ('ENTER', 'LEAVE')),
  region text,
  region_id text,
  latitude_e7 integer check (latitude_e7 between -900000000 and 900000000),
  longitude_e7 integer check (longitude_e7 between -1800000000 and 1800000000),
  accuracy_cm integer check (accuracy_cm >= 0),
  received_at timestamptz not null,
  primary key (tenant_id, tracker_id, recorded_at, content),
  unique (tenant_id, event_id),
  check ((latitude_e7 is null) = (longitude_e7 is null))
);
call kit.isolate('positions.region_events', 'positions', 'select, insert');

-- Messages of a kind that is not read, for example encrypted ones, are kept too.
alter table positions.quarantine drop constraint quarantine_reason_check;
alter table positions.quarantine add constraint quarantine_reason_check
  check (reason in ('OUT_OF_RANGE', 'IMPLAUSIBLE_TIME', 'UNKNOWN_TRACKER', 'UNSUPPORTED'));
