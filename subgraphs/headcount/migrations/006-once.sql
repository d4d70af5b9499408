-- What was done with a key of the caller's: the same call again gives what it gave. `made` names that.

create table headcount.done_once (
  tenant_id uuid not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 100),
  fingerprint text not null,
  made text not null,
  done_at timestamptz not null,
  primary key (tenant_id, idempotency_key)
);
call kit.isolate('headcount.done_once', 'headcount', 'select, insert');
