-- Musters: who was expected, and everything that was done and said in them.

-- What the states of people follow from is fixed at the start. `visits_offset` is how far the topic `person-visits` had been
-- read then, `ended_offset` how far at the end: what was told in between was known while the muster went on. `acts` counts
-- the acts; its row is locked by each, so that they are numbered in the order in which they commit.
create table headcount.musters (
  tenant_id uuid not null,
  muster_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  mode text not null check (mode in ('LIVE', 'DRILL', 'TEST')),
  station_policy text not null check (station_policy in ('ALLOW', 'ASK', 'REFUSE')),
  expected_minutes integer check (expected_minutes between 1 and 1440),
  place_id uuid not null,
  place_path uuid[] not null check (place_path[cardinality(place_path)] = place_id),
  zone_ids uuid[] not null,
  station_ids uuid[] not null,
  started_at timestamptz not null,
  visits_offset bigint not null,
  status text not null check (status in ('RUNNING', 'PAUSED', 'ENDED', 'CANCELLED')),
  acts integer not null check (acts > 0),
  ended_at timestamptz check (ended_at >= started_at),
  ended_offset bigint,
  open boolean not null generated always as (status in ('RUNNING', 'PAUSED')) stored,
  primary key (tenant_id, muster_id),
  check (open = (ended_at is null)),
  check (open = (ended_offset is null))
);
create index on headcount.musters (tenant_id, started_at desc, muster_id desc);
create index on headcount.musters (tenant_id) where open;
call kit.isolate('headcount.musters', 'headcount', 'select, insert');
grant update (status, acts, ended_at, ended_offset) on headcount.musters to trekker_headcount_tenant;

-- Who was on the list at the start, and what was believed of their visits then; never changed.

create table headcount.muster_expected (
  tenant_id uuid not null,
  muster_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('PRESENT', 'PROBABLE', 'STALE', 'UNKNOWN')),
  zone_id uuid,
  silent_since timestamptz,
  by_hand boolean not null,
  visits jsonb not null,
  primary key (tenant_id, muster_id, person_id),
  foreign key (tenant_id, muster_id) references headcount.musters (tenant_id, muster_id)
);
call kit.isolate('headcount.muster_expected', 'headcount', 'select, insert');

-- Everything that was done or said in a muster, by whom, and when we knew; never changed. `at` is when it was true: what
-- a warden notes without a connection comes later.
create table headcount.muster_acts (
  tenant_id uuid not null,
  muster_id uuid not null,
  number integer not null check (number > 0),
  act_id uuid not null,
  kind text not null check (kind in ('STARTED', 'PAUSED', 'RESUMED', 'ENDED', 'CANCELLED', 'MARKED', 'CODE_MADE')),
  at timestamptz not null,
  known_at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  person_id uuid,
  mark text check (mark in ('SAFE', 'OFF_SITE', 'INJURED', 'MISSING')),
  by text check (by in ('WARDEN', 'QR')),
  station_id uuid,
  note text check (length(note) between 1 and 500),
  idempotency_key text check (length(idempotency_key) between 1 and 100),
  fingerprint text,
  primary key (tenant_id, muster_id, number),
  unique (tenant_id, act_id),
  foreign key (tenant_id, muster_id) references headcount.musters (tenant_id, muster_id),
  check ((kind = 'MARKED') = (mark is not null and by is not null and person_id is not null)),
  check ((idempotency_key is null) = (fingerprint is null))
);
create unique index muster_acts_once on headcount.muster_acts (tenant_id, idempotency_key) where idempotency_key is not null;
call kit.isolate('headcount.muster_acts', 'headcount', 'select, insert');

-- Stations of units and people; of several rows of one subject the newest holds, none at all means any station.
create table headcount.station_assignments (
  tenant_id uuid not null,
  assignment_id uuid not null,
  unit_id uuid,
  person_id uuid,
  station_ids uuid[] not null,
  set_at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  primary key (tenant_id, assignment_id),
  check (num_nonnulls(unit_id, person_id) = 1)
);
create index on headcount.station_assignments (tenant_id, unit_id, person_id, set_at desc, assignment_id desc);
call kit.isolate('headcount.station_assignments', 'headcount', 'select, insert');
