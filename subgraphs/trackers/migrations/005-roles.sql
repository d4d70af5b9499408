-- What people are responsible for on site.

alter table trackers.people add column role text check (length(role) between 1 and 50);
