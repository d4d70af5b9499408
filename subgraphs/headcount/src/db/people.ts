import type { Tx } from '@trekker/kit';

/** The unit that owns each of these people, null for the tenant itself; people not known yet are absent. */
export async function unitsOf(tx: Tx, personIds: Iterable<string>): Promise<Map<string, string | null>> {
  const wanted = [...new Set(personIds)];
  if (!wanted.length) return new Map();
  const rows = await tx.sql<{ key: string; unit_id: string | null }[]>`
    select key, data->>'unitId' as unit_id from headcount.replicas
    where replica = 'people' and key = any(${wanted}) and valid_to is null`;
  return new Map(rows.map((row) => [row.key, row.unit_id]));
}
