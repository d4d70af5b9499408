-- Which of several trackers of a person speaks where they are equally well heard: the highest.

alter table trackers.assignments
  add column priority smallint not null default 0 check (priority between -100 and 100);
