import type { GeofenceKind } from '../__generated__/graphql.ts';
import { classNames } from './class-names.ts';
import { ZONE_GLYPHS } from './zone-glyphs.ts';

const COLOURS: Readonly<Record<GeofenceKind, string>> = {
  WORK_ZONE: 'text-zone-work',
  MUSTER_POINT: 'text-zone-muster',
  EXCLUSION: 'text-zone-exclusion',
  GATE: 'text-zone-gate',
  BREAK_AREA: 'text-zone-break',
};

/** The mark of a kind of zone as on the map. Its word stands beside it. */
export function ZoneMark({ kind, size = 18 }: { readonly kind: GeofenceKind; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={classNames('shrink-0', COLOURS[kind])}
    >
      <path d={ZONE_GLYPHS[kind]} />
    </svg>
  );
}
