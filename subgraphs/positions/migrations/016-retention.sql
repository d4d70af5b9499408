-- For how long positions are kept: what is older than the tenant wants goes, in packed days, rows and all that is derived
-- from them here, unless a legal hold keeps it.

-- Since when positions of a tenant are kept. No row: nothing was ever deleted. `deleted_at` is null while something recorded
-- before `kept_since` may still lie here; `held` lists the trackers that were left out.
create table positions.retention (
  tenant_id uuid not null primary key,
  kept_since timestamptz not null,
  held uuid[] not null,
  deleted_at timestamptz
);
call kit.isolate('positions.retention', 'positions');

-- Trackers that a legal hold keeps, and since when their positions are kept; null: all there ever were.
create table positions.held_trackers (
  tenant_id uuid not null,
  tracker_id uuid not null,
  kept_since timestamptz,
  primary key (tenant_id, tracker_id)
);
call kit.isolate('positions.held_trackers', 'positions');

grant delete on positions.packed_days to trekker_positions_consumer;

-- Deletes what lies as rows of days of trackers of the current tenant. Returns how many there were.
create function positions.delete_days(trackers uuid[], days date[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone bigint;
begin
  if kit.current_tenant() is null then
    raise exception 'days are deleted of a tenant';
  end if;
  delete from positions.history h using unnest(trackers, days) as d (tracker, day)
  where h.tenant_id = kit.current_tenant() and h.tracker_id = d.tracker
    and h.recorded_at >= d.day::timestamp at time zone 'UTC' and h.recorded_at < (d.day + 1)::timestamp at time zone 'UTC';
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function positions.delete_days from public;
grant execute on function positions.delete_days to trekker_positions_consumer;
