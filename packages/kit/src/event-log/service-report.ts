import { readFileSync } from 'node:fs';

import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { TxSql } from '../database/transaction.ts';
import { requirePermission, type Viewer } from '../viewer.ts';
import type { Head } from './entry.ts';
import { oldestBehind } from './read.ts';
import type { ProjectionRunner } from './runner.ts';

/** How far something derived is behind the log, as far as one tenant is concerned. */
export interface ProjectionProgress {
  readonly name: string;
  /** When the oldest entry about the tenant was appended from which it was not derived yet, Unix milliseconds; or null. */
  readonly waitingSince: number | null;
  /** How long that is ago; 0 where nothing waits. */
  readonly behindSeconds: number;
}

/** What a service tells administrators of a tenant of itself: nothing of others. */
export interface ServiceReport {
  readonly version: string;
  /** When the process that tells was started, Unix milliseconds. */
  readonly startedAt: number;
  readonly projections: ProjectionProgress[];
}

/** Makes the report for a viewer; fails with UNAUTHENTICATED or FORBIDDEN for who administers nothing. */
export type Reporting = (viewer: Viewer | null) => Promise<ServiceReport>;

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** Lets a service tell how it does. @param schema where its checkpoints lie. */
export function createReporting(
  { schema, database, clock }: { readonly schema: string; readonly database: Database; readonly clock: Clock },
  runners: readonly ProjectionRunner[],
): Reporting {
  const startedAt = clock.now();
  const projections = runners.map(({ projection }) => ({ name: projection.name, topic: projection.topic }));
  return async (viewer) => {
    const { tenantId } = requirePermission(viewer, 'settings:write', clock.now());
    const { result: waiting } = await database.withTenant(
      tenantId,
      ({ sql }) => oldestWaiting(sql, { schema, projections, tenantId }),
      {
        mode: 'snapshot',
      },
    );
    const now = clock.now();
    return {
      version,
      startedAt,
      projections: projections.map(({ name }) => {
        const waitingSince = waiting.get(name) ?? null;
        return {
          name,
          waitingSince,
          behindSeconds: waitingSince === null ? 0 : Math.max(0, now - waitingSince) / 1_000,
        };
      }),
    };
  };
}

/** A projection and the topic it reads. */
interface Read {
  readonly name: string;
  readonly topic: string;
}

/** Of each projection that is behind: when the oldest entry about the tenant that waits was appended. */
async function oldestWaiting(
  sql: TxSql,
  { schema, projections, tenantId }: { schema: string; projections: readonly Read[]; tenantId: string },
): Promise<Map<string, number>> {
  const oldest = new Map<string, number>();
  for (const { name, head, after } of await headsBehind(sql, schema, projections)) {
    const at = await oldestBehind(sql, head, { after, subject: tenantId });
    if (at !== null) oldest.set(name, Math.min(at, oldest.get(name) ?? at));
  }
  return oldest;
}

async function headsBehind(
  sql: TxSql,
  schema: string,
  projections: readonly Read[],
): Promise<{ name: string; head: Head; after: number }[]> {
  const rows = await sql<{ name: string; topic: string; tenant_id: string; partition: number; after: number }[]>`
    select p.name, h.topic, h.tenant_id, h.partition, coalesce(c."offset", -1) as after
    from unnest(${projections.map(({ name }) => name)}::text[], ${projections.map(({ topic }) => topic)}::text[])
      as p (name, topic)
    join log.heads h on h.topic = p.topic
    left join ${sql(schema)}.checkpoints c on c.projection = p.name and c.topic = h.topic
      and c.tenant_id = h.tenant_id and c.partition = h.partition
    where coalesce(c."offset", -1) < h.next_offset - 1`;
  return rows.map(({ name, topic, tenant_id: tenantId, partition, after }) => ({
    name,
    head: { topic, tenantId, partition },
    after,
  }));
}
