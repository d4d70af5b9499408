-- A batch may hold positions of several partitions: staged rows state theirs, as that decides the offset they get.
-- Temporary and empty again at every commit, as the staging table it takes the place of.
create function positions.open_arrivals() returns date language plpgsql as $$
begin
  if to_regclass('pg_temp.arrivals') is null then
    create temporary table arrivals (
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
      received_at timestamptz not null,
      partition smallint not null
    ) on commit delete rows;
    grant select on arrivals to trekker_positions_consumer;
  end if;
  return (clock_timestamp() at time zone 'UTC')::date - 1;
end $$;
