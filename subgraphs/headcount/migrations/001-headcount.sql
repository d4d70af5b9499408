-- Who was in which zone, as geofences tells it, and since when we knew.

create schema headcount;
grant usage on schema headcount to trekker_headcount_tenant, trekker_headcount_consumer;
call kit.add_checkpoints('headcount');
call kit.add_replicas('headcount');

-- One row per entry of topic `person-visits`, numbered by its offset. [valid_from, valid_to) is what the entry says of a
-- person visit, [known_from, known_to) the time during which that was believed; the present belief has no known_to.
-- `stale` lists phases { from, to } in Unix milliseconds. `span` is a class of length and finds the visits that hold at an
-- instant (src/domain/span.ts). `moves` are the instants at which the visit begins, ends, falls stale or is heard again,
-- `moves_until` the last of them. `counts` is a column because PostgreSQL takes conditions on null for rare until it has
-- statistics, and then picks an index at random.
create table headcount.person_visits (
  tenant_id uuid not null,
  "offset" bigint not null check ("offset" >= 0),
  person_visit_id uuid not null,
  person_id uuid not null,
  geofence_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  stale jsonb not null,
  retracted boolean not null,
  span smallint not null,
  moves timestamptz[] not null,
  moves_until timestamptz not null,
  known_from timestamptz not null,
  known_to timestamptz,
  counts boolean not null generated always as (known_to is null and not retracted) stored,
  primary key (tenant_id, "offset")
);
create unique index on headcount.person_visits (tenant_id, person_visit_id) where known_to is null;
create index on headcount.person_visits (tenant_id, span, valid_from) where counts;
create index on headcount.person_visits (tenant_id, moves_until) where counts;
call kit.isolate('headcount.person_visits', 'headcount', 'select');

-- A belief ends; what it said is never rewritten.
grant insert, delete, update (known_to) on headcount.person_visits to trekker_headcount_consumer;
