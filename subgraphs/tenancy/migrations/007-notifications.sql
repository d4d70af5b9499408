-- Who is told of what happens, how, and what became of it.

call kit.add_replicas('tenancy');

alter table tenancy.users add column email text check (length(email) between 3 and 254);

-- Which events are told to whom. Ids of what other services own are text, as their events carry them; an empty list
-- sets no condition.
create table tenancy.notification_rules (
  tenant_id uuid not null references tenancy.tenants,
  rule_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  enabled boolean not null,
  kinds text[] not null check (cardinality(kinds) > 0),
  geofence_kinds text[] not null,
  geofence_ids text[] not null,
  place_ids text[] not null,
  person_ids text[] not null,
  asset_ids text[] not null,
  unit_ids text[] not null,
  late_after_minutes integer not null check (late_after_minutes >= 0),
  throttle_seconds integer check (throttle_seconds > 0),
  quiet_hours jsonb,
  user_ids text[] not null,
  email_user_ids text[] not null,
  email_addresses text[] not null,
  endpoint_ids text[] not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, rule_id)
);
create index on tenancy.notification_rules (tenant_id, name, rule_id);
call kit.isolate('tenancy.notification_rules', 'tenancy');

-- Where webhooks go. Their secrets are derived from the installation's and lie nowhere: `secret_generation` names the
-- present one, the one before counts until `previous_until`.
create table tenancy.webhook_endpoints (
  tenant_id uuid not null references tenancy.tenants,
  endpoint_id uuid not null,
  url text not null,
  description text not null,
  enabled boolean not null,
  disabled_reason text check (disabled_reason in ('GONE', 'FAILING')),
  secret_generation integer not null,
  previous_until timestamptz,
  failing_since timestamptz,
  failures integer not null default 0,
  paused_until timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, endpoint_id)
);
create index on tenancy.webhook_endpoints (tenant_id, created_at desc, endpoint_id desc);
call kit.isolate('tenancy.webhook_endpoints', 'tenancy');

-- Up to where topics were told of. No rebuild moves it, so nothing is told twice.
create table tenancy.notification_cursors (
  tenant_id uuid not null,
  topic text not null,
  "offset" bigint not null,
  primary key (tenant_id, topic)
);
call kit.isolate('tenancy.notification_cursors', 'tenancy');

-- Events that fitted a rule, as they are believed now.
create table tenancy.notifications (
  tenant_id uuid not null,
  notification_id uuid not null,
  event_id text not null,
  revision integer not null,
  status text not null check (status in ('NEW', 'REVISED', 'RETRACTED')),
  kind text not null,
  at timestamptz not null,
  content jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  primary key (tenant_id, notification_id),
  unique (tenant_id, event_id)
);
create index on tenancy.notifications (tenant_id, created_at);
call kit.isolate('tenancy.notifications', 'tenancy');

-- Which rule each revision of an event fitted, and what came of it.
create table tenancy.notification_matches (
  tenant_id uuid not null,
  rule_id uuid not null,
  notification_id uuid not null,
  revision integer not null,
  outcome text not null check (outcome in ('SENT', 'LATE', 'THROTTLED')),
  subject text not null,
  matched_at timestamptz not null,
  primary key (tenant_id, rule_id, notification_id, revision),
  foreign key (tenant_id, notification_id) references tenancy.notifications (tenant_id, notification_id) on delete cascade
);
create index on tenancy.notification_matches (tenant_id, rule_id, subject, matched_at) where outcome = 'SENT';
create index on tenancy.notification_matches (tenant_id, notification_id);
call kit.isolate('tenancy.notification_matches', 'tenancy');

-- What each user is shown in the app, as they were told: who hears that it was not so after all keeps seeing what.
create table tenancy.notification_recipients (
  tenant_id uuid not null,
  user_id uuid not null,
  notification_id uuid not null,
  rule_id uuid,
  revision integer not null,
  status text not null check (status in ('NEW', 'REVISED', 'RETRACTED')),
  at timestamptz not null,
  content jsonb not null,
  subject_kind text not null,
  subject_id text,
  told_at timestamptz not null,
  changed_at timestamptz,
  read_at timestamptz,
  primary key (tenant_id, user_id, notification_id),
  foreign key (tenant_id, user_id) references tenancy.users (tenant_id, user_id),
  foreign key (tenant_id, notification_id) references tenancy.notifications (tenant_id, notification_id) on delete cascade
);
create index on tenancy.notification_recipients (tenant_id, user_id, told_at desc, notification_id desc);
create index on tenancy.notification_recipients (tenant_id, notification_id);
call kit.isolate('tenancy.notification_recipients', 'tenancy');

-- One revision of one event on its way to one recipient. `turn` names the job that may try next: one that was tried
-- already finds another number and does nothing.
create table tenancy.notification_deliveries (
  tenant_id uuid not null,
  delivery_id uuid not null,
  notification_id uuid not null,
  rule_id uuid,
  channel text not null check (channel in ('IN_APP', 'EMAIL', 'WEBHOOK')),
  target text not null,
  user_id uuid,
  revision integer not null,
  status text not null check (status in ('NEW', 'REVISED', 'RETRACTED')),
  message jsonb not null,
  state text not null
    check (state in ('PENDING', 'DELIVERED', 'EXHAUSTED', 'REFUSED', 'SUPERSEDED', 'CANCELLED', 'NOT_SENT')),
  turn integer not null default 0,
  tries integer not null default 0,
  attempts integer not null default 0,
  created_at timestamptz not null,
  round_started_at timestamptz not null,
  next_attempt_at timestamptz,
  settled_at timestamptz,
  last_status integer,
  last_error text,
  primary key (tenant_id, delivery_id),
  unique (tenant_id, notification_id, channel, target, revision),
  foreign key (tenant_id, notification_id) references tenancy.notifications (tenant_id, notification_id) on delete cascade
);
create index on tenancy.notification_deliveries (tenant_id, created_at desc, delivery_id desc);
create index on tenancy.notification_deliveries (tenant_id, target, created_at desc, delivery_id desc);
create index on tenancy.notification_deliveries (tenant_id, rule_id, created_at desc, delivery_id desc);
create index on tenancy.notification_deliveries (tenant_id, target) where state = 'PENDING';
call kit.isolate('tenancy.notification_deliveries', 'tenancy');

-- Every try, also those that a crash left without an end.
create table tenancy.delivery_attempts (
  tenant_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  status_code integer,
  error text,
  response text,
  primary key (tenant_id, delivery_id, number),
  foreign key (tenant_id, delivery_id) references tenancy.notification_deliveries (tenant_id, delivery_id) on delete cascade
);
call kit.isolate('tenancy.delivery_attempts', 'tenancy');
