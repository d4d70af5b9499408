import { setTimeout as sleep } from 'node:timers/promises';

import { UnavailableError, type ConsumerTx, type Database } from '@trekker/kit';

import { heldNow, isDecidable, type Held } from '../db/retention.ts';

/** What deleting needs where some of it may be held. */
export interface KnowingHolds {
  readonly database: Database;
  /** How long to wait for what was told of holds, in milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * Does something in a transaction of the tenant that knows every hold placed until it began.
 * @throws UnavailableError when what was told of holds does not become known here.
 */
export async function knowingHolds<T>(
  { database, patienceMs = PATIENCE_MS }: KnowingHolds,
  tenantId: string,
  fn: (tx: ConsumerTx, held: Held) => Promise<T>,
): Promise<T> {
  for (const giveUpAt = performance.now() + patienceMs; ; await sleep(LOOK_EVERY_MS)) {
    const done = await database.withConsumer(async (tx) => {
      await tx.asTenant(tenantId);
      return (await isDecidable(tx.sql, tenantId)) ? { result: await fn(tx, await heldNow(tx)) } : null;
    });
    if (done) return done.result;
    if (performance.now() > giveUpAt) throw new UnavailableError('holds and settings are not known far enough');
  }
}
