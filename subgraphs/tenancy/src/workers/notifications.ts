import { setTimeout as sleep } from 'node:timers/promises';

import { headOffset, readCheckpoint, type Clock, type ConsumerTx, type Entry, type Projection } from '@trekker/kit';

import { notify } from '../actions/notify.ts';
import { noteToldUpTo, toldUpTo } from '../db/notifications/notifications.ts';
import { happeningIn } from '../events.ts';

const BATCH = 100;
const WAIT_MS = 2_000;
const LOOK_MS = 20;

/**
 * Tells of what happened by the rules of its tenant. How far it has told is kept beside the checkpoint and outlives it:
 * deriving again tells nothing again.
 * @param replicas what owners, places and names are looked up in: they see everything that was known before.
 */
export function notificationsProjection(
  topic: string,
  { replicas, clock }: { replicas: readonly Projection[]; clock: Clock },
): Projection {
  return {
    name: `notifications-${topic}`,
    topic,
    batch: BATCH,
    async apply(tx, entries, { tenantId }) {
      await tx.asTenant(tenantId);
      const told = await toldUpTo(tx, topic);
      const fresh = entries.filter(({ offset }) => offset > told);
      const last = fresh.at(-1);
      if (!last) return;
      const happened = fresh.flatMap(learnedFrom);
      if (happened.length) {
        await untilReached(tx, replicas, tenantId);
        await notify(tx, happened, { tenantId, now: clock.now() });
      }
      await noteToldUpTo(tx, { tenantId, topic, offset: last.offset });
    },
    // What was told was told.
    reset: async () => {},
  };
}

function learnedFrom(entry: Entry) {
  const happening = happeningIn(entry);
  return happening ? [{ ...happening, knownAt: entry.at }] : [];
}

/** Waits until replicas have seen what is in their logs now; fails after two seconds, and the runner tries again. */
async function untilReached(tx: ConsumerTx, replicas: readonly Projection[], tenantId: string): Promise<void> {
  const heads = new Map<string, number>();
  for (const { topic } of replicas) {
    if (!heads.has(topic)) heads.set(topic, await headOffset(tx.sql, { topic, tenantId, partition: 0 }));
  }
  for (const { name: projection, topic } of replicas) {
    const newest = heads.get(topic) ?? -1;
    const place = { schema: 'tenancy', projection };
    const head = { topic, tenantId, partition: 0 };
    for (let waited = 0; (await readCheckpoint(tx.sql, place, head)) < newest; waited += LOOK_MS) {
      if (waited >= WAIT_MS) throw new Error(`${projection} has not reached ${newest} of ${topic}`);
      await sleep(LOOK_MS);
    }
  }
}
