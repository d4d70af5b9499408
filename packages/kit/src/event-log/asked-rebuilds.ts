import type { Database } from '../database/database.ts';
import type { TxSql } from '../database/transaction.ts';
import type { CheckpointPlace } from './checkpoint.ts';
import type { Head } from './entry.ts';
import type { Rebuilt } from './rebuild.ts';

/** Why what acts cannot be done again, which is no failure where everything is asked for. @param name of the projection. */
export function actsRatherThanDerives(name: string): string {
  return `${name} acts rather than derives: it cannot be done again`;
}

/** Heads that an operator wants a projection to derive anew, in the order of their partitions. */
export async function askedRebuilds(sql: TxSql, { schema, projection }: CheckpointPlace): Promise<Head[]> {
  const rows = await sql<{ topic: string; tenant_id: string; partition: number }[]>`
    select topic, tenant_id, partition from log.rebuilds
    where service = ${schema} and projection = ${projection} and finished_at is null
    order by topic, tenant_id, partition`;
  return rows.map((row) => ({ topic: row.topic, tenantId: row.tenant_id, partition: row.partition }));
}

/** Does one of these and says what came of it, be it why it could not be done. */
export async function carryOutRebuild(
  database: Database,
  { place, head }: { place: CheckpointPlace; head: Head },
  rebuild: () => Promise<Rebuilt>,
): Promise<void> {
  const ofHead = (sql: TxSql) => sql`
    service = ${place.schema} and projection = ${place.projection} and topic = ${head.topic}
      and tenant_id = ${head.tenantId} and partition = ${head.partition}`;
  await database.withConsumer(({ sql }) => sql`update log.rebuilds set started_at = now() where ${ofHead(sql)}`);
  const outcome = await rebuild().then(
    (rebuilt) => ({ ...rebuilt, problem: null }),
    (failure: unknown) => ({
      rows: null,
      differing: null,
      problem: failure instanceof Error ? failure.message : String(failure),
    }),
  );
  await database.withConsumer(
    ({ sql }) => sql`
      update log.rebuilds set finished_at = now(), rows = ${outcome.rows}, differing = ${outcome.differing},
        problem = ${outcome.problem}
      where ${ofHead(sql)}`,
  );
}
