-- Several trackers of one person, of which one speaks at a time; and what happened in geofences.

-- What is told of a visit is told of a person's part of it too.
alter table geofences.carried_visits
  add column end_reason text,
  add column probable jsonb not null default '[]',
  add column loitering jsonb not null default '[]',
  add column dwelled_at timestamptz,
  add column lost_from timestamptz,
  add column lost_to timestamptz,
  -- Up to when it matters: to its end, or until the tracker was heard again.
  add column reach_to timestamptz not null generated always as (
    case when to_at is null or (lost_from is not null and lost_to is null) then 'infinity'
      else greatest(to_at, lost_to) end) stored;
create index carried_visits_reach on geofences.carried_visits (tenant_id, tracker_id, reach_to);
create index carried_visits_begun on geofences.carried_visits (tenant_id, tracker_id, from_at);

alter table geofences.assignments
  add column asset_id uuid,
  add column priority smallint not null default 0;
create index assignments_by_person on geofences.assignments (tenant_id, person_id, (coalesce(to_at, 'infinity')))
  where person_id is not null;

alter table geofences.person_visits
  add column end_reason text,
  add column probable jsonb not null default '[]',
  add column loitering jsonb not null default '[]',
  add column dwelled_at timestamptz,
  add column lost_from timestamptz,
  add column lost_to timestamptz;

-- How trackers were heard, as stage two has read it: `since_at` is when the tracker was last heard before.
create table geofences.silences (
  tenant_id uuid not null,
  tracker_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at),
  since_at timestamptz not null,
  off boolean not null,
  primary key (tenant_id, tracker_id, from_at)
);
create index on geofences.silences (tenant_id, tracker_id, (coalesce(to_at, 'infinity')));
call kit.isolate('geofences.silences', 'geofences');

-- From when on something was told of how a tracker was heard.
create table geofences.hearings (
  tenant_id uuid not null,
  tracker_id uuid not null,
  heard_from timestamptz not null,
  primary key (tenant_id, tracker_id)
);
call kit.isolate('geofences.hearings', 'geofences');

-- When silence may let another tracker speak for somebody with several.
create table geofences.speaker_deadlines (
  tenant_id uuid not null,
  person_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, person_id)
);
create index on geofences.speaker_deadlines (tenant_id, due_at);
call kit.isolate('geofences.speaker_deadlines', 'geofences');

-- Who was in which geofence without a break, and the events that were told of it: of a person, or of one visit of a
-- tracker (then `stay_id` is the visit's) as far as no person carried it. One without parts turned out not to have been.
create table geofences.stays (
  tenant_id uuid not null,
  stay_id uuid not null,
  person_id uuid,
  geofence_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  parts jsonb not null,
  events jsonb not null,
  -- How many events got their id from it.
  minted integer not null,
  primary key (tenant_id, stay_id)
);
create index on geofences.stays (tenant_id, person_id, geofence_id, (coalesce(to_at, 'infinity')))
  where person_id is not null;
call kit.isolate('geofences.stays', 'geofences');

-- What was believed to have happened, and when; see `visits`. `at` is by the devices' clocks.
create table geofences.geofence_events (
  tenant_id uuid not null,
  event_id uuid not null,
  revision integer not null check (revision >= 0),
  kind text not null check (kind in
    ('ENTERED', 'LEFT', 'DWELLED', 'CROSSED', 'LOITERED', 'STALE', 'LOST', 'EXCLUSION_VIOLATED')),
  at timestamptz not null,
  geofence_id uuid not null,
  tracker_id uuid not null,
  person_id uuid,
  asset_id uuid,
  visit_id uuid not null,
  retracted boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  believed boolean not null generated always as (known_to is null) stored,
  primary key (tenant_id, event_id, revision)
);
create unique index geofence_events_believed on geofences.geofence_events (tenant_id, event_id) where believed;
create index geofence_events_listed on geofences.geofence_events (tenant_id, at desc, event_id desc)
  where believed and not retracted;
create index geofence_events_by_person on geofences.geofence_events (tenant_id, person_id, at desc, event_id desc)
  where believed and not retracted;
create index geofence_events_by_tracker on geofences.geofence_events (tenant_id, tracker_id, at desc, event_id desc)
  where believed and not retracted;
create index geofence_events_by_geofence on geofences.geofence_events (tenant_id, geofence_id, at desc, event_id desc)
  where believed and not retracted;
call kit.isolate('geofences.geofence_events', 'geofences');

-- While stage two is derived anew: what was told last of each person's visit and event, to tell only the differences.
-- Empty outside of that transaction.
create table geofences.told_before (
  tenant_id uuid not null,
  kind text not null check (kind in ('PERSON_VISIT', 'EVENT')),
  id uuid not null,
  state jsonb not null,
  primary key (tenant_id, kind, id)
);
call kit.isolate('geofences.told_before', 'geofences');
