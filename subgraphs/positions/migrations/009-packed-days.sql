-- Days that are over, packed: one row per tracker and day in place of one per position.

-- `path` holds when and where, `details` everything else a row of the history has; src/domain/packed-day has the format.
-- Whatever lies in the history with an offset up to `last_offset` is in here as well. `cells` are where the tracker was
-- in which hour, in cells of a size that `cell_level` tells (src/domain/packed-day/hour-cells.ts).
create table positions.packed_days (
  tenant_id uuid not null,
  tracker_id uuid not null,
  day date not null,
  count integer not null check (count > 0),
  first_recorded_at timestamptz not null,
  last_recorded_at timestamptz not null,
  south_e7 integer not null,
  west_e7 integer not null,
  north_e7 integer not null,
  east_e7 integer not null,
  last_offset bigint not null,
  cell_level smallint not null,
  cells integer[] not null,
  path bytea not null,
  details bytea not null,
  primary key (tenant_id, tracker_id, day)
);
-- They are compressed already.
alter table positions.packed_days alter column path set storage external, alter column details set storage external;
create index on positions.packed_days (tenant_id, day);
call kit.isolate('positions.packed_days', 'positions', 'select');
grant insert, update on positions.packed_days to trekker_positions_consumer;

-- Which closed days of which trackers got positions that are not packed yet. Written by the append that brings them.
create table positions.late_days (
  tenant_id uuid not null,
  tracker_id uuid not null,
  day date not null,
  primary key (tenant_id, tracker_id, day)
);
alter table positions.late_days enable row level security;
alter table positions.late_days force row level security;
create policy consumer_rows on positions.late_days to trekker_positions_consumer using (true) with check (true);
create policy owner_rows on positions.late_days to trekker_owner using (true) with check (true);
grant select, insert, delete on positions.late_days to trekker_positions_consumer;

-- Days of which every tracker of every tenant is packed, and since when; their partition goes once nobody can still be
-- reading it. They belong to all tenants: 00000000-0000-0000-0000-000000000000.
create table positions.days_packed (
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000000',
  day date not null,
  packed_at timestamptz not null,
  primary key (tenant_id, day)
);
alter table positions.days_packed enable row level security;
alter table positions.days_packed force row level security;
create policy consumer_rows on positions.days_packed to trekker_positions_consumer using (true) with check (true);
grant select, insert, update, delete on positions.days_packed to trekker_positions_consumer;

-- For the functions below, which see all tenants and tell of none of them but the ids.
create policy owner_rows on positions.history for select to trekker_owner using (true);
create policy owner_rows on positions.packed_days for select to trekker_owner using (true);
create policy owner_rows on positions.history_default for select to trekker_owner using (true);

-- What came before there were packed days.
insert into positions.late_days
select distinct tenant_id, tracker_id, (recorded_at at time zone 'UTC')::date from positions.history_default;

-- Empties the staging table for a batch and tells from which day on days are open: what is recorded before it may be
-- packed by others at any time and needs the lock of its day. Packing keeps a day's distance from it.
create function positions.open_staging() returns date language plpgsql as $$
begin
  call positions.prepare_staging();
  return (clock_timestamp() at time zone 'UTC')::date - 1;
end $$;

-- The last day that may be packed.
create function positions.last_closed_day() returns date language sql stable
  return (clock_timestamp() at time zone 'UTC')::date - 3;

-- Days before a day that have a partition of their own.
create function positions.partitioned_days(before date) returns setof date
  language sql stable security definer set search_path = pg_catalog as $$
  select day from (
    select to_date(right(c.relname, 8), 'YYYYMMDD') as day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'positions.history'::regclass and c.relname ~ '^history_[0-9]{8}$') as days
  where day < before order by day
$$;
revoke all on function positions.partitioned_days from public;
grant execute on function positions.partitioned_days to trekker_positions_consumer;

-- Whose positions lie in the partition of a day without being packed: trackers without a packed day, and those whose day
-- got more since. One look into the index for each tracker, however many positions there are.
create function positions.unpacked_trackers(wanted date) returns table (tenant_id uuid, tracker_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  starts timestamptz := wanted::timestamp at time zone 'UTC';
  ends timestamptz := (wanted + 1)::timestamp at time zone 'UTC';
begin
  if to_regclass('positions.history_' || to_char(wanted, 'YYYYMMDD')) is null then return; end if;
  return query
    with recursive one as (
      (select h.tenant_id as tenant, h.tracker_id as tracker from positions.history h
       where h.recorded_at >= starts and h.recorded_at < ends
       order by h.tenant_id, h.tracker_id limit 1)
      union all
      select n.tenant_id, n.tracker_id from one cross join lateral (
        select h.tenant_id, h.tracker_id from positions.history h
        where (h.tenant_id, h.tracker_id) > (one.tenant, one.tracker) and h.recorded_at >= starts and h.recorded_at < ends
        order by h.tenant_id, h.tracker_id limit 1) as n)
    select one.tenant, one.tracker from one
    where not exists (
        select from positions.packed_days p
        where p.tenant_id = one.tenant and p.tracker_id = one.tracker and p.day = wanted)
      or exists (
        select from positions.late_days l
        where l.tenant_id = one.tenant and l.tracker_id = one.tracker and l.day = wanted);
end $$;
revoke all on function positions.unpacked_trackers from public;
grant execute on function positions.unpacked_trackers to trekker_positions_consumer;

-- Takes what is packed of a tracker's day out of the default partition. Days with a partition go with it.
create function positions.forget_packed(tracker uuid, wanted date) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  starts timestamptz := wanted::timestamp at time zone 'UTC';
  ends timestamptz := (wanted + 1)::timestamp at time zone 'UTC';
  gone integer;
begin
  if to_regclass('positions.history_' || to_char(wanted, 'YYYYMMDD')) is not null then return 0; end if;
  delete from positions.history h using positions.packed_days p
  where h.tenant_id = kit.current_tenant() and h.tracker_id = tracker and h.recorded_at >= starts and h.recorded_at < ends
    and p.tenant_id = h.tenant_id and p.tracker_id = tracker and p.day = wanted and h."offset" <= p.last_offset;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function positions.forget_packed from public;
grant execute on function positions.forget_packed to trekker_positions_consumer;

-- Drops the partition of a day of which everything is packed. False when a position came meanwhile; then nothing is
-- dropped. Waits for whoever uses the history no longer than the transaction's lock_timeout, and others wait behind it.
create function positions.drop_packed_day(wanted date) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if wanted > positions.last_closed_day() then
    raise exception 'day % is not closed', wanted;
  end if;
  lock table positions.history in access exclusive mode;
  if exists (select from positions.late_days l where l.day = wanted) then return false; end if;
  execute format('drop table if exists positions.%I', 'history_' || to_char(wanted, 'YYYYMMDD'));
  return true;
end $$;
revoke all on function positions.drop_packed_day from public;
grant execute on function positions.drop_packed_day to trekker_positions_consumer;
