-- Of each tracker the newest position of each minute of an hour, no longer the newest alone: who handed a tracker over is
-- searched for where they were last with it. So are they in a muster that is over.
alter table headcount.last_positions add column minute integer not null
  generated always as (floor(extract(epoch from recorded_at at time zone 'UTC') / 60)::integer) stored;
alter table headcount.last_positions drop constraint last_positions_pkey;
alter table headcount.last_positions add primary key (tenant_id, tracker_id, minute);

alter table headcount.muster_last_positions drop constraint muster_last_positions_pkey;
alter table headcount.muster_last_positions add primary key (tenant_id, muster_id, tracker_id, recorded_at);
