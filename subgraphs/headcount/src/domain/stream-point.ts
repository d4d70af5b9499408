import { decodeCursor, encodeCursor, headKey, cursorExpired, type Head } from '@trekker/kit';

import { GEOFENCES_TOPIC, HEADCOUNT_TOPIC, PERSON_VISITS_TOPIC } from '../events.ts';

/** Up to where a stream of headcounts is told: what was written, by offsets, and what time alone changes, by the clock. */
export interface StreamPoint {
  /** Offset in topic `person-visits`; -1 before its first entry. */
  readonly visits: number;
  /** Offset in topic `geofences`; -1 before its first entry. */
  readonly structure: number;
  /** Offset in topic `headcount`; -1 before its first entry. */
  readonly deeds: number;
  /** Unix milliseconds. */
  readonly at: number;
}

const CLOCK = 'clock';

/** The head of a tenant in a topic with one partition per tenant. */
export function headOfTenant(topic: string, tenantId: string): Head {
  return { topic, tenantId, partition: 0 };
}

/** The point as clients keep it. */
export function writeCursor({ visits, structure, deeds, at }: StreamPoint, tenantId: string): string {
  const keys = keysOf(tenantId);
  return encodeCursor({ [keys.visits]: visits, [keys.structure]: structure, [keys.deeds]: deeds, [CLOCK]: at });
}

/**
 * The point behind a cursor. Fails with INVALID_INPUT when it is none, with CURSOR_EXPIRED when it names other heads
 * than those of the tenant.
 * @param now Unix milliseconds; no cursor is taken to be younger.
 */
export function readCursor(text: string, { tenantId, now }: { tenantId: string; now: number }): StreamPoint {
  const keys = keysOf(tenantId);
  const offsets = decodeCursor(text);
  const { [keys.visits]: visits, [keys.structure]: structure, [keys.deeds]: deeds, [CLOCK]: at, ...others } = offsets;
  const isNamed = visits !== undefined && structure !== undefined && deeds !== undefined && at !== undefined;
  if (!isNamed || Object.keys(others).length) throw cursorExpired();
  return { visits, structure, deeds, at: Math.max(0, Math.min(at, now)) };
}

/** Whether a point names an offset that another has not reached: it comes from a log that is no longer there. */
export function isBeyond(point: StreamPoint, present: StreamPoint): boolean {
  return point.visits > present.visits || point.structure > present.structure || point.deeds > present.deeds;
}

/** The later of two points in every respect. */
export function laterOf(a: StreamPoint, b: StreamPoint): StreamPoint {
  return {
    visits: Math.max(a.visits, b.visits),
    structure: Math.max(a.structure, b.structure),
    deeds: Math.max(a.deeds, b.deeds),
    at: Math.max(a.at, b.at),
  };
}

function keysOf(tenantId: string): Readonly<Record<'visits' | 'structure' | 'deeds', string>> {
  return {
    visits: headKey(headOfTenant(PERSON_VISITS_TOPIC, tenantId)),
    structure: headKey(headOfTenant(GEOFENCES_TOPIC, tenantId)),
    deeds: headKey(headOfTenant(HEADCOUNT_TOPIC, tenantId)),
  };
}
