-- Which geofences trackers are inside now, and of those that are inside none the one they left last, as the topic `visits`
-- tells of it: live streams are filtered by it.

create table positions.tracker_zones (
  tenant_id uuid not null,
  visit_id uuid not null,
  tracker_id uuid not null,
  geofence_id uuid not null,
  -- By the device's clock; null while the tracker is inside.
  left_at timestamptz,
  primary key (tenant_id, visit_id)
);
create index on positions.tracker_zones (tenant_id, tracker_id);
call kit.isolate('positions.tracker_zones', 'positions');
