import type { GeofenceKind } from '../__generated__/graphql.ts';

/** Line drawings of 24 by 24 for each kind of zone, the same in lists and on the map. */
export const ZONE_GLYPHS: Readonly<Record<GeofenceKind, string>> = {
  // A helmet.
  WORK_ZONE: 'M3 17h18M5 17v-3a7 7 0 0 1 14 0v3M10 7.5V13m4-5.5V13',
  // Four arrows that meet.
  MUSTER_POINT: 'M3 3l6 6m0-5v5H4M21 3l-6 6m0-5v5h5M3 21l6-6m0 5v-5H4M21 21l-6-6m0 5v-5h5',
  // No entry.
  EXCLUSION: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM7 12h10',
  // Through a door.
  GATE: 'M11 4h7a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-7M3 12h11m-4-4 4 4-4 4',
  // A cup.
  BREAK_AREA: 'M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4V9Zm11 1.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 3v2.5m4-2.5v2.5',
};
