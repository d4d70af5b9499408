-- In which capacity people are on site and what they do, and what kind of thing an asset is.

alter table trackers.people
  add column kind text not null default 'EMPLOYEE' check (kind in ('EMPLOYEE', 'CONTRACTOR', 'VISITOR')),
  add column trade text check (length(trade) between 1 and 100);
alter table trackers.people alter column kind drop default;

alter table trackers.assets add column category text check (length(category) between 1 and 100);
