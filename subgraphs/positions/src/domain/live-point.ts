import { decodeCursor, headKey, SHARED, cursorExpired, type Head, type Offsets } from '@trekker/kit';

import {
  GEOFENCES_TOPIC,
  POSITION_PARTITIONS,
  POSITIONS_TOPIC,
  TENANCY_TOPIC,
  TRACKERS_TOPIC,
  VISITS_TOPIC,
} from '../events.ts';

/** The topics of a tenant that live streams depend on, beside positions. */
export const LIVE_TOPICS = [VISITS_TOPIC, TRACKERS_TOPIC, TENANCY_TOPIC, GEOFENCES_TOPIC] as const;

/** The head of a topic that belongs to a tenant. */
export function ownHead(topic: string, tenantId: string): Head {
  return { topic, tenantId, partition: 0 };
}

/**
 * The point behind a cursor. Fails with INVALID_INPUT when it is none, with CURSOR_EXPIRED when it names heads that the
 * tenant's streams do not have.
 * @param isWhole whether it must say of every topic how far it was seen; cursors of the narrower stream may say less.
 */
export function readLiveCursor(text: string, { tenantId, isWhole }: { tenantId: string; isWhole: boolean }): Offsets {
  const offsets = decodeCursor(text);
  const own = LIVE_TOPICS.map((topic) => headKey(ownHead(topic, tenantId)));
  const partitions = Array.from({ length: POSITION_PARTITIONS }, (_, partition) =>
    headKey({ topic: POSITIONS_TOPIC, tenantId: SHARED, partition }),
  );
  const known = new Set([...own, ...partitions]);
  const isKnown = Object.keys(offsets).every((key) => known.has(key));
  if (!isKnown || (isWhole && own.some((key) => offsets[key] === undefined))) throw cursorExpired();
  return offsets;
}

/** Whether a point is ahead of another in any head: it was made by another history. */
export function isBeyond(point: Offsets, present: Offsets): boolean {
  return Object.entries(point).some(([key, offset]) => offset > (present[key] ?? -1));
}
