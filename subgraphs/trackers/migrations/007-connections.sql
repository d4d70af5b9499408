-- Connections of trackers: which are open, when others ended and why; and by which way a tracker was heard last.

create table trackers.connections (
  tenant_id uuid not null,
  tracker_id uuid not null,
  connection_id uuid not null,
  -- Times are append times of topic `positions`.
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  end_reason text check (end_reason in ('CLOSED_BY_DEVICE', 'CONNECTION_LOST', 'TIMED_OUT', 'LAST_WILL', 'LISTENER_STOPPED',
    'PROCESS_DIED', 'REFUSED', 'REPLACED')),
  protocol text not null,
  transport text not null,
  address text,
  messages bigint not null default 0,
  bytes bigint not null default 0,
  primary key (tenant_id, tracker_id, connection_id),
  foreign key (tenant_id, tracker_id) references trackers.trackers (tenant_id, tracker_id),
  check ((ended_at is null) = (end_reason is null))
);
create index on trackers.connections (tenant_id, tracker_id, started_at);
call kit.isolate('trackers.connections', 'trackers');

alter table trackers.heard_spans add column ended_at timestamptz check (ended_at >= last_heard_at);

alter table trackers.tracker_status
  -- The connection that is open.
  add column connection_id uuid,
  -- Its connection ended, and it was not heard since.
  add column ended_at timestamptz,
  add column end_reason text,
  add check ((ended_at is null) = (end_reason is null)),
  -- The way it was heard last, where the listener told of it.
  add column protocol text,
  add column transport text,
  add column address text,
  -- What its connection status follows from: null once its connection ended.
  add column live_heard_at timestamptz generated always as (case when ended_at is null then last_heard_at end) stored;
