import { setTimeout as sleep } from 'node:timers/promises';

import type { Migrations } from '@trekker/kit';
import type { Sql } from 'postgres';

/** What came of deriving one projection anew. */
export interface RebuildReport {
  /** For example `geofences.presence`. */
  readonly name: string;
  readonly heads: number;
  /** Rows that are derived now, and those of them that did not come out as they had been. */
  readonly rows: number;
  readonly differing: number;
  /** Why some of it could not be done, each reason once. */
  readonly problems: readonly string[];
}

export interface AskOptions {
  readonly services: readonly Migrations[];
  /** Is told how far it is. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** How long nobody may pick up what is asked for, in milliseconds. */
  readonly patienceMs?: number;
}

const LOOK_EVERY_MS = 250;

/** Names of everything that is derived, those first that others follow from. */
export async function listProjections(sql: Sql, services: readonly Migrations[]): Promise<string[]> {
  const names: string[] = [];
  for (const { service } of services) {
    const rows = await sql<{ projection: string }[]>`
      select projection from ${sql(service)}.checkpoints group by projection
      order by projection <> 'presence', projection`;
    names.push(...rows.map(({ projection }) => `${service}.${projection}`));
  }
  return names;
}

/**
 * Has a running installation derive a projection anew, while it goes on taking positions: asks for it head by head in the
 * database, where whoever derives from the head finds it, and waits for what they say. Fails when nobody picks it up.
 * @param sql signs in as a role that may write everything.
 */
export async function askRebuild(
  sql: Sql,
  name: string,
  { say, signal, patienceMs = 30_000 }: Omit<AskOptions, 'services'>,
): Promise<RebuildReport> {
  const [service = '', projection = ''] = name.split(/\.(.*)/s);
  await sql`delete from log.rebuilds where service = ${service} and projection = ${projection}`;
  await sql`
    insert into log.rebuilds (tenant_id, service, projection, topic, partition, asked_at)
    select tenant_id, ${service}::text, projection, topic, partition, now()
    from ${sql(service)}.checkpoints where projection = ${projection}`;
  let told = '';
  for (const end = Date.now() + patienceMs; ; await sleep(LOOK_EVERY_MS, undefined, { signal })) {
    const { heads, started, finished, rows, differing, problems } = await standing(sql, { service, projection });
    const line = `${name}: ${finished} of ${heads} heads, ${rows} rows, ${differing} differed`;
    if (line !== told) say(line);
    told = line;
    if (finished === heads) return { name, heads, rows, differing, problems };
    if (started === 0 && Date.now() > end) {
      await sql`delete from log.rebuilds where service = ${service} and projection = ${projection}`;
      throw new Error(`nobody derives ${name} anew; is the installation running?`);
    }
  }
}

async function standing(sql: Sql, { service, projection }: { service: string; projection: string }) {
  const [row] = await sql<Standing[]>`
    select count(*)::int as heads, count(started_at)::int as started, count(finished_at)::int as finished,
      coalesce(sum(rows), 0)::float8 as rows, coalesce(sum(differing), 0)::float8 as differing,
      array_agg(distinct problem) filter (where problem is not null) as problems
    from log.rebuilds where service = ${service} and projection = ${projection}`;
  return { heads: 0, started: 0, finished: 0, rows: 0, differing: 0, ...row, problems: row?.problems ?? [] };
}

interface Standing {
  readonly heads: number;
  readonly started: number;
  readonly finished: number;
  readonly rows: number;
  readonly differing: number;
  readonly problems: readonly string[] | null;
}
