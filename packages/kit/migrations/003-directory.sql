-- The directory turns a name that is unique in the whole installation into a placement, a tenant and an id. Global
-- uniqueness lives only here; secrets are listed by their SHA-256.

create schema directory;
grant usage on schema directory to trekker_directory, trekker_tenant, trekker_directory_owner;

create table directory.names (
  kind text not null,
  name text not null,
  placement text not null default 'main',
  tenant_id uuid not null,
  entity_id uuid not null,
  expires_at timestamptz,
  primary key (kind, name)
);

alter table directory.names enable row level security;
alter table directory.names force row level security;
create policy directory_rows on directory.names to trekker_directory_owner using (true) with check (true);
grant select, insert, update, delete on directory.names to trekker_directory_owner;

-- What a name stands for; no row when it stands for nothing or has expired.
create function directory.resolve(wanted_kind text, wanted_name text)
  returns table (placement text, tenant_id uuid, entity_id uuid)
  language sql stable security definer set search_path = pg_catalog
begin atomic
  select n.placement, n.tenant_id, n.entity_id from directory.names n
  where n.kind = wanted_kind and n.name = wanted_name and (n.expires_at is null or n.expires_at > now());
end;

-- Takes a name for an entity of the current tenant. False when it is taken, whoever has it.
create function directory.claim(wanted_kind text, wanted_name text, entity uuid, until timestamptz default null)
  returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if kit.current_tenant() is null then
    raise exception 'a name is claimed for a tenant';
  end if;
  delete from directory.names n where n.kind = wanted_kind and n.name = wanted_name and n.expires_at <= now();
  insert into directory.names (kind, name, tenant_id, entity_id, expires_at)
    values (wanted_kind, wanted_name, kit.current_tenant(), entity, until)
    on conflict do nothing;
  return found;
end $$;

-- Gives a name back. False when it is not one of the current tenant's, or has expired.
create function directory.release(wanted_kind text, wanted_name text) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from directory.names n
    where n.kind = wanted_kind and n.name = wanted_name and n.tenant_id = kit.current_tenant()
      and (n.expires_at is null or n.expires_at > now());
  return found;
end $$;

-- Tenants of a placement, for work that goes through all of them.
create function directory.tenants() returns setof uuid
  language sql stable security definer set search_path = pg_catalog
begin atomic
  select n.tenant_id from directory.names n where n.kind = 'tenant' order by n.tenant_id;
end;

-- A function can only be given to a role that may create in its schema; that right is taken back at once.
grant create on schema directory to trekker_directory_owner;
alter function directory.resolve owner to trekker_directory_owner;
alter function directory.claim owner to trekker_directory_owner;
alter function directory.release owner to trekker_directory_owner;
alter function directory.tenants owner to trekker_directory_owner;
revoke create on schema directory from trekker_directory_owner;
revoke all on all functions in schema directory from public;
grant execute on function directory.resolve to trekker_directory;
grant execute on function directory.tenants to trekker_directory, trekker_consumer;
grant usage on schema directory to trekker_consumer;
grant execute on function directory.claim, directory.release to trekker_tenant;
