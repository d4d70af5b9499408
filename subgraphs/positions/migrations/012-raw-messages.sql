-- What devices sent and what they were answered, for a few days: to see how a message was read. Written beside intake, so
-- a process that dies loses the last second of it.

create table positions.raw_messages (
  tenant_id uuid not null,
  received_at timestamptz not null,
  message_id uuid not null,
  identifier text not null,
  -- The tracker it was then; null: unknown.
  tracker_id uuid,
  protocol text not null,
  transport text not null check (transport in ('TCP', 'UDP', 'HTTP', 'MQTT')),
  -- The network from which it came; null where it is not known.
  remote_network text,
  -- Of MQTT.
  topic text,
  -- The beginning of it, secrets overwritten.
  bytes bytea not null check (length(bytes) <= 4096),
  byte_count integer not null,
  answer bytea check (length(answer) <= 4096),
  outcome text not null,
  reasons text[] not null,
  position_ids text[] not null,
  primary key (tenant_id, received_at, message_id)
) partition by range (received_at);
create index on positions.raw_messages (tenant_id, identifier, received_at, message_id);
create index on positions.raw_messages (tenant_id, tracker_id, received_at, message_id);
call kit.isolate('positions.raw_messages', 'positions', 'select, insert');

-- Makes the missing partitions of `days` UTC days from a day on, and drops those of days before `kept_from`. Returns how
-- many were dropped.
create function positions.turn_raw_messages(first_day date, days integer, kept_from date) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  day date;
  name text;
  dropped integer := 0;
begin
  perform pg_advisory_xact_lock(1918990112);
  for day in select d::date from generate_series(first_day, first_day + days - 1, interval '1 day') as d loop
    name := 'raw_messages_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('positions.' || name) is not null;
    execute format('create table positions.%I partition of positions.raw_messages for values from (%L) to (%L)',
      name, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    execute format('alter table positions.%I enable row level security', name);
    execute format('alter table positions.%I force row level security', name);
  end loop;
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'positions.raw_messages'::regclass
      and c.relname < 'raw_messages_' || to_char(kept_from, 'YYYYMMDD')
  loop
    execute format('drop table positions.%I', name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
revoke all on function positions.turn_raw_messages from public;
grant execute on function positions.turn_raw_messages to trekker_positions_consumer;
