import type { Pool } from '../database/pool.ts';

/**
 * What keeps tenants apart in a schema and is missing, one sentence each: forced row-level security and a policy on
 * every table, `tenant_id` first in every key, unique index and foreign key, no grants on partitions, no view that runs
 * with its owner's rights. An empty list is the only good answer.
 */
export async function isolationProblems(admin: Pool, schema: string): Promise<string[]> {
  const rows = await admin<{ problem: string }[]>`
    with tables as (
      select c.oid, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.reloptions
      from pg_class c where c.relnamespace = to_regnamespace(${schema}) and c.relkind in ('r', 'p', 'v', 'm'))
    select format('table %s does not force row-level security', relname) as problem
      from tables where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
    union all
    select format('table %s has no policy', relname) from tables
      where relkind in ('r', 'p') and not relispartition and not exists (select from pg_policy p where p.polrelid = tables.oid)
    union all
    select format('partition %s has grants', relname) from tables
      where relispartition and exists (select from aclexplode(relacl) a where a.grantee <> (select relowner from pg_class where oid = tables.oid))
    union all
    select format('%s %s shows rows with its owner''s rights', case relkind when 'm' then 'materialized view' else 'view' end, relname)
      from tables where relkind = 'm' or (relkind = 'v' and not coalesce(reloptions @> array['security_invoker=true'], false))
    union all
    select format('index %s of %s does not start with tenant_id', i.indexrelid::regclass, relname)
      from tables join pg_index i on i.indrelid = tables.oid and i.indisunique
      where not relispartition
        and (select attname from pg_attribute where attrelid = tables.oid and attnum = i.indkey[0]) is distinct from 'tenant_id'
    union all
    select format('foreign key %s of %s does not carry tenant_id', conname, relname)
      from tables join pg_constraint k on k.conrelid = tables.oid and k.contype = 'f'
      where (select attname from pg_attribute where attrelid = tables.oid and attnum = k.conkey[1]) is distinct from 'tenant_id'`;
  return rows.map((row) => row.problem);
}
