import type { Box, Point } from '@trekker/geo';

import type { FenceAround } from './fence-set.ts';

/** Ground, and time from when it was found, in which the same versions contain every point: nothing need be looked up there. */
export interface Area extends Box {
  /** The known geofences by which it was found. */
  readonly edition: object;
  /** Before this instant, Unix milliseconds. */
  readonly until: number;
  readonly around: readonly FenceAround[];
}

/** Whether a point at an instant behind that by which an area was found lies in it. */
export function isInArea(area: Area, { latitude, longitude }: Point, instant: number): boolean {
  return (
    latitude <= area.north &&
    latitude >= area.south &&
    longitude <= area.east &&
    longitude >= area.west &&
    instant < area.until
  );
}
