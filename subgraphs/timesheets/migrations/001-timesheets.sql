-- Who was where and carried what, as geofences and trackers tell it, and since when we knew.

create schema timesheets;
grant usage on schema timesheets to trekker_timesheets_tenant, trekker_timesheets_consumer;
call kit.add_checkpoints('timesheets');
call kit.add_replicas('timesheets');

-- One row per entry of topic `person-visits` that tells of a visit, numbered by its offset. [valid_from, valid_to) is what
-- it says, [known_from, known_to) the time during which that was believed; the present belief has no known_to. `stale`
-- lists phases { from, to } in Unix milliseconds. Visits that are not `long` lie within a day behind their beginning, so
-- that two ranges of an index find all that have a moment in a week.
create table timesheets.person_visits (
  tenant_id uuid not null,
  "offset" bigint not null check ("offset" >= 0),
  person_visit_id uuid not null,
  person_id uuid not null,
  geofence_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  stale jsonb not null,
  retracted boolean not null,
  known_from timestamptz not null,
  known_to timestamptz,
  believed boolean not null generated always as (known_to is null) stored,
  long boolean not null generated always as (valid_to is null or valid_to - valid_from > interval '1 day') stored,
  primary key (tenant_id, "offset")
);
create unique index on timesheets.person_visits (tenant_id, person_visit_id) where believed;
create index person_visits_begun on timesheets.person_visits (tenant_id, person_id, valid_from);
create index person_visits_long on timesheets.person_visits (tenant_id, person_id) where long;
create index person_visits_long_believed on timesheets.person_visits (tenant_id, person_id) where long and believed;
call kit.isolate('timesheets.person_visits', 'timesheets', 'select');
-- A belief ends; what it said is never rewritten.
grant insert, delete, update (known_to) on timesheets.person_visits to trekker_timesheets_consumer;

-- Up to which instant of its own clock everything a tracker recorded in order is part of visits, in steps, and since when.
create table timesheets.tracker_progress (
  tenant_id uuid not null,
  tracker_id uuid not null,
  reached_at timestamptz not null,
  known_from timestamptz not null,
  primary key (tenant_id, tracker_id, reached_at)
);
call kit.isolate('timesheets.tracker_progress', 'timesheets', 'select');
grant insert, delete on timesheets.tracker_progress to trekker_timesheets_consumer;

-- One row per entry of topic `trackers` that tells of an assignment of a tracker to a person; see `person_visits`.
create table timesheets.assignments (
  tenant_id uuid not null,
  "offset" bigint not null check ("offset" >= 0),
  assignment_id uuid not null,
  tracker_id uuid not null,
  person_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  known_from timestamptz not null,
  known_to timestamptz,
  primary key (tenant_id, "offset")
);
create index on timesheets.assignments (tenant_id, assignment_id) where known_to is null;
create index on timesheets.assignments (tenant_id, person_id);
call kit.isolate('timesheets.assignments', 'timesheets', 'select');
grant insert, delete, update (known_to) on timesheets.assignments to trekker_timesheets_consumer;
