-- Who carries which tracker: people, assets, trackers, their identifiers, assignments, and when each was last heard.

-- Lets an exclusion constraint compare tenant and tracker beside the interval.
create extension if not exists btree_gist;

create schema trackers;
grant usage on schema trackers to trekker_trackers_tenant, trekker_trackers_consumer;
call kit.add_checkpoints('trackers');
call kit.add_replicas('trackers');
call kit.add_jobs('trackers');

create table trackers.people (
  tenant_id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  unit_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, person_id)
);
create index on trackers.people (tenant_id, name, person_id);
call kit.isolate('trackers.people', 'trackers');

create table trackers.assets (
  tenant_id uuid not null,
  asset_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  unit_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, asset_id)
);
create index on trackers.assets (tenant_id, name, asset_id);
call kit.isolate('trackers.assets', 'trackers');

create table trackers.trackers (
  tenant_id uuid not null,
  tracker_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  unit_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, tracker_id)
);
create index on trackers.trackers (tenant_id, name, tracker_id);
call kit.isolate('trackers.trackers', 'trackers');

-- The identifier is claimed before its tracker is written, so that a taken one leaves nothing behind: hence deferred.
create table trackers.identifiers (
  tenant_id uuid not null,
  identifier text not null check (identifier ~ '^[^[:space:][:cntrl:]]{1,64}$'),
  tracker_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, identifier),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id) deferrable initially deferred
);
create index on trackers.identifiers (tenant_id, tracker_id);
call kit.isolate('trackers.identifiers', 'trackers');

-- A tracker carried during [valid_from, valid_to). An empty interval says that the assignment never held.
create table trackers.assignments (
  tenant_id uuid not null,
  assignment_id uuid not null,
  tracker_id uuid not null,
  person_id uuid,
  asset_id uuid,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  primary key (tenant_id, assignment_id),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id),
  foreign key (tenant_id, person_id) references trackers.people (tenant_id, person_id),
  foreign key (tenant_id, asset_id) references trackers.assets (tenant_id, asset_id),
  check (num_nonnulls(person_id, asset_id) = 1),
  constraint no_two_carriers exclude using gist (
    tenant_id with =, tracker_id with =, tstzrange(valid_from, valid_to) with &&)
);
create index on trackers.assignments (tenant_id, tracker_id, valid_from);
create index on trackers.assignments (tenant_id, person_id) where person_id is not null;
create index on trackers.assignments (tenant_id, asset_id) where asset_id is not null;
create index on trackers.assignments (tenant_id, valid_from);
create index on trackers.assignments (tenant_id, valid_to) where valid_to is not null;
call kit.isolate('trackers.assignments', 'trackers');

-- When a tracker was last heard, and the newest entry of topic `positions` that says so. Rewritten with every batch of
-- positions, so it has no index beside its key: updates then stay within their page.
create table trackers.tracker_status (
  tenant_id uuid not null,
  tracker_id uuid not null,
  last_heard_at timestamptz not null,
  partition smallint not null,
  "offset" bigint not null,
  primary key (tenant_id, tracker_id),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id)
) with (fillfactor = 50);
call kit.isolate('trackers.tracker_status', 'trackers');
