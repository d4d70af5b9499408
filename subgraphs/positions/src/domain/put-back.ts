import { comparePositions, packPositions, type PositionQuantities } from '@trekker/geo';
import { uuidv7, type PutBack } from '@trekker/kit';

import { positionsAppended } from '../events.ts';
import type { KeptPosition } from './packed-day/kept-position.ts';

/** A position with whose it is. */
export interface ToldPosition extends KeptPosition {
  readonly trackerId: string;
}

/** The entry of the log that told of positions of a tenant, all with the same offset, byte by byte but for its id. */
export function entryToldBy(tenantId: string, positions: readonly ToldPosition[]): PutBack {
  const [first] = positions;
  if (!first) throw new Error('an entry tells of one position at least');
  const distinct = new Map(positions.map((one) => [`${one.trackerId}/${one.recordedAt}/${one.dedupe}`, one]));
  const records = [...distinct.values()].map(recordOf).toSorted((a, b) => {
    if (a.trackerId !== b.trackerId) return a.trackerId < b.trackerId ? -1 : 1;
    return comparePositions(a, b);
  });
  const { type, version } = positionsAppended;
  const { offset, appendedAt: at } = first;
  return { offset, id: uuidv7(at), type, version, subject: tenantId, at, body: packPositions(records) };
}

function recordOf({ trackerId, recordedAt, dedupe, ...kept }: ToldPosition) {
  const { latitudeE7, longitudeE7, altitudeCentimeters, accuracyCentimeters }: PositionQuantities = kept;
  const { speedMillimetersPerSecond, headingCentidegrees, eventKind }: PositionQuantities = kept;
  const place = { latitudeE7, longitudeE7, altitudeCentimeters, accuracyCentimeters };
  return { trackerId, recordedAt, dedupe, ...place, speedMillimetersPerSecond, headingCentidegrees, eventKind };
}
