-- What users, keys and operators did: derived from the event log and made again from it by a rebuild.

create table tenancy.audit_entries (
  tenant_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  topic text not null,
  action text not null,
  actor_kind text not null,
  actor_id text not null,
  subjects jsonb not null,
  details jsonb not null,
  reason text,
  primary key (tenant_id, entry_id)
);
create index on tenancy.audit_entries (tenant_id, at desc, entry_id desc);
create index on tenancy.audit_entries (tenant_id, actor_id, at desc, entry_id desc);
call kit.isolate('tenancy.audit_entries', 'tenancy');

-- Finds the entries about one thing. A condition on an array could not use an index under row-level security.
create table tenancy.audit_subjects (
  tenant_id uuid not null,
  subject_id text not null,
  entry_id uuid not null,
  primary key (tenant_id, subject_id, entry_id),
  foreign key (tenant_id, entry_id) references tenancy.audit_entries (tenant_id, entry_id) on delete cascade
);
create index on tenancy.audit_subjects (tenant_id, entry_id);
call kit.isolate('tenancy.audit_subjects', 'tenancy');
