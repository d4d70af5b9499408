-- Who may do what: tenants, their organisation, users and the doors of their devices.

create schema tenancy;
grant usage on schema tenancy to trekker_tenancy_tenant, trekker_tenancy_consumer;
call kit.add_checkpoints('tenancy');
call kit.add_jobs('tenancy');

create table tenancy.tenants (
  tenant_id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 100),
  time_zone text not null,
  created_at timestamptz not null
);
call kit.isolate('tenancy.tenants', 'tenancy');

-- `path` holds the ids from the top down to the unit itself, so that a subtree is one condition.
create table tenancy.units (
  tenant_id uuid not null references tenancy.tenants,
  unit_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('COMPANY', 'DEPARTMENT', 'CREW')),
  parent_id uuid,
  path uuid[] not null check (path[cardinality(path)] = unit_id),
  created_at timestamptz not null,
  primary key (tenant_id, unit_id),
  foreign key (tenant_id, parent_id) references tenancy.units (tenant_id, unit_id),
  unique nulls not distinct (tenant_id, parent_id, name)
);
create index on tenancy.units (tenant_id, name, unit_id);
call kit.isolate('tenancy.units', 'tenancy');

-- `epoch` grows whenever the user's rights shrink; credentials with an older one are refused.
create table tenancy.users (
  tenant_id uuid not null references tenancy.tenants,
  user_id uuid not null,
  sign_in_name text not null check (length(sign_in_name) between 1 and 100),
  sign_in_key text not null check (sign_in_key = lower(sign_in_name)),
  name text not null check (length(name) between 1 and 100),
  password_hash text not null,
  epoch integer not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, user_id),
  unique (tenant_id, sign_in_key)
);
call kit.isolate('tenancy.users', 'tenancy');

create table tenancy.grants (
  tenant_id uuid not null,
  grant_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('ADMINISTRATOR', 'SAFETY_OFFICER', 'SUPERVISOR', 'DISPATCHER')),
  unit_id uuid,
  until timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, grant_id),
  foreign key (tenant_id, user_id) references tenancy.users (tenant_id, user_id),
  foreign key (tenant_id, unit_id) references tenancy.units (tenant_id, unit_id)
);
create index on tenancy.grants (tenant_id, user_id);
call kit.isolate('tenancy.grants', 'tenancy');

create table tenancy.sessions (
  tenant_id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, session_id),
  foreign key (tenant_id, user_id) references tenancy.users (tenant_id, user_id)
);
create index on tenancy.sessions (tenant_id, expires_at);
call kit.isolate('tenancy.sessions', 'tenancy');

create table tenancy.ingest_doors (
  tenant_id uuid not null references tenancy.tenants,
  door_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  token_prefix text not null,
  token_name text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, door_id)
);
call kit.isolate('tenancy.ingest_doors', 'tenancy');
