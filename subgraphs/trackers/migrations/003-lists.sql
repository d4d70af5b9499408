-- What lists are ordered and filtered by: names without regard to case, who is in which geofence, where and since when
-- a tracker is heard. Under row-level security PostgreSQL gives an index only conditions that cannot leak what they
-- compare. Hence a column where `lower(name)` would do elsewhere, and no index of trigrams, which would never be used.

alter table trackers.people add column sort_name text not null generated always as (lower(name)) stored;
alter table trackers.assets add column sort_name text not null generated always as (lower(name)) stored;
alter table trackers.trackers add column sort_name text not null generated always as (lower(name)) stored;
create index on trackers.people (tenant_id, sort_name, person_id);
create index on trackers.assets (tenant_id, sort_name, asset_id);
create index on trackers.trackers (tenant_id, sort_name, tracker_id);
drop index trackers.people_tenant_id_name_person_id_idx;
drop index trackers.assets_tenant_id_name_asset_id_idx;
drop index trackers.trackers_tenant_id_name_tracker_id_idx;

-- Visits that last, as the topic `visits` tells of them: which geofences a tracker is inside now, and since when.
create table trackers.tracker_zones (
  tenant_id uuid not null,
  visit_id uuid not null,
  tracker_id uuid not null,
  geofence_id uuid not null,
  valid_from timestamptz not null,
  primary key (tenant_id, visit_id),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id)
);
create index on trackers.tracker_zones (tenant_id, tracker_id);
create index on trackers.tracker_zones (tenant_id, geofence_id);
call kit.isolate('trackers.tracker_zones', 'trackers');

-- [first_heard_at, last_heard_at] without a pause longer than a tracker counts as connected; `heard_since` of its status
-- begins the span that is not over. Times are append times of topic `positions`.
create table trackers.heard_spans (
  tenant_id uuid not null,
  tracker_id uuid not null,
  first_heard_at timestamptz not null,
  last_heard_at timestamptz not null check (last_heard_at >= first_heard_at),
  primary key (tenant_id, tracker_id, first_heard_at),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id)
);
call kit.isolate('trackers.heard_spans', 'trackers');

-- Both are derived from the log and under new names, so they are read from its beginning once more.
truncate trackers.tracker_status, trackers.replicas;
alter table trackers.tracker_status
  add column heard_since timestamptz not null,
  -- Key of the newest position by the device's clock; null while only signs of life without a place were heard.
  add column recorded_at timestamptz,
  add column dedupe bytea check (length(dedupe) = 8),
  add check ((recorded_at is null) = (dedupe is null)),
  add check (heard_since <= last_heard_at);
