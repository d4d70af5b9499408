-- Keys with which programs act for a tenant. `token_name` is the SHA-256 of the secret; nobody can turn it back.

create table tenancy.api_keys (
  tenant_id uuid not null references tenancy.tenants,
  key_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  token_prefix text not null,
  token_name text not null,
  permissions text[] not null check (cardinality(permissions) between 1 and 100),
  unit_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, key_id),
  foreign key (tenant_id, unit_id) references tenancy.units (tenant_id, unit_id),
  foreign key (tenant_id, created_by) references tenancy.users (tenant_id, user_id)
);
call kit.isolate('tenancy.api_keys', 'tenancy');
