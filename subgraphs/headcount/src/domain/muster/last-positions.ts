import { comparePositions, unpackedOnce, type PositionRecord } from '@trekker/geo';
import type { Entry } from '@trekker/kit';

import { POSITIONS_ENTRY } from './events.ts';

/** A position, and the partition it is of. */
export interface PlacedPosition extends PositionRecord {
  readonly partition: number;
}

const MINUTE_MS = 60_000;
/** For so long before the newest position of a tracker older ones are kept: its last bearer may have handed it over since. */
export const KEPT_MINUTES = 60;

/** The newest position of each minute, by minute since 1970. */
type ByMinute = Map<number, PlacedPosition>;

/** The minute since 1970 in which an instant lies, Unix milliseconds. */
export function minuteOf(instant: number): number {
  return Math.floor(instant / MINUTE_MS);
}

/**
 * Of each tracker the newest position of each minute of the hour up to the newest of all that entries of topic `positions` tell
 * of, by tenant. Neither order nor repetition of the entries matters. Fails for entries of a newer version, and for bodies
 * that are no packed positions.
 */
export function lastPositionsIn(entries: readonly Entry[]): Map<string, PlacedPosition[]> {
  const tenants = new Map<string, Map<string, ByMinute>>();
  for (const entry of entries) {
    if (entry.kind !== 'data' || entry.type !== POSITIONS_ENTRY.type) continue;
    const trackers = tenants.get(entry.subject) ?? new Map<string, ByMinute>();
    tenants.set(entry.subject, trackers);
    for (const position of positionsOf(entry)) {
      const minutes: ByMinute = trackers.get(position.trackerId) ?? new Map();
      trackers.set(position.trackerId, minutes);
      const minute = minuteOf(position.recordedAt);
      const known = minutes.get(minute);
      if (!known || comparePositions(known, position) < 0)
        minutes.set(minute, { ...position, partition: entry.partition });
    }
  }
  return new Map([...tenants].map(([tenantId, trackers]) => [tenantId, [...trackers.values()].flatMap(keptOf)]));
}

function keptOf(minutes: ByMinute): PlacedPosition[] {
  const newest = Math.max(...minutes.keys());
  return [...minutes].flatMap(([minute, position]) => (minute > newest - KEPT_MINUTES ? [position] : []));
}

function positionsOf({ id, version, body }: Entry): readonly PositionRecord[] {
  if (version > POSITIONS_ENTRY.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  return unpackedOnce(body);
}
