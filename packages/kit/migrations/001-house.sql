-- What every service stands on: the tenant of a transaction, and the rules by which tables are kept apart.

create schema kit;
grant usage on schema kit to public;

-- The tenant this transaction works for, or null: then no row of any tenant is visible.
create function kit.current_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('trekker.tenant', true), '')::uuid;

-- Makes a table belong to tenants: every role, its owner included, sees only the rows of the current tenant.
-- `writes` lists what a service may do with its rows, for example 'select, insert'.
create procedure kit.isolate(target regclass, service text, writes text default 'select, insert, update, delete')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant_rows on %s using (tenant_id = kit.current_tenant()) with check (tenant_id = kit.current_tenant())',
    target);
  execute format('grant %s on %s to %I, %I', writes, target, 'trekker_' || service || '_tenant', 'trekker_' || service || '_consumer');
end $$;

-- How far each projection of a service has read. It lies beside what the projection derives and commits with it.
create procedure kit.add_checkpoints(service text)
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
  execute format('grant select, insert, update, delete on %I.checkpoints to %I', service, 'trekker_' || service || '_consumer');
  execute format('grant select on %I.checkpoints to %I', service, 'trekker_' || service || '_tenant');
end $$;

-- What a service keeps of another service's entities, with the time during which each state held.
create procedure kit.add_replicas(service text)
  language plpgsql as $$
begin
  execute format(
    'create table %I.replicas (
       tenant_id uuid not null,
       replica text not null,
       key text not null,
       valid_from timestamptz not null,
       valid_to timestamptz,
       data jsonb,
       primary key (tenant_id, replica, key, valid_from))', service);
  execute format('create index on %I.replicas (tenant_id, replica, key) where valid_to is null', service);
  execute format('call kit.isolate(%L::regclass, %L)', format('%I.replicas', service), service);
end $$;

-- Work to be done once, later or again and again.
create procedure kit.add_jobs(service text)
  language plpgsql as $$
begin
  execute format(
    'create table %I.jobs (
       tenant_id uuid not null,
       id uuid not null,
       kind text not null,
       key text not null,
       payload jsonb not null,
       state text not null check (state in (''waiting'', ''done'', ''failed'')),
       run_at timestamptz not null,
       every_ms bigint check (every_ms > 0),
       attempts integer not null default 0,
       run uuid,
       max_attempts integer not null check (max_attempts > 0),
       progress double precision not null default 0 check (progress between 0 and 1),
       problem text,
       created_at timestamptz not null,
       finished_at timestamptz,
       primary key (tenant_id, id),
       unique (tenant_id, kind, key))', service);
  execute format('create index on %I.jobs (run_at) where state = ''waiting''', service);
  execute format('alter table %I.jobs enable row level security', service);
  execute format('alter table %I.jobs force row level security', service);
  execute format('create policy consumer_rows on %I.jobs to %I using (true) with check (true)',
    service, 'trekker_' || service || '_consumer');
  execute format('create policy tenant_rows on %I.jobs to %I using (tenant_id = kit.current_tenant()) with check (tenant_id = kit.current_tenant())',
    service, 'trekker_' || service || '_tenant');
  execute format('grant select, insert, update, delete on %I.jobs to %I, %I', service,
    'trekker_' || service || '_consumer', 'trekker_' || service || '_tenant');
end $$;
