-- Devices whose protocols know no door: their identifiers are installation-wide. A claim gives one to a tenant; what knocks
-- unclaimed is noted for operators.

-- Which devices are a tenant's. That nobody else has the identifier is the directory's to say (kind `device`).
create table positions.device_claims (
  tenant_id uuid not null,
  claim_id uuid not null,
  identifier text not null check (length(identifier) between 1 and 64),
  -- The tracker the device reports for where none has its identifier.
  tracker_id uuid,
  claimed_at timestamptz not null,
  idempotency_key text,
  primary key (tenant_id, claim_id),
  unique (tenant_id, identifier),
  unique (tenant_id, idempotency_key)
);
call kit.isolate('positions.device_claims', 'positions');

-- Devices that reported and were nobody's. They belong to the installation: no tenant reads a row of it, and `tenant_id`
-- is that of none.
create table positions.device_attempts (
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000000',
  identifier text not null,
  protocol text not null,
  remote_address text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- How often it was noted; a device that tries more often than is noted tried more often.
  count bigint not null,
  primary key (tenant_id, identifier, protocol)
);
create index on positions.device_attempts (last_at);
alter table positions.device_attempts enable row level security;
alter table positions.device_attempts force row level security;
create policy consumer_rows on positions.device_attempts to trekker_positions_consumer using (true) with check (true);
create policy owner_rows on positions.device_attempts to trekker_owner using (true);
grant select, insert, update, delete on positions.device_attempts to trekker_positions_consumer;

-- Whether a device that is nobody's reported since then; its attempts are struck off, as whoever asks claims it. That is all
-- a tenant can learn here, and only of an identifier it knows.
create function positions.take_device_attempts(wanted text, since timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from positions.device_attempts a where a.identifier = wanted and a.last_at >= since;
  return found;
end $$;
revoke all on function positions.take_device_attempts from public;
grant execute on function positions.take_device_attempts to trekker_positions_tenant;
