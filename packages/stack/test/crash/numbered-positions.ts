import { uuidv7 } from '@trekker/kit';
import { position, type NewPosition } from '@trekker/positions/testing';

import type { Observed } from './check-history.ts';

const SECOND_MS = 1_000;

/** Positions of one tenant and so many trackers in turn, numbered by their place in the list, each tracker's a second apart. */
export function numberedPositions(count: number, { trackers }: { trackers: number }): NewPosition[] {
  const tenantId = uuidv7();
  const trackerIds = Array.from({ length: trackers }, () => uuidv7());
  const from = Math.floor(Date.now() / SECOND_MS - count) * SECOND_MS;
  return Array.from({ length: count }, (_, number) =>
    position(
      { tenantId, trackerId: trackerIds[number % trackers] ?? '', recordedAt: from + number * SECOND_MS },
      { quantities: { latitudeE7: 460_000_000 + number } },
    ),
  );
}

/** The positions as an installation keeps them. */
export function keptForms(positions: readonly NewPosition[]): Observed['sent'] {
  return positions.map(({ record: { trackerId, recordedAt, latitudeE7, longitudeE7 } }) => ({
    trackerId,
    recordedAt,
    latitudeE7,
    longitudeE7,
  }));
}
