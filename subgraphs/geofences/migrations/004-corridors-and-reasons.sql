-- Corridors, and why a version was made to hold from an instant of the past. Of versions that hold at an instant, by
-- `valid_from`, the one with the highest number counts: an edit of the past takes the place of all that was from there on.

alter table geofences.geofence_versions
  drop constraint geofence_versions_shape_check,
  add constraint geofence_versions_shape_check check (shape in ('BOUNDARY', 'CIRCLE', 'CORRIDOR', 'NONE')),
  add column line text,
  add column width_meters double precision,
  add column reason text check (length(reason) between 1 and 500),
  add check ((shape = 'CORRIDOR') = (line is not null)),
  add check ((line is null) = (width_meters is null));
