-- Doubt and loss beside presence, what was marked by hand, limits, and any of it as it was believed at any time.

-- All of this is derived from the log, and is read from its beginning once more for what was not kept of it.
truncate headcount.person_visits, headcount.replicas, headcount.checkpoints;
call kit.add_jobs('headcount');

-- In which class of length (src/domain/span.ts) the time between two instants falls; null while it lasts.
create function headcount.class_of(since timestamptz, until timestamptz) returns smallint
  language sql immutable parallel safe
  return case when until is not null then
    least(43, greatest(16, floor(log(2, greatest(1, extract(epoch from until - since) * 1000)))::integer + 1))::smallint end;

-- `probable` lists phases like `stale`; [lost_from, lost_to) follows an end for silence. The visit says something of the
-- person until `until`, infinity while that lasts; `span` is the class of that. `once` says that it was believed and is no
-- longer; `known_span` is the class of the time during which it was.
alter table headcount.person_visits
  add column probable jsonb not null,
  add column end_reason text,
  add column lost_from timestamptz,
  add column lost_to timestamptz check (lost_to >= lost_from),
  add column until timestamptz not null
    generated always as (coalesce(case when lost_from is null then valid_to else lost_to end, 'infinity')) stored,
  add column once boolean not null generated always as (known_to is not null and not retracted) stored,
  add column known_span smallint generated always as (headcount.class_of(known_from, known_to)) stored;
create index person_visits_once on headcount.person_visits (tenant_id, known_span, known_from) where once;
create index person_visits_until on headcount.person_visits (tenant_id, person_id, until) where counts;
create index person_visits_begun on headcount.person_visits (tenant_id, person_id, valid_from) where counts;

-- Somebody was marked in or out of a zone, by a supervisor or with a code of the zone; numbered by its entry in the topic
-- `headcount`. Nothing of it is ever changed: who was wrong says something else.
create table headcount.marks (
  tenant_id uuid not null,
  mark_id uuid not null,
  "offset" bigint not null,
  person_id uuid not null,
  geofence_id uuid not null,
  kind text not null check (kind in ('IN', 'OUT')),
  source text not null check (source in ('MANUAL', 'QR')),
  at timestamptz not null,
  note text check (length(note) between 1 and 500),
  actor_kind text not null,
  actor_id text not null,
  known_from timestamptz not null,
  primary key (tenant_id, mark_id)
);
create index on headcount.marks (tenant_id, person_id, at);
call kit.isolate('headcount.marks', 'headcount', 'select, insert');

-- For how long a mark holds, and since when that is believed. `visits_offset` and `deeds_offset` name the entry of topic
-- `person-visits` or `headcount` that led to it.
create table headcount.mark_spans (
  tenant_id uuid not null,
  mark_id uuid not null,
  person_id uuid not null,
  geofence_id uuid not null,
  kind text not null,
  source text not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  until timestamptz not null generated always as (coalesce(valid_to, 'infinity')) stored,
  span smallint not null generated always as (coalesce(headcount.class_of(valid_from, valid_to), 0)) stored,
  visits_offset bigint,
  deeds_offset bigint,
  known_from timestamptz not null,
  known_to timestamptz,
  counts boolean not null generated always as (known_to is null) stored,
  once boolean not null generated always as (known_to is not null) stored,
  known_span smallint generated always as (headcount.class_of(known_from, known_to)) stored,
  primary key (tenant_id, mark_id, known_from),
  foreign key (tenant_id, mark_id) references headcount.marks (tenant_id, mark_id)
);
create unique index on headcount.mark_spans (tenant_id, mark_id) where counts;
create index on headcount.mark_spans (tenant_id, span, valid_from) where counts;
create index mark_spans_once on headcount.mark_spans (tenant_id, known_span, known_from) where once;
create index mark_spans_until on headcount.mark_spans (tenant_id, person_id, until) where counts;
create index on headcount.mark_spans (tenant_id, valid_from) where counts;
create index on headcount.mark_spans (tenant_id, visits_offset) where visits_offset is not null;
create index on headcount.mark_spans (tenant_id, deeds_offset) where deeds_offset is not null;
call kit.isolate('headcount.mark_spans', 'headcount', 'select, insert, update');

-- When marks of a place and all below it end each day; no time: they do not. Numbered by its entry; of several the newest
-- holds.
create table headcount.reset_schedules (
  tenant_id uuid not null,
  place_id uuid not null,
  "offset" bigint not null,
  local_time text check (local_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  time_zone text not null,
  set_at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  known_from timestamptz not null,
  primary key (tenant_id, place_id, "offset")
);
call kit.isolate('headcount.reset_schedules', 'headcount', 'select, insert');

-- Resets that were carried out; once per place and instant.
create table headcount.resets (
  tenant_id uuid not null,
  place_id uuid not null,
  at timestamptz not null,
  "offset" bigint not null,
  known_from timestamptz not null,
  primary key (tenant_id, place_id, at)
);
call kit.isolate('headcount.resets', 'headcount', 'select, insert');

-- How many people may and must be in a zone or place; a version holds from `valid_from` on until the next one. `removed`
-- says that there is none from then on. `kinds` and `company_id` say which people count; null where all do.
create table headcount.limits (
  tenant_id uuid not null,
  limit_id uuid not null,
  number integer not null check (number > 0),
  "offset" bigint not null,
  geofence_id uuid,
  place_id uuid,
  minimum integer check (minimum > 0),
  maximum integer check (maximum >= 0),
  kinds text[],
  company_id uuid,
  removed boolean not null,
  valid_from timestamptz not null,
  known_from timestamptz not null,
  primary key (tenant_id, limit_id, number),
  check ((geofence_id is null) <> (place_id is null))
);
create index on headcount.limits (tenant_id, geofence_id) where geofence_id is not null;
create index on headcount.limits (tenant_id, place_id) where place_id is not null;
create index on headcount.limits (tenant_id, "offset");
call kit.isolate('headcount.limits', 'headcount', 'select, insert');

-- What was told of limits: one row per belief about an event, as of visits.
create table headcount.limit_events (
  tenant_id uuid not null,
  event_id uuid not null,
  revision integer not null check (revision >= 0),
  limit_id uuid not null,
  kind text not null check (kind in ('LIMIT_REACHED', 'LIMIT_EXCEEDED', 'BELOW_MINIMUM', 'LIMIT_CLEARED')),
  at timestamptz not null,
  count integer not null,
  minimum integer,
  maximum integer,
  retracted boolean not null,
  known_from timestamptz not null,
  known_to timestamptz,
  counts boolean not null generated always as (known_to is null and not retracted) stored,
  primary key (tenant_id, event_id, revision)
);
create index on headcount.limit_events (tenant_id, limit_id, at) where counts;
call kit.isolate('headcount.limit_events', 'headcount', 'select, insert, update');

-- Up to which entry of topic `person-visits` marks and limits were derived: reading it again changes and tells nothing of
-- them. Whoever derives in a tenant locks its row, one after the other.
create table headcount.derived (
  tenant_id uuid not null primary key,
  visits_offset bigint not null
);
call kit.isolate('headcount.derived', 'headcount', 'select, insert, update');
