import type { Shape } from '@trekker/geo';

import { lineOf, shapeOf } from './boundary.ts';

/** The columns that a shape is kept in; those of other kinds of shape are null, of an end all. */
export interface KeptColumns {
  readonly boundary: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly radiusMeters: number | null;
  readonly line: string | null;
  readonly widthMeters: number | null;
}

/** The shape that columns keep, or null where they keep none. */
export function layOut({ boundary, latitude, longitude, radiusMeters, line, widthMeters }: KeptColumns): Shape | null {
  if (boundary !== null) return shapeOf(boundary);
  if (line !== null && widthMeters !== null) return { kind: 'corridor', line: lineOf(line), widthMeters };
  if (latitude === null || longitude === null || radiusMeters === null) return null;
  return { kind: 'circle', center: { latitude, longitude }, radiusMeters };
}
