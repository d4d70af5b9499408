import type { LineString, MultiPolygon, Polygon } from 'geojson';
import type { DrawnShape } from '../../../map/drawing/drawn-shape.ts';
import { polygonsOf, ringsOf } from '../../../map/drawing/polygons-of.ts';
import type { ZoneGeometry } from '../../../map/features/zone-features.ts';

/** A drawn shape with what cannot be drawn. */
export interface ZoneShape {
  readonly drawn: DrawnShape;
  /** Of a corridor. */
  readonly widthMeters: number;
}

/** A way to drive is about this wide. */
export const USUAL_WIDTH_METERS = 10;

/** A shape as the API takes and gives it; null where nothing is enclosed. */
export function shapeInput({ drawn, widthMeters }: ZoneShape): ZoneGeometry | null {
  switch (drawn.kind) {
    case 'polygon': {
      const boundary = polygonsOf(drawn.rings);
      return boundary && { boundary };
    }
    case 'circle':
      return { circle: { ...drawn.center, radiusMeters: drawn.radiusMeters } };
    case 'corridor':
      return { corridor: { line: drawn.line, widthMeters } };
  }
}

/** The shape that a zone has, to be changed. */
export function shapeOf({ boundary, circle, corridor }: ZoneGeometry): ZoneShape | null {
  const drawn = (shape: DrawnShape) => ({ drawn: shape, widthMeters: corridor?.widthMeters ?? USUAL_WIDTH_METERS });
  if (circle) {
    const { radiusMeters, ...center } = circle;
    return drawn({ kind: 'circle', center, radiusMeters });
  }
  if (corridor) return drawn({ kind: 'corridor', line: corridor.line as LineString });
  return boundary ? drawn({ kind: 'polygon', rings: ringsOf(boundary as Polygon | MultiPolygon) }) : null;
}
