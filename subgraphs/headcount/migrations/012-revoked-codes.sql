-- Codes with which people check in are signed and not kept. Those of a zone that were made up to an instant can be taken back.
create table headcount.revoked_codes (
  tenant_id uuid not null,
  zone_id uuid not null,
  -- What was made up to then works no longer.
  revoked_at timestamptz not null,
  primary key (tenant_id, zone_id)
);
call kit.isolate('headcount.revoked_codes', 'headcount');
