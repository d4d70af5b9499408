import { SHARED, type ConsumerTx, type Entry, type Projection, type Tx } from '@trekker/kit';

import { lockDerived, openDerivation, writeConsequences } from '../db/derivation.ts';
import { derivedSince } from '../db/touched.ts';
import type { Cause } from '../domain/derivation.ts';

/** What an entry makes a difference to. */
export interface Touched {
  readonly zoneIds: readonly string[];
  /** Places whose limits it concerns beside those the zones lie in. */
  readonly placeIds: readonly string[];
  /** People whose marks it concerns. */
  readonly personIds: readonly string[];
  /** Instant before which it makes none, Unix milliseconds. */
  readonly since: number;
}

/** Says what entries of a topic make a difference to. */
export interface Touching {
  readonly topic: Cause['topic'];
  /** Those of these entries that may make any; most do not. */
  sift(tx: Tx, entries: readonly Entry[]): Promise<readonly Entry[]>;
  /** What one of them makes a difference to, null for nothing. `write` brings the replica up to date, and is called once. */
  touch(tx: Tx, entry: Entry, write: () => Promise<void>): Promise<Touched | null>;
}

/**
 * A projection of a replica in whose transactions limits and marks follow what it tells of places, people or units, entry
 * by entry. Nothing before the instant at which something became otherwise is derived again.
 */
export function derivingAgain(projection: Projection, touching: Touching): Projection {
  async function derive(tx: ConsumerTx, entry: Entry, { tenantId, floor }: { tenantId: string; floor: number }) {
    const touched = await touching.touch(
      tx,
      entry,
      async () => void (await projection.apply(tx, [entry], headOf(entry))),
    );
    if (!touched) return;
    const { personIds, since, ...scope } = touched;
    const derivation = await openDerivation(tx, { ...scope, personIds, since: Math.max(since, floor) });
    const cause: Cause = { topic: touching.topic, offset: entry.offset, knownFrom: entry.at };
    await writeConsequences(tx, tenantId, [derivation.again(personIds, cause)]);
  }
  const headOf = ({ subject }: Entry) => ({ topic: projection.topic, tenantId: subject, partition: 0 });

  return {
    ...projection,
    async apply(tx, entries, head) {
      const { tenantId } = head;
      if (tenantId === SHARED) return projection.apply(tx, entries, head);
      await tx.asTenant(tenantId);
      await lockDerived(tx, tenantId);
      const floor = await derivedSince(tx);
      const sifted = new Set(floor === null ? [] : await touching.sift(tx, entries));
      let plain: Entry[] = [];
      for (const entry of entries) {
        if (floor === null || !sifted.has(entry)) {
          plain.push(entry);
          continue;
        }
        if (plain.length) await projection.apply(tx, plain, head);
        plain = [];
        await derive(tx, entry, { tenantId, floor });
      }
      if (plain.length) await projection.apply(tx, plain, head);
    },
  };
}
