-- Where trackers were: the history of accepted fixes, the newest of each tracker, and what was not accepted.

create schema positions;
grant usage on schema positions to trekker_positions_tenant, trekker_positions_consumer, trekker_loader;
call kit.add_checkpoints('positions');
call kit.add_replicas('positions');
call kit.add_jobs('positions');

-- One row per position, in fixed units (packages/geo, position/record.ts). `partition` and "offset" name the entry of
-- the event log that told of it, `appended_at` the time from which it was known.
create table positions.history (
  tenant_id uuid not null,
  tracker_id uuid not null,
  recorded_at timestamptz not null,
  dedupe bytea not null check (length(dedupe) = 8),
  latitude_e7 integer not null check (latitude_e7 between -900000000 and 900000000),
  longitude_e7 integer not null check (longitude_e7 between -1800000000 and 1800000000),
  altitude_cm integer,
  accuracy_cm integer check (accuracy_cm >= 0),
  speed_mms integer check (speed_mms >= 0),
  heading_cd integer check (heading_cd between 0 and 35999),
  event_kind smallint not null,
  battery_percent real,
  attributes jsonb,
  received_at timestamptz not null,
  appended_at timestamptz not null,
  partition smallint not null,
  "offset" bigint not null,
  primary key (tenant_id, tracker_id, recorded_at, dedupe)
) partition by range (recorded_at);
call kit.isolate('positions.history', 'positions', 'select, insert');

-- Days without a partition of their own: the distant past, until it is packed.
create table positions.history_default partition of positions.history default;
alter table positions.history_default enable row level security;
alter table positions.history_default force row level security;

-- Makes the partitions of `days` days from a day on. Days that exist, or whose rows already lie in the default
-- partition, are left as they are. Returns how many were made.
create function positions.make_partitions(first_day date, days integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  day date;
  made integer := 0;
  name text;
begin
  for day in select d::date from generate_series(first_day, first_day + days - 1, interval '1 day') as d loop
    name := 'history_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('positions.' || name) is not null;
    begin
      execute format('create table positions.%I partition of positions.history for values from (%L) to (%L)',
        name, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
      execute format('alter table positions.%I enable row level security', name);
      execute format('alter table positions.%I force row level security', name);
      made := made + 1;
    exception when check_violation then
      null;
    end;
  end loop;
  return made;
end $$;
revoke all on function positions.make_partitions from public;
grant execute on function positions.make_partitions to trekker_positions_consumer;

-- The newest position of each tracker, by recorded time and then by content. "offset" is that of the entry that made
-- it the newest, so that a stream can resume behind an offset.
create table positions.latest (
  tenant_id uuid not null,
  tracker_id uuid not null,
  recorded_at timestamptz not null,
  dedupe bytea not null,
  latitude_e7 integer not null,
  longitude_e7 integer not null,
  altitude_cm integer,
  accuracy_cm integer,
  speed_mms integer,
  heading_cd integer,
  event_kind smallint not null,
  battery_percent real,
  received_at timestamptz not null,
  partition smallint not null,
  "offset" bigint not null,
  primary key (tenant_id, tracker_id)
) with (fillfactor = 70);
call kit.isolate('positions.latest', 'positions');

create table positions.quarantine (
  tenant_id uuid not null,
  fix_id uuid not null,
  reason text not null check (reason in ('OUT_OF_RANGE', 'IMPLAUSIBLE_TIME', 'UNKNOWN_TRACKER')),
  message text not null,
  identifier text not null,
  tracker_id uuid,
  transport text not null,
  decoded jsonb not null,
  raw text not null,
  received_at timestamptz not null,
  primary key (tenant_id, fix_id)
);
create index on positions.quarantine (tenant_id, received_at, fix_id);
call kit.isolate('positions.quarantine', 'positions');

-- COPY goes here first: it is not allowed on tables with row-level security. Temporary, so rows cost no WAL, and empty
-- again at every commit. Called as the loader; the consumer may only read.
create procedure positions.prepare_staging() language plpgsql as $$
begin
  if to_regclass('pg_temp.positions_staging') is null then
    create temporary table positions_staging (
      tenant_id uuid not null,
      tracker_id uuid not null,
      recorded_at timestamptz not null,
      dedupe bytea not null,
      latitude_e7 integer not null,
      longitude_e7 integer not null,
      altitude_cm integer,
      accuracy_cm integer,
      speed_mms integer,
      heading_cd integer,
      event_kind smallint not null,
      battery_percent real,
      attributes jsonb,
      received_at timestamptz not null
    ) on commit delete rows;
    grant select on positions_staging to trekker_positions_consumer;
  end if;
end $$;
