import type { PositionOrder } from '@trekker/geo';
import { comparePositions } from '@trekker/geo';

import { connectionStatus, type ConnectionStatus, type SilenceLimits } from './connection-status.ts';

/** When each of the trackers somebody carries was last heard, Unix milliseconds or null, as one answer. */
export function lastHeardOf(heard: readonly (number | null)[]): number | null {
  return heard.reduce((latest, at) => (at !== null && at > (latest ?? -Infinity) ? at : latest), null);
}

/** Status of the best connected tracker, or null where there is none. */
export function bestConnection(
  heard: readonly (number | null)[],
  now: number,
  limits: SilenceLimits,
): ConnectionStatus | null {
  return heard.length ? connectionStatus(lastHeardOf(heard), now, limits) : null;
}

/** The newest of some positions, or null where there is none. */
export function newestPosition<T extends PositionOrder>(positions: readonly T[]): T | null {
  return positions.toSorted(comparePositions).at(-1) ?? null;
}
