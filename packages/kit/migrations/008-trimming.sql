-- Entries that can be had from elsewhere need not stay in the log for ever: they are trimmed once everybody has read them,
-- and put back for whoever has to begin again.

-- Who reads which topic, and when it was last seen to run.
create table log.readers (
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000000',
  service text not null,
  projection text not null,
  topic text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, service, projection)
);

-- Up to which offset entries of a head may be missing, -1 where none is, and how many were taken out so far. Whoever takes
-- entries out, puts them back or wants them back locks the row.
create table log.trims (
  tenant_id uuid not null,
  topic text not null,
  partition smallint not null,
  trimmed_to bigint not null default -1,
  trimmed bigint not null default 0,
  primary key (tenant_id, topic, partition)
);

-- Who needs all entries of a head, and since when they are all there. As long as somebody does none is taken out.
create table log.recalls (
  tenant_id uuid not null,
  topic text not null,
  partition smallint not null,
  service text not null,
  projection text not null,
  asked_at timestamptz not null,
  whole_at timestamptz,
  primary key (tenant_id, topic, partition, service, projection)
);

-- Up to which offset the last backup of everything holds a head.
create table log.backed_up (
  tenant_id uuid not null,
  topic text not null,
  partition smallint not null,
  "offset" bigint not null,
  at timestamptz not null,
  primary key (tenant_id, topic, partition)
);

do $$
declare
  name text;
begin
  foreach name in array array['readers', 'trims', 'recalls', 'backed_up'] loop
    execute format('alter table log.%I enable row level security', name);
    execute format('alter table log.%I force row level security', name);
    execute format('create policy consumer_rows on log.%I to trekker_consumer using (true) with check (true)', name);
  end loop;
end $$;
grant select, insert, update on log.readers, log.trims to trekker_consumer;
grant select, insert, update, delete on log.recalls to trekker_consumer;
grant select on log.backed_up to trekker_consumer;

-- How far every projection is says the function below, whose ever it is.
create policy owner_reads on log.heads for select to trekker_owner using (true);
create policy owner_reads on log.readers for select to trekker_owner using (true);
do $$
declare
  service text;
begin
  for service in
    select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = 'checkpoints' and c.relkind = 'r'
  loop
    execute format('create policy owner_reads on %I.checkpoints for select to trekker_owner using (true)', service);
  end loop;
end $$;

-- As before, and the owner may read them.
create or replace procedure kit.add_checkpoints(service text)
  language plpgsql as $$
begin
  execute format(
    'create table %I.checkpoints (
       projection text not null,
       topic text not null,
       tenant_id uuid not null,
       partition smallint not null,
       "offset" bigint not null,
       primary key (tenant_id, projection, topic, partition))', service);
  execute format('alter table %I.checkpoints enable row level security', service);
  execute format('alter table %I.checkpoints force row level security', service);
  execute format('create policy consumer_rows on %I.checkpoints to %I using (true) with check (true)',
    service, 'trekker_' || service || '_consumer');
  execute format(
    'create policy tenant_rows on %I.checkpoints for select to %I
       using (tenant_id = kit.current_tenant() or tenant_id = ''00000000-0000-0000-0000-000000000000'')',
    service, 'trekker_' || service || '_tenant');
  execute format('create policy owner_reads on %I.checkpoints for select to trekker_owner using (true)', service);
  execute format('grant select, insert, update, delete on %I.checkpoints to %I', service, 'trekker_' || service || '_consumer');
  execute format('grant select on %I.checkpoints to %I', service, 'trekker_' || service || '_tenant');
end $$;

-- How far each head of a topic was read by the slowest of all that were seen to run since an instant: -1 where one has not
-- begun, no rows where nobody was.
create function log.reached(wanted text, seen_since timestamptz)
  returns table (tenant_id uuid, partition smallint, "offset" bigint)
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  reader record;
begin
  for reader in select r.service, r.projection from log.readers r where r.topic = wanted and r.seen_at >= seen_since loop
    return query execute format(
      'select h.tenant_id, h.partition, coalesce(c."offset", -1) from log.heads h
       left join %I.checkpoints c on c.tenant_id = h.tenant_id and c.topic = h.topic and c.partition = h.partition
         and c.projection = $2
       where h.topic = $1', reader.service) using wanted, reader.projection;
  end loop;
end $$;
revoke all on function log.reached from public;
grant execute on function log.reached to trekker_consumer;
