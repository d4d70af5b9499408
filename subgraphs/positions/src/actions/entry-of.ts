import { packPositions } from '@trekker/geo';
import type { NewEntry } from '@trekker/kit';

import type { NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';

/** The entry that tells of a tenant's new positions in a partition. */
export function entryOf(subject: string, partition: number, positions: readonly NewPosition[]): NewEntry {
  const { type, version } = positionsAppended;
  const body = packPositions(positions.map(({ record }) => record));
  return { topic: POSITIONS_TOPIC, partition, subject, type, version, body };
}
