-- What a tracker's messages are read with where they do not say it themselves.

-- A row whose settings were taken away stays with nulls, so that whoever follows hears of it. `version` grows with every
-- change of any tenant in the order of commits.
create table positions.tracker_decodings (
  tenant_id uuid not null,
  tracker_id uuid not null,
  -- How far the device's clock is ahead of UTC, seconds.
  utc_offset_seconds integer check (abs(utc_offset_seconds) <= 64800),
  -- IANA name of the time zone of the device's clock, instead of an offset.
  time_zone text,
  speed_unit text check (speed_unit in ('knots', 'kilometersPerHour', 'metersPerSecond', 'milesPerHour')),
  model text check (length(model) between 1 and 50),
  set_at timestamptz not null,
  version bigint not null,
  primary key (tenant_id, tracker_id),
  check (utc_offset_seconds is null or time_zone is null)
);
create index on positions.tracker_decodings (version);
call kit.isolate('positions.tracker_decodings', 'positions');
create policy owner_rows on positions.tracker_decodings to trekker_owner using (true);

-- The version of the next change. Changes wait for each other until they are committed, so whoever has seen a version has
-- seen all before it.
create function positions.next_decoding_version() returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(1684366188);
  return (select coalesce(max(version), 0) + 1 from positions.tracker_decodings);
end $$;
revoke all on function positions.next_decoding_version from public;
grant execute on function positions.next_decoding_version to trekker_positions_tenant;

-- What changed behind a version, of all tenants: intake follows it.
create function positions.decodings_since(after bigint) returns setof positions.tracker_decodings
  language sql stable security definer set search_path = pg_catalog as $$
    select * from positions.tracker_decodings where version > after order by version limit 10000
  $$;
revoke all on function positions.decodings_since from public;
grant execute on function positions.decodings_since to trekker_positions_consumer;

-- What a frame in quarantine was read with and which of its messages the row is, so that it can be read again with other
-- settings: `{ session, part }`. Null where that cannot be: phones, and rows from before.
alter table positions.quarantine add column read_with jsonb;
