-- Which tracker told of a visit, and whether it was inside already when it began to speak for the person: a spare one at a
-- station makes nobody safe. Null where it was told before this was kept; a rebuild reads it from the log.

alter table headcount.person_visits
  add column tracker_id uuid,
  add column already_inside boolean not null default false;
