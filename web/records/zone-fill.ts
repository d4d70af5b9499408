import type { GeofenceKind } from '../__generated__/graphql.ts';

const FILLS: Readonly<Record<GeofenceKind, string>> = {
  WORK_ZONE: 'bg-zone-work',
  MUSTER_POINT: 'bg-zone-muster',
  EXCLUSION: 'bg-zone-exclusion',
  GATE: 'bg-zone-gate',
  BREAK_AREA: 'bg-zone-break',
};

/** The colour of a kind of zone as the ground of something. */
export function zoneFill(kind: GeofenceKind): string {
  return FILLS[kind];
}
