-- What opens encrypted messages of trackers, and what became of files with tracks.

-- The secret that a tracker encrypts its messages with. `sealed` is a nonce of 12 bytes, AES-256-GCM of the secret under
-- a key derived from the installation's, and the tag of 16 bytes: it is of no use without that key.
create table positions.payload_secrets (
  tenant_id uuid not null,
  tracker_id uuid not null,
  sealed bytea not null,
  set_at timestamptz not null,
  primary key (tenant_id, tracker_id)
);
call kit.isolate('positions.payload_secrets', 'positions');

-- Answers of imports that were asked for with a key, so that asking again with it imports nothing anew.
create table positions.track_imports (
  tenant_id uuid not null,
  idempotency_key text not null,
  -- Equal for equal input, so that a key is not taken for something else.
  fingerprint text not null,
  answer jsonb not null,
  imported_at timestamptz not null,
  primary key (tenant_id, idempotency_key)
);
call kit.isolate('positions.track_imports', 'positions', 'select, insert');

-- Encrypted messages are told apart from others that are not read: they can be replayed once their secret is known.
alter table positions.quarantine drop constraint quarantine_reason_check;
alter table positions.quarantine add constraint quarantine_reason_check
  check (reason in ('OUT_OF_RANGE', 'IMPLAUSIBLE_TIME', 'UNKNOWN_TRACKER', 'UNSUPPORTED', 'ENCRYPTED'));
update positions.quarantine set reason = 'ENCRYPTED'
where reason = 'UNSUPPORTED' and decoded->'problem'->>'value' = 'encrypted';
