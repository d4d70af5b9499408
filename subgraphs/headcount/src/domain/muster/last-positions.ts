import { comparePositions, unpackedOnce, type PositionRecord } from '@trekker/geo';
import type { Entry } from '@trekker/kit';

import { POSITIONS_ENTRY } from './events.ts';

/** A position, and the partition it is of. */
export interface PlacedPosition extends PositionRecord {
  readonly partition: number;
}

const MINUTE_MS = 60_000;

/**
 * The newest position of each tracker and minute that entries of topic `positions` tell of, by tenant. Neither order nor repetition of
 * the entries matters. Fails for entries of a newer version, and for bodies that are no packed positions.
 */
export function lastPositionsIn(entries: readonly Entry[]): Map<string, PlacedPosition[]> {
  const tenants = new Map<string, Map<string, PlacedPosition>>();
  for (const entry of entries) {
    if (entry.kind !== 'data' || entry.type !== POSITIONS_ENTRY.type) continue;
    const newest = tenants.get(entry.subject) ?? new Map<string, PlacedPosition>();
    tenants.set(entry.subject, newest);
    for (const position of positionsOf(entry)) {
      const key = `${position.trackerId}/${Math.floor(position.recordedAt / MINUTE_MS)}`;
      const known = newest.get(key);
      if (!known || comparePositions(known, position) < 0) newest.set(key, { ...position, partition: entry.partition });
    }
  }
  return new Map([...tenants].map(([tenantId, newest]) => [tenantId, [...newest.values()]]));
}

function positionsOf({ id, version, body }: Entry): readonly PositionRecord[] {
  if (version > POSITIONS_ENTRY.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  return unpackedOnce(body);
}
