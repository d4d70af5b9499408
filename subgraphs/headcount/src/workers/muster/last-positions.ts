import type { Projection } from '@trekker/kit';

import { forgetLastPositions, noteLastPositions } from '../../db/muster/last-positions.ts';
import { POSITIONS_TOPIC } from '../../domain/muster/events.ts';
import { lastPositionsIn } from '../../domain/muster/last-positions.ts';

/** Keeps where each tracker was last located. */
export const lastPositionsProjection: Projection = {
  name: 'last-positions',
  topic: POSITIONS_TOPIC,
  async apply(tx, entries, { partition }) {
    for (const [tenantId, positions] of lastPositionsIn(entries)) {
      await tx.asTenant(tenantId);
      await noteLastPositions(tx, { tenantId, partition }, positions);
    }
  },
  derived: [{ table: 'headcount.last_positions', by: 'partition' }],
  reset: forgetLastPositions,
};
