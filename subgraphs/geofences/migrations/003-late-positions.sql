-- Late positions become part of visits: presence keeps the fixes it judged, so that any stretch of a tracker's time can be
-- derived anew. What was derived before lacks them, so it is derived again from the log.

truncate geofences.visits, geofences.tracker_presence, geofences.late_positions;
alter table geofences.checkpoints no force row level security;
delete from geofences.checkpoints where projection = 'presence';
alter table geofences.checkpoints force row level security;
drop table geofences.late_positions;

-- Where each tracker stands after its last fix (`state`), the fixes since the last segment was closed (`tail`) and where it
-- stood before them (`start`), as src/domain/presence/state-text.ts and src/db/fix-tail.ts write them. Rows change with
-- every report, so they are kept in one piece.
-- `told` is what was told of the visits of its standings, `seen_until` up to when nothing more was heard as far as is known.
alter table geofences.tracker_presence
  drop column last_dedupe,
  drop column standings,
  add column state text not null,
  add column told jsonb not null,
  add column seen_until timestamptz not null,
  add column start text not null,
  add column tail bytea not null,
  add column fixes_from timestamptz,
  add column south real,
  add column west real,
  add column north real,
  add column east real;
alter table geofences.tracker_presence set (toast_tuple_target = 8160);

-- Runs of a tracker's fixes before those, none of which share an instant with the next run. The box holds all of them.
create table geofences.fix_segments (
  tenant_id uuid not null,
  tracker_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at >= from_at),
  partition smallint not null,
  start text not null,
  fixes bytea not null,
  known bytea not null,
  south real not null,
  west real not null,
  north real not null,
  east real not null,
  primary key (tenant_id, tracker_id, from_at)
);
create index on geofences.fix_segments (tenant_id, from_at);
create index on geofences.fix_segments (partition);
call kit.isolate('geofences.fix_segments', 'geofences');

-- `decided_at` is the time of the fix with which a visit was over; null while it may change in order.
alter table geofences.visits
  drop constraint visits_end_reason_check,
  add check (end_reason in ('LEFT', 'FENCE_CHANGED', 'INACTIVE', 'STALE', 'DEVICE_OFF', 'CROSSED')),
  add column partition smallint not null,
  add column began_by text not null,
  add column ended_by text,
  add column probable jsonb not null,
  add column loitering jsonb not null,
  add column lost jsonb,
  add column dwelled_at timestamptz,
  add column retracted boolean not null,
  add column decided_at timestamptz;
create index visits_decided on geofences.visits (tenant_id, tracker_id, (coalesce(decided_at, 'infinity')))
  where believed and not retracted;
create index on geofences.visits (partition);

-- Beliefs of a partition that is derived anew, until the new ones are held against them.
create table geofences.visits_before (like geofences.visits including defaults including generated);
alter table geofences.visits_before add primary key (tenant_id, visit_id, revision);
create index on geofences.visits_before (partition);
call kit.isolate('geofences.visits_before', 'geofences');
