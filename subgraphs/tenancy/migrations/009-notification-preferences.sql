-- How users want to be told, whatever rules say. Who never said has no row and is told all of it.
create table tenancy.notification_preferences (
  tenant_id uuid not null,
  user_id uuid not null,
  left_out jsonb not null,
  quiet_hours jsonb,
  changed_at timestamptz not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references tenancy.users (tenant_id, user_id)
);
call kit.isolate('tenancy.notification_preferences', 'tenancy');
