-- What was believed at the start of a muster of visits of people who were not on its list: at a station beside it, or, where
-- a device's clock runs ahead, inside in a moment; never changed.

create table headcount.muster_beside (
  tenant_id uuid not null,
  muster_id uuid not null,
  visits jsonb not null,
  primary key (tenant_id, muster_id),
  foreign key (tenant_id, muster_id) references headcount.musters (tenant_id, muster_id)
);
call kit.isolate('headcount.muster_beside', 'headcount', 'select, insert');
