import { unpackPositions } from '@trekker/geo';
import { payloadOf, type Entry } from '@trekker/kit';

import { POSITIONS_ENTRY, signOfLife } from '../events.ts';

/** The newest sign of life of a tracker within a batch of entries. */
export interface Heard {
  readonly trackerId: string;
  /** Append time of the entry, Unix milliseconds. */
  readonly at: number;
  /** Offset of the entry. */
  readonly offset: number;
}

/**
 * Which trackers the entries of one partition heard, with a place or without, by tenant. Neither order nor repetition
 * of the entries matters. Fails for entries of a newer version, and for bodies that are no packed positions.
 */
export function heardIn(entries: readonly Entry[]): Map<string, Heard[]> {
  const tenants = new Map<string, Map<string, Heard>>();
  for (const entry of entries) {
    const ids = entry.kind === 'data' ? trackersIn(entry) : [];
    if (!ids.length) continue;
    const trackers = tenants.get(entry.subject) ?? new Map<string, Heard>();
    tenants.set(entry.subject, trackers);
    for (const trackerId of ids) {
      const before = trackers.get(trackerId);
      const at = Math.max(entry.at, before?.at ?? 0);
      trackers.set(trackerId, { trackerId, at, offset: Math.max(entry.offset, before?.offset ?? -1) });
    }
  }
  return new Map([...tenants].map(([tenantId, trackers]) => [tenantId, [...trackers.values()]]));
}

function trackersIn(entry: Entry): string[] {
  switch (entry.type) {
    case POSITIONS_ENTRY.type:
      return trackersOfPositions(entry);
    case signOfLife.type:
      return [payloadOf(entry, signOfLife).trackerId];
    default:
      return [];
  }
}

function trackersOfPositions({ id, version, body }: Entry): string[] {
  if (version > POSITIONS_ENTRY.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  return [...new Set(unpackPositions(body).map(({ trackerId }) => trackerId))];
}
