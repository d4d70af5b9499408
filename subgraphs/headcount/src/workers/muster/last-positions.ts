import { payloadOf, type ConsumerTx, type Entry, type Projection } from '@trekker/kit';

import { forgetLastPositions, forgetLocatedBefore, noteLastPositions } from '../../db/muster/last-positions.ts';
import { DEVICES_TOPIC, POSITIONS_TOPIC, positionsForgotten } from '../../domain/muster/events.ts';
import { lastPositionsIn } from '../../domain/muster/last-positions.ts';

/** Keeps where each tracker was last located. */
export const lastPositionsProjection: Projection = {
  name: 'last-positions',
  topic: POSITIONS_TOPIC,
  gathers: true,
  apply,
  applyTogether: apply,
  derived: [{ table: 'headcount.last_positions', by: 'partition' }],
  reset: forgetLastPositions,
};

/** Forgets the last of trackers whose positions a tenant no longer keeps. Those of musters that ended stay. */
export const forgottenPositionsProjection: Projection = {
  name: 'forgotten-positions',
  topic: DEVICES_TOPIC,
  async apply(tx, entries) {
    for (const entry of entries.filter(({ type }) => type === positionsForgotten.type)) {
      const { before, heldTrackerIds: held } = payloadOf(entry, positionsForgotten);
      await tx.asTenant(entry.subject);
      await forgetLocatedBefore(tx, { before, held });
    }
  },
  reset: async () => {},
};

async function apply(tx: ConsumerTx, entries: readonly Entry[]): Promise<void> {
  for (const [tenantId, positions] of lastPositionsIn(entries)) {
    await tx.asTenant(tenantId);
    await noteLastPositions(tx, tenantId, positions);
  }
}
