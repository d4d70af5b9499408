-- Where days of a place begin, and what it looks like on a map.

alter table geofences.places add column time_zone text check (length(time_zone) between 1 and 100);

-- Plans are large and seldom asked for, so they lie apart. A plan is kept as the text it came as.
create table geofences.place_plans (
  tenant_id uuid not null,
  place_id uuid not null,
  plan text not null check (octet_length(plan) <= 1048576),
  primary key (tenant_id, place_id),
  foreign key (tenant_id, place_id) references geofences.places (tenant_id, place_id)
);
call kit.isolate('geofences.place_plans', 'geofences');

-- Visits of a person are listed latest first.
create index person_visits_listed on geofences.person_visits (tenant_id, person_id, from_at desc, person_visit_id desc);
