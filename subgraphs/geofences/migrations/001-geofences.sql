-- Where is what: places, geofences with every version of their shape, and who was in which of them when.

create schema geofences;
grant usage on schema geofences to trekker_geofences_tenant, trekker_geofences_consumer;
call kit.add_checkpoints('geofences');
call kit.add_replicas('geofences');
call kit.add_jobs('geofences');

-- `path` holds the ids from the top down to the place itself, so that a subtree is one condition.
create table geofences.places (
  tenant_id uuid not null,
  place_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('SITE', 'BUILDING', 'FLOOR', 'AREA')),
  parent_id uuid,
  path uuid[] not null check (path[cardinality(path)] = place_id),
  created_at timestamptz not null,
  primary key (tenant_id, place_id),
  foreign key (tenant_id, parent_id) references geofences.places (tenant_id, place_id),
  unique nulls not distinct (tenant_id, parent_id, name)
);
create index on geofences.places (tenant_id, name, place_id);
call kit.isolate('geofences.places', 'geofences');

create table geofences.geofences (
  tenant_id uuid not null,
  geofence_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('WORK_ZONE', 'MUSTER_POINT', 'EXCLUSION', 'GATE', 'BREAK_AREA')),
  place_id uuid,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (tenant_id, geofence_id),
  foreign key (tenant_id, place_id) references geofences.places (tenant_id, place_id)
);
create index on geofences.geofences (tenant_id, name, geofence_id) where archived_at is null;
create index on geofences.geofences (tenant_id, place_id) where place_id is not null;
call kit.isolate('geofences.geofences', 'geofences');

-- How often a tenant's geofences were edited. Its row is locked by every edit, so edits are numbered in the order in
-- which they commit.
create table geofences.edits (
  tenant_id uuid primary key,
  edit bigint not null check (edit > 0)
);
call kit.isolate('geofences.edits', 'geofences', 'select, insert, update');

-- A version holds from `valid_from` until the next one does. The last version of an archived geofence has no shape: it
-- is the end. `edit` says in which edit of the tenant it came to be: a partition of positions knows exactly the versions
-- up to the edit its last control entry names. Coordinates are kept as the text they came as, to the bit.
create table geofences.geofence_versions (
  tenant_id uuid not null,
  geofence_id uuid not null,
  number integer not null check (number > 0),
  edit bigint not null,
  valid_from timestamptz not null,
  shape text not null check (shape in ('BOUNDARY', 'CIRCLE', 'NONE')),
  boundary text,
  latitude double precision,
  longitude double precision,
  radius_meters double precision,
  rules jsonb not null,
  primary key (tenant_id, geofence_id, number),
  foreign key (tenant_id, geofence_id) references geofences.geofences (tenant_id, geofence_id),
  check ((shape = 'BOUNDARY') = (boundary is not null)),
  check (num_nonnulls(latitude, longitude, radius_meters) = case when shape = 'CIRCLE' then 3 else 0 end)
);
create index on geofences.geofence_versions (tenant_id, edit);
call kit.isolate('geofences.geofence_versions', 'geofences', 'select, insert');

-- How each tracker stands to the geofences it is in, or about to be in or out of, after the newest position applied.
create table geofences.tracker_presence (
  tenant_id uuid not null,
  tracker_id uuid not null,
  partition smallint not null,
  last_recorded_at timestamptz not null,
  last_dedupe bytea not null check (length(last_dedupe) = 8),
  standings jsonb not null,
  next_deadline timestamptz,
  primary key (tenant_id, tracker_id)
) with (fillfactor = 60);
create index on geofences.tracker_presence (partition);
call kit.isolate('geofences.tracker_presence', 'geofences');
-- A consumer that starts learns the deadlines of its partition, whoever they belong to.
create policy consumer_rows on geofences.tracker_presence for select to trekker_geofences_consumer using (true);

-- What was believed of visits, and when: one row per belief. It is believed during [known_from, known_to), by our clock;
-- `from_at` and `to_at` are by the device's. A new belief adds a row and ends the one before; nothing else is changed.
-- `believed` is a column because PostgreSQL takes conditions on null for rare until it has statistics, and then picks any
-- index whose condition holds.
create table geofences.visits (
  tenant_id uuid not null,
  visit_id uuid not null,
  revision integer not null check (revision >= 0),
  tracker_id uuid not null,
  geofence_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  end_reason text check (end_reason in ('LEFT', 'FENCE_CHANGED')),
  stale jsonb not null,
  evidence jsonb not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  superseded_by uuid,
  believed boolean not null generated always as (known_to is null) stored,
  primary key (tenant_id, visit_id, revision),
  check ((to_at is null) = (end_reason is null))
);
create unique index visits_believed on geofences.visits (tenant_id, visit_id) where believed;
create index visits_by_time on geofences.visits (tenant_id, from_at desc, visit_id desc);
create index visits_by_tracker on geofences.visits (tenant_id, tracker_id, from_at desc, visit_id desc);
create index visits_by_geofence on geofences.visits (tenant_id, geofence_id, from_at desc, visit_id desc);
create index visits_by_end on geofences.visits (tenant_id, tracker_id, (coalesce(to_at, 'infinity'))) where believed;
create index visits_open on geofences.visits (tenant_id, geofence_id) where believed and to_at is null;
call kit.isolate('geofences.visits', 'geofences');

-- Positions that came after a newer one of their tracker: stored, counted, and not part of visits yet.
create table geofences.late_positions (
  tenant_id uuid not null,
  tracker_id uuid not null,
  recorded_at timestamptz not null,
  dedupe bytea not null check (length(dedupe) = 8),
  partition smallint not null,
  "offset" bigint not null,
  primary key (tenant_id, tracker_id, recorded_at, dedupe)
);
call kit.isolate('geofences.late_positions', 'geofences');

-- What stage two has read of the topic `visits`: the newest state of each visit and of each assignment of a tracker to a
-- person. It reads nothing else, so that one topic is its whole order.
create table geofences.carried_visits (
  tenant_id uuid not null,
  visit_id uuid not null,
  tracker_id uuid not null,
  geofence_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  stale jsonb not null,
  primary key (tenant_id, visit_id)
);
create index on geofences.carried_visits (tenant_id, tracker_id, to_at);
call kit.isolate('geofences.carried_visits', 'geofences');

create table geofences.assignments (
  tenant_id uuid not null,
  assignment_id uuid not null,
  tracker_id uuid not null,
  person_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (tenant_id, assignment_id)
);
create index on geofences.assignments (tenant_id, tracker_id);
call kit.isolate('geofences.assignments', 'geofences');

-- What was believed of people's visits, and when; see `visits`. A retracted one was never true.
create table geofences.person_visits (
  tenant_id uuid not null,
  person_visit_id uuid not null,
  revision integer not null check (revision >= 0),
  person_id uuid not null,
  visit_id uuid not null,
  assignment_id uuid not null,
  tracker_id uuid not null,
  geofence_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  stale jsonb not null,
  retracted boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  superseded_by uuid,
  believed boolean not null generated always as (known_to is null) stored,
  primary key (tenant_id, person_visit_id, revision)
);
create unique index person_visits_believed on geofences.person_visits (tenant_id, person_visit_id) where believed;
create index person_visits_by_end on geofences.person_visits (tenant_id, person_id, (coalesce(to_at, 'infinity')))
  where believed;
create index person_visits_by_visit on geofences.person_visits (tenant_id, visit_id) where believed;
call kit.isolate('geofences.person_visits', 'geofences');
