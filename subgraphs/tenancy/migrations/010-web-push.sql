-- Browsers that users want to be told by, one row each. `endpoint`, `p256dh` and `auth` are what the browser gave: whoever
-- has all three may tell it something. `server_key` is the public key it was given; pushes signed by another are refused.
create table tenancy.push_subscriptions (
  tenant_id uuid not null,
  subscription_id uuid not null,
  user_id uuid not null,
  session_id uuid,
  endpoint text not null check (length(endpoint) <= 1000),
  p256dh text not null,
  auth text not null,
  server_key text not null,
  label text not null check (length(label) <= 100),
  language text not null,
  created_at timestamptz not null,
  last_success_at timestamptz,
  primary key (tenant_id, subscription_id),
  unique (tenant_id, endpoint),
  foreign key (tenant_id, user_id) references tenancy.users (tenant_id, user_id)
);
create index on tenancy.push_subscriptions (tenant_id, user_id);
call kit.isolate('tenancy.push_subscriptions', 'tenancy');

alter table tenancy.notification_deliveries drop constraint notification_deliveries_channel_check;
alter table tenancy.notification_deliveries
  add constraint notification_deliveries_channel_check check (channel in ('IN_APP', 'EMAIL', 'WEBHOOK', 'PUSH'));
