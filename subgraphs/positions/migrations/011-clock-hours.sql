-- How late the positions of each tracker became known, hour by hour: what tells of its clock.

-- `least_delay_ms` is the shortest time from when a position was recorded to when it was known, negative where the device
-- recorded it later; positions that were more than a day late are not among them.
create table positions.clock_hours (
  tenant_id uuid not null,
  tracker_id uuid not null,
  hour timestamptz not null,
  least_delay_ms bigint not null,
  messages integer not null check (messages > 0),
  partition smallint not null,
  primary key (tenant_id, tracker_id, hour)
) with (fillfactor = 80);
call kit.isolate('positions.clock_hours', 'positions');
