-- What was believed of people's visits and of events while stage two derives them anew. Empty outside of that transaction.

drop table geofences.told_before;

create table geofences.person_visits_before (like geofences.person_visits including defaults including generated);
alter table geofences.person_visits_before add primary key (tenant_id, person_visit_id, revision);
call kit.isolate('geofences.person_visits_before', 'geofences');

create table geofences.geofence_events_before (like geofences.geofence_events including defaults including generated);
alter table geofences.geofence_events_before add primary key (tenant_id, event_id, revision);
call kit.isolate('geofences.geofence_events_before', 'geofences');
