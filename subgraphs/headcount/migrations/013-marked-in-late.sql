-- Somebody may be marked in for the time of a muster's start after it: an act, with the zone they were in.
alter table headcount.muster_acts add column zone_id uuid;
alter table headcount.muster_acts drop constraint muster_acts_kind_check;
alter table headcount.muster_acts add constraint muster_acts_kind_check
  check (kind in ('STARTED', 'PAUSED', 'RESUMED', 'ENDED', 'CANCELLED', 'MARKED', 'CODE_MADE', 'MARKED_IN'));
alter table headcount.muster_acts add constraint muster_acts_marked_in_check
  check ((kind = 'MARKED_IN') = (zone_id is not null) and (kind <> 'MARKED_IN' or person_id is not null));
