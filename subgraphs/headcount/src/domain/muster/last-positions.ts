import { comparePositions, unpackPositions, type PositionRecord } from '@trekker/geo';
import type { Entry } from '@trekker/kit';

import { POSITIONS_ENTRY } from './events.ts';

/**
 * The newest position of each tracker that entries of topic `positions` tell of, by tenant. Neither order nor repetition of
 * the entries matters. Fails for entries of a newer version, and for bodies that are no packed positions.
 */
export function lastPositionsIn(entries: readonly Entry[]): Map<string, PositionRecord[]> {
  const tenants = new Map<string, Map<string, PositionRecord>>();
  for (const entry of entries) {
    if (entry.kind !== 'data' || entry.type !== POSITIONS_ENTRY.type) continue;
    const newest = tenants.get(entry.subject) ?? new Map<string, PositionRecord>();
    tenants.set(entry.subject, newest);
    for (const position of positionsOf(entry)) {
      const known = newest.get(position.trackerId);
      if (!known || comparePositions(known, position) < 0) newest.set(position.trackerId, position);
    }
  }
  return new Map([...tenants].map(([tenantId, newest]) => [tenantId, [...newest.values()]]));
}

function positionsOf({ id, version, body }: Entry): PositionRecord[] {
  if (version > POSITIONS_ENTRY.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  return unpackPositions(body);
}
