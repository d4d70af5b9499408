import { headKey, headOffsets, oldestBehind, readCheckpoints, type Tx } from '@trekker/kit';

import { POSITIONS_TOPIC, VISITS_TOPIC } from '../events.ts';

/** What is derived here from which topic. */
const STAGES = [
  { projection: 'presence', topic: POSITIONS_TOPIC },
  { projection: 'person-visits', topic: VISITS_TOPIC },
];

/**
 * When the oldest entry about the current tenant was appended from which one of the stages has not derived yet, Unix
 * milliseconds; null where none waits. Looks at entries of heads only that somebody has still to derive from.
 */
export async function oldestWaiting({ sql }: Tx, tenantId: string): Promise<number | null> {
  let oldest: number | null = null;
  for (const { projection, topic } of STAGES) {
    const checkpoints = await readCheckpoints(sql, { schema: 'geofences', projection }, topic);
    const derived = new Map(checkpoints.map(({ head, offset }) => [headKey(head), offset]));
    for (const { head, offset } of await headOffsets(sql, topic)) {
      const after = derived.get(headKey(head)) ?? -1;
      const at = after < offset ? await oldestBehind(sql, head, { after, subject: tenantId }) : null;
      if (at !== null && (oldest === null || at < oldest)) oldest = at;
    }
  }
  return oldest;
}
