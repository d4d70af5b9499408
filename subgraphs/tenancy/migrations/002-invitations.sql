-- Who may sign in and who is asked to.

alter table tenancy.users
  add column active boolean not null default true,
  add column last_signed_in_at timestamptz;

-- Sessions tell when users signed in before this was kept; whoever migrates works for no tenant, and so sees no rows.
alter table tenancy.users no force row level security;
alter table tenancy.sessions no force row level security;
update tenancy.users u set last_signed_in_at = s.newest
  from (select tenant_id, user_id, max(created_at) as newest from tenancy.sessions group by tenant_id, user_id) s
  where s.tenant_id = u.tenant_id and s.user_id = u.user_id;
alter table tenancy.users force row level security;
alter table tenancy.sessions force row level security;

-- Finds what ends when a user may not sign in any more.
create index on tenancy.sessions (tenant_id, user_id) where ended_at is null;

-- Invitations that wait; what became of the others is in the event log. `token_name` is the SHA-256 of the link's token.
create table tenancy.invitations (
  tenant_id uuid not null,
  invitation_id uuid not null,
  sign_in_name text not null check (length(sign_in_name) between 1 and 100),
  sign_in_key text not null check (sign_in_key = lower(sign_in_name)),
  name text not null check (length(name) between 1 and 100),
  role text not null check (role in ('ADMINISTRATOR', 'SAFETY_OFFICER', 'SUPERVISOR', 'DISPATCHER')),
  unit_id uuid,
  invited_by uuid,
  token_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, invitation_id),
  unique (tenant_id, sign_in_key),
  foreign key (tenant_id, unit_id) references tenancy.units (tenant_id, unit_id),
  foreign key (tenant_id, invited_by) references tenancy.users (tenant_id, user_id)
);
call kit.isolate('tenancy.invitations', 'tenancy');
