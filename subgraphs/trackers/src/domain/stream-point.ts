import { decodeCursor, encodeCursor, headKey, SHARED, cursorExpired, type Head, type Offsets } from '@trekker/kit';

import { POSITIONS_PARTITIONS, POSITIONS_TOPIC, TRACKERS_TOPIC } from '../events.ts';

/**
 * Up to where a stream of trackers is told: what was written, by offsets, and what time alone changes (silence, the
 * limits of assignments), by the clock.
 */
export interface StreamPoint {
  /** By head key: the tenant's own head of topic `trackers`, and partitions of topic `positions`. */
  readonly offsets: Offsets;
  /** Unix milliseconds. */
  readonly at: number;
}

const CLOCK = 'clock';

/** The head of topic `trackers` that belongs to a tenant. */
export function trackersHead(tenantId: string): Head {
  return { topic: TRACKERS_TOPIC, tenantId, partition: 0 };
}

/** A partition of topic `positions`. */
export function positionsHead(partition: number): Head {
  return { topic: POSITIONS_TOPIC, tenantId: SHARED, partition };
}

/** The offset of a head, -1 where nothing of it was told. */
export function offsetOf({ offsets }: StreamPoint, head: Head): number {
  return offsets[headKey(head)] ?? -1;
}

/** The point as clients keep it. */
export function writeCursor({ offsets, at }: StreamPoint): string {
  return encodeCursor({ ...offsets, [CLOCK]: at });
}

/**
 * The point behind a cursor. Fails with INVALID_INPUT when it is none, with CURSOR_EXPIRED when it names heads that
 * the tenant's stream does not have.
 * @param now Unix milliseconds; no cursor is taken to be younger.
 */
export function readCursor(text: string, { tenantId, now }: { tenantId: string; now: number }): StreamPoint {
  const { [CLOCK]: at, ...offsets } = decodeCursor(text);
  const own = headKey(trackersHead(tenantId));
  const others = new Set(Array.from({ length: POSITIONS_PARTITIONS }, (_, index) => headKey(positionsHead(index))));
  const known = Object.keys(offsets).every((key) => key === own || others.has(key));
  if (at === undefined || offsets[own] === undefined || !known) throw cursorExpired();
  return { offsets, at: Math.max(0, Math.min(at, now)) };
}

/** Whether a point names an offset that another has not reached: it comes from a log that is no longer there. */
export function isBeyond(point: StreamPoint, present: StreamPoint): boolean {
  return Object.entries(point.offsets).some(([key, offset]) => offset > (present.offsets[key] ?? -1));
}

/** The later of two points, head by head. */
export function laterOf(a: StreamPoint, b: StreamPoint): StreamPoint {
  const offsets: Record<string, number> = { ...a.offsets };
  for (const [key, offset] of Object.entries(b.offsets)) offsets[key] = Math.max(offset, offsets[key] ?? -1);
  return { offsets, at: Math.max(a.at, b.at) };
}
