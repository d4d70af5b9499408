-- Which fixes a tenant does not want, and which positions it wants to be pointed out.

-- Rules set for a scope; where there is no row the next wider scope says what holds. `scope_id` is that of a unit or of
-- a tracker, all zeros for the whole tenant; `limit_value` has the unit of the rule.
create table positions.filter_rules (
  tenant_id uuid not null,
  scope text not null check (scope in ('TENANT', 'UNIT', 'TRACKER')),
  scope_id uuid not null,
  rule text not null,
  is_on boolean not null,
  limit_value double precision,
  attributes text[],
  set_at timestamptz not null,
  primary key (tenant_id, scope, scope_id, rule)
);
call kit.isolate('positions.filter_rules', 'positions');

-- A fix that a rule refuses is kept too: it can be replayed once the rule is another.
alter table positions.quarantine drop constraint quarantine_reason_check;
alter table positions.quarantine add constraint quarantine_reason_check check (
  reason in ('OUT_OF_RANGE', 'IMPLAUSIBLE_TIME', 'UNKNOWN_TRACKER', 'UNSUPPORTED', 'ENCRYPTED', 'FILTERED'));
