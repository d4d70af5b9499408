-- People who were forgotten, and what must not be.

-- When whoever the person was was erased: the row stays, so that figures keep counting somebody, and knows nobody's name.
alter table trackers.people add column erased_at timestamptz;

-- Why something must be kept, as a court or an inspector asks: of a person, of a tracker, or of the whole tenant where both
-- are null. It wins over erasure until it is released.
create table trackers.legal_holds (
  tenant_id uuid not null,
  hold_id uuid not null,
  person_id uuid,
  tracker_id uuid,
  reason text not null check (length(reason) between 1 and 200),
  placed_by text not null,
  placed_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  primary key (tenant_id, hold_id),
  foreign key (tenant_id, person_id) references trackers.people (tenant_id, person_id),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id),
  check (num_nonnulls(person_id, tracker_id) <= 1),
  check ((released_at is null) = (released_by is null))
);
create index on trackers.legal_holds (tenant_id, placed_at) where released_at is null;
call kit.isolate('trackers.legal_holds', 'trackers', 'select, insert, update');
