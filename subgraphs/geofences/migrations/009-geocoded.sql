-- What a provider called the places that it was asked for. A cell is 0.0001 degrees wide, named by its middle in those; no
-- name: the provider knows of nothing there.
create table geofences.geocoded (
  tenant_id uuid not null,
  north integer not null check (north between -900000 and 900000),
  east integer not null check (east between -1800000 and 1800000),
  name text check (length(name) <= 500),
  asked_at timestamptz not null,
  primary key (tenant_id, north, east)
);
call kit.isolate('geofences.geocoded', 'geofences', 'select, insert, update');
