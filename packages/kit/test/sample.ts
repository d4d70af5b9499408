import { join } from 'node:path';

import type { Database, Entry, Migrations, Projection } from '../src/index.ts';
import { createLeases, runProjection, silentLogger, systemClock, type Clock, type LogTail } from '../src/index.ts';

/** The migrations of the sample service. */
export const sampleMigrations: Migrations = {
  service: 'sample',
  folder: join(import.meta.dirname, 'sample-migrations'),
};

/** Two tenants that must never meet. */
export const TENANT_A = '01900000-0000-7000-8000-00000000000a';
export const TENANT_B = '01900000-0000-7000-8000-00000000000b';

/** Counts words, so that an entry derived from twice or not at all shows. */
export function wordCounts(topic: string, onEntry: (entry: Entry) => void = () => {}): Projection {
  return {
    name: 'word-counts',
    topic,
    async apply(tx, entries) {
      for (const entry of entries) {
        onEntry(entry);
        if (entry.kind === 'tick') continue;
        await tx.asTenant(entry.subject);
        const { word } = entry.payload as { word: string };
        await tx.sql`
          insert into sample.counts as c values (${entry.subject}, ${word}, 1)
          on conflict (tenant_id, word) do update set count = c.count + 1`;
      }
    },
    reset: async (tx) => void (await tx.sql`delete from sample.counts`),
  };
}

/** Runs a projection of the sample service as if it were the only process, polling quickly. */
export function runSample(
  projection: Projection,
  {
    database,
    tail,
    clock = systemClock,
    pollMs = 50,
  }: { database: Database; tail: LogTail; clock?: Clock; pollMs?: number },
) {
  const leases = createLeases(database, silentLogger);
  const runner = runProjection(projection, {
    schema: 'sample',
    database,
    tail,
    leases,
    clock,
    log: silentLogger,
    pollMs,
  });
  return {
    runner,
    leases,
    async [Symbol.asyncDispose]() {
      await runner.stop();
      await leases.stop();
    },
  };
}
