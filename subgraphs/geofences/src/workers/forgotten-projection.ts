import { payloadOf, type Projection } from '@trekker/kit';

import { forgetSegments } from '../db/fixes.ts';
import { DEVICES_TOPIC, positionsForgotten } from '../events.ts';

/** Forgets the fixes that presence kept of positions a tenant no longer keeps. Visits and their evidence stay. */
export const forgottenProjection: Projection = {
  name: 'forgotten',
  topic: DEVICES_TOPIC,
  async apply(tx, entries) {
    for (const entry of entries.filter(({ type }) => type === positionsForgotten.type)) {
      const { before, heldTrackerIds } = payloadOf(entry, positionsForgotten);
      await tx.asTenant(entry.subject);
      await forgetSegments(tx.sql, { before, held: heldTrackerIds });
    }
  },
  reset: async () => {},
};
