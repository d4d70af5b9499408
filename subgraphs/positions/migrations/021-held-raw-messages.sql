-- Messages as they came that a legal hold keeps beyond the days for which messages are kept: they move to a partition of
-- their own, and its partition goes.

create table positions.raw_messages_held partition of positions.raw_messages default;
alter table positions.raw_messages_held enable row level security;
alter table positions.raw_messages_held force row level security;

drop function positions.turn_raw_messages;

-- Makes the missing partitions of `days` UTC days from a day on, and drops those of days before `kept_from` but for what is
-- held: `held` lists for tenants with holds {"tenant": id, "trackers": [id] or null for all}. Returns how many were dropped.
create function positions.turn_raw_messages(first_day date, days integer, kept_from date, held jsonb) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  day date;
  name text;
  hold jsonb;
  dropped integer := 0;
begin
  perform pg_advisory_xact_lock(1918990112);
  for day in select d::date from generate_series(first_day, first_day + days - 1, interval '1 day') as d loop
    name := 'raw_messages_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('positions.' || name) is not null;
    begin
      execute format('create table positions.%I partition of positions.raw_messages for values from (%L) to (%L)',
        name, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    exception when check_violation then
      continue; -- something of that day is held already, and what comes now goes to it
    end;
    execute format('alter table positions.%I enable row level security', name);
    execute format('alter table positions.%I force row level security', name);
  end loop;
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'positions.raw_messages'::regclass
      and c.relname < 'raw_messages_' || to_char(kept_from, 'YYYYMMDD')
  loop
    execute format('alter table positions.raw_messages detach partition positions.%I', name);
    execute format('alter table positions.%I no force row level security', name);
    for hold in select value from jsonb_array_elements(held) loop
      perform set_config('trekker.tenant', hold->>'tenant', true);
      execute format('insert into positions.raw_messages select * from positions.%I
        where tenant_id = kit.current_tenant() and ($1 is null or tracker_id::text = any($1))', name)
        using case when jsonb_typeof(hold->'trackers') = 'array'
          then array(select jsonb_array_elements_text(hold->'trackers')) end;
    end loop;
    perform set_config('trekker.tenant', '', true);
    execute format('drop table positions.%I', name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
revoke all on function positions.turn_raw_messages from public;
grant execute on function positions.turn_raw_messages to trekker_positions_consumer;
