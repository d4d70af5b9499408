-- What a tenant has set, and who changed it from what to what. A setting without a row has its default; those of name
-- and time zone are what the tenant was created with.

create table tenancy.settings (
  tenant_id uuid not null references tenancy.tenants,
  key text not null,
  value text not null,
  primary key (tenant_id, key)
);
call kit.isolate('tenancy.settings', 'tenancy');

-- An image stands here as its hash.
create table tenancy.setting_changes (
  tenant_id uuid not null references tenancy.tenants,
  change_id uuid not null,
  key text not null,
  changed_at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  before text not null,
  after text not null,
  primary key (tenant_id, change_id)
);
create index on tenancy.setting_changes (tenant_id, key, changed_at desc, change_id desc);
call kit.isolate('tenancy.setting_changes', 'tenancy', 'select, insert');
