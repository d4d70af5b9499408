-- Whether a tracker was in a geofence already when it began to speak for a person: then nobody saw the person come in. What is
-- believed now is told anew where it says otherwise as soon as anything of the visit changes, or by a rebuild.

alter table geofences.person_visits add column already_inside boolean not null default false;
alter table geofences.person_visits_before add column already_inside boolean not null default false;
