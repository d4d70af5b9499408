-- A third kind of feed asks nobody: people who do not exist walk about an area.

alter table positions.feeds
  -- Where they walk and how many they are, as JSON of `simulation`; null for other kinds.
  add column simulation jsonb,
  drop constraint feeds_kind_check,
  drop constraint feeds_check,
  drop constraint feeds_interval_seconds_check,
  add constraint feeds_kind_check check (kind in ('GTFS_REALTIME', 'FIND_MY', 'SIMULATION')),
  add constraint feeds_url_check check ((kind = 'GTFS_REALTIME') = (url is not null)),
  add constraint feeds_simulation_check check ((kind = 'SIMULATION') = (simulation is not null)),
  add constraint feeds_interval_seconds_check check (interval_seconds between 5 and 86400);
