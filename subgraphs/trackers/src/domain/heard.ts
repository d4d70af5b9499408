import { comparePositions, unpackedOnce, type PositionOrder, type PositionRecord } from '@trekker/geo';
import { payloadOf, type Entry } from '@trekker/kit';

import { POSITIONS_ENTRY, signOfLife, trackerConnected, trackerDisconnected } from '../events.ts';
import type { Sign } from './follow-signs.ts';

/** The signs of life of a tracker within a batch of entries. */
export interface Heard {
  readonly trackerId: string;
  /** Of the entries. */
  readonly partition: number;
  /** In the order of their entries. */
  readonly signs: readonly Sign[];
  /** The newest of the positions among them, or null. */
  readonly newest: PositionOrder | null;
  /** Offset of the newest entry. */
  readonly offset: number;
}

/**
 * Which trackers entries heard, with a place or without, by tenant. Neither order nor repetition
 * of the entries matters. Fails for entries of a newer version, and for bodies that are no packed positions.
 */
export function heardIn(entries: readonly Entry[]): Map<string, Heard[]> {
  const tenants = new Map<string, Map<string, Heard>>();
  for (const entry of entries) {
    const signs = entry.kind === 'data' ? signsIn(entry) : [];
    if (!signs.length) continue;
    const trackers = tenants.get(entry.subject) ?? new Map<string, Heard>();
    tenants.set(entry.subject, trackers);
    for (const sign of signs) trackers.set(sign.trackerId, together(trackers.get(sign.trackerId), sign));
  }
  return new Map([...tenants].map(([tenantId, trackers]) => [tenantId, [...trackers.values()]]));
}

function signsIn(entry: Entry): Heard[] {
  const { at, offset, partition } = entry;
  const heard = (trackerId: string, sign: Sign, newest: PositionOrder | null = null) => ({
    trackerId,
    partition,
    signs: [sign],
    newest,
    offset,
  });
  switch (entry.type) {
    case POSITIONS_ENTRY.type:
      return newestIn(entry).map((newest) =>
        heard(newest.trackerId, { kind: 'heard', at, offset, way: null }, keyOf(newest)),
      );
    case signOfLife.type: {
      const { trackerId, way = null } = payloadOf(entry, signOfLife);
      return [heard(trackerId, { kind: 'heard', at, offset, way })];
    }
    case trackerConnected.type: {
      const { trackerId, connectionId, ...way } = payloadOf(entry, trackerConnected);
      return [heard(trackerId, { kind: 'connected', at, offset, connectionId, way })];
    }
    case trackerDisconnected.type: {
      const { trackerId, ...ended } = payloadOf(entry, trackerDisconnected);
      return [heard(trackerId, { kind: 'disconnected', at, offset, ...ended })];
    }
    default:
      return [];
  }
}

/** The newest position of each tracker. */
function newestIn({ id, version, body }: Entry): PositionRecord[] {
  if (version > POSITIONS_ENTRY.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  const newest = new Map<string, PositionRecord>();
  for (const position of unpackedOnce(body)) {
    const before = newest.get(position.trackerId);
    if (!before || comparePositions(before, position) <= 0) newest.set(position.trackerId, position);
  }
  return [...newest.values()];
}

function together(a: Heard | undefined, b: Heard): Heard {
  if (!a) return b;
  const signs = [...new Map([...a.signs, ...b.signs].map((sign) => [sign.offset, sign])).values()];
  signs.sort((one, other) => one.offset - other.offset);
  return { ...b, signs, newest: newerOf(a.newest, b.newest), offset: Math.max(a.offset, b.offset) };
}

function newerOf(a: PositionOrder | null, b: PositionOrder | null): PositionOrder | null {
  if (!a || !b) return a ?? b;
  return comparePositions(a, b) > 0 ? a : b;
}

function keyOf({ recordedAt, dedupe }: PositionRecord): PositionOrder {
  return { recordedAt, dedupe };
}
