import { payloadOf, UnavailableError, type Entry, type Projection, type ProjectionRunner } from '@trekker/kit';

import { eraseTrackers } from '../db/erase.ts';
import { personErased, TRACKERS_TOPIC } from '../events.ts';

/** How long identifiers that were told of before may take to be known here, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Forgets what devices of erased people said of themselves.
 * @param identifiers whose it is to know identifiers: none may come back behind what is forgotten here.
 */
export function erasuresProjection(identifiers: Pick<ProjectionRunner, 'reached'>): Projection {
  return {
    name: 'erasures',
    topic: TRACKERS_TOPIC,
    async apply(tx, entries, head) {
      for (const entry of entries.filter(isErasure)) {
        if (!(await identifiers.reached(head, entry.offset, PATIENCE_MS)))
          throw new UnavailableError('identifiers are not known far enough to forget some of them');
        await tx.asTenant(entry.subject);
        await eraseTrackers(tx, payloadOf(entry, personErased).trackerIds);
      }
    },
    reset: async () => {},
  };
}

function isErasure({ type }: Entry): boolean {
  return type === personErased.type;
}
