-- Where each tracker was last located: where a search for whoever is missing begins, also while nobody else answers.

create table headcount.last_positions (
  tenant_id uuid not null,
  tracker_id uuid not null,
  recorded_at timestamptz not null,
  dedupe bytea not null check (length(dedupe) = 8),
  latitude_e7 integer not null,
  longitude_e7 integer not null,
  accuracy_centimeters integer,
  partition smallint not null,
  primary key (tenant_id, tracker_id)
);
call kit.isolate('headcount.last_positions', 'headcount', 'select');
grant insert, update, delete on headcount.last_positions to trekker_headcount_consumer;

-- The same as it was when a muster ended: what people do later is nobody's business there. Never changed.
create table headcount.muster_last_positions (
  tenant_id uuid not null,
  muster_id uuid not null,
  tracker_id uuid not null,
  recorded_at timestamptz not null,
  dedupe bytea not null check (length(dedupe) = 8),
  latitude_e7 integer not null,
  longitude_e7 integer not null,
  accuracy_centimeters integer,
  primary key (tenant_id, muster_id, tracker_id),
  foreign key (tenant_id, muster_id) references headcount.musters (tenant_id, muster_id)
);
call kit.isolate('headcount.muster_last_positions', 'headcount', 'select, insert');
