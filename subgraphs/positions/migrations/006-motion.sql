-- What trackers did: trips, stops and figures by the hour, as src/domain/motion derives them from the position log.

-- Where each tracker stands after its newest position, as src/domain/motion/state.ts writes it.
create table positions.motion_trackers (
  tenant_id uuid not null,
  tracker_id uuid not null,
  partition smallint not null,
  state text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, tracker_id)
) with (fillfactor = 70);
call kit.isolate('positions.motion_trackers', 'positions');

-- Where it stood before the first position of each hour that has one, so that any hour can be derived anew.
create table positions.motion_states (
  tenant_id uuid not null,
  tracker_id uuid not null,
  hour_at timestamptz not null,
  partition smallint not null,
  state text not null,
  primary key (tenant_id, tracker_id, hour_at)
);
call kit.isolate('positions.motion_states', 'positions');

-- Figures of each UTC hour that has a position. Distances in millimetres: in trips, in stops (mostly noise), and straight
-- across silences that end in the hour. The box holds all positions of the hour.
create table positions.motion_hours (
  tenant_id uuid not null,
  tracker_id uuid not null,
  hour_at timestamptz not null,
  partition smallint not null,
  positions integer not null,
  moving_ms integer not null,
  stopped_ms integer not null,
  moving_mm bigint not null,
  stopped_mm bigint not null,
  unknown_mm bigint not null,
  max_speed_mms integer,
  first_at timestamptz not null,
  last_at timestamptz not null,
  south_e7 integer not null,
  west_e7 integer not null,
  north_e7 integer not null,
  east_e7 integer not null,
  primary key (tenant_id, tracker_id, hour_at)
) with (fillfactor = 80);
create index on positions.motion_hours (tenant_id, hour_at);
call kit.isolate('positions.motion_hours', 'positions');

-- Trips and stops that are over; what still goes on is in the state of its tracker. A stop lies at one place, the middle of
-- its positions.
create table positions.stretches (
  tenant_id uuid not null,
  tracker_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  partition smallint not null,
  kind text not null check (kind in ('TRIP', 'STOP')),
  from_latitude_e7 integer not null,
  from_longitude_e7 integer not null,
  to_latitude_e7 integer not null,
  to_longitude_e7 integer not null,
  distance_mm bigint not null,
  max_speed_mms integer,
  ended_by text not null check (ended_by in ('STOP', 'DEPARTURE', 'SILENCE')),
  primary key (tenant_id, tracker_id, from_at)
);
call kit.isolate('positions.stretches', 'positions');
