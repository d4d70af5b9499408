-- What users keep of how they look at a list: the parameters of its address under a name. `name_key` is the name whatever
-- its case.
create table tenancy.saved_views (
  tenant_id uuid not null,
  view_id uuid not null,
  user_id uuid not null,
  list text not null check (list in ('TRACKERS', 'PEOPLE', 'ASSETS')),
  name text not null check (length(name) between 1 and 80),
  name_key text not null,
  parameters text not null check (length(parameters) <= 2000),
  shared boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, view_id),
  unique (tenant_id, user_id, list, name_key),
  foreign key (tenant_id, user_id) references tenancy.users (tenant_id, user_id)
);
call kit.isolate('tenancy.saved_views', 'tenancy');
