import type { Polygon } from '../shape/shape.ts';

/** Longitude and latitude. */
export type Position = readonly [number, number];

/** A closed ring in the making. */
export type DraftRing = readonly Position[];

/** A polygon in the making, shell first. */
export interface Draft {
  /** Which of the given polygons it comes from; null where from several. */
  readonly origin: number | null;
  readonly rings: readonly DraftRing[];
  /** Which of that polygon's rings each of them was; empty for polygons drawn anew. */
  readonly numbers: readonly number[];
}

/** Drafts as GeoJSON: a Polygon where there is one, else a MultiPolygon. */
export function geoJsonOf(drafts: readonly Draft[]): DraftGeometry {
  const [first] = drafts;
  if (first !== undefined && drafts.length === 1) return { type: 'Polygon', coordinates: first.rings };
  return { type: 'MultiPolygon', coordinates: drafts.map(({ rings }) => rings) };
}

/** GeoJSON of drafts. */
export type DraftGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly DraftRing[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly DraftRing[])[] };

/** A draft as a polygon. */
export function polygonOf({ rings }: Draft): Polygon {
  const [shell = [], ...holes] = rings;
  const ringOf = (ring: DraftRing) => ({ coordinates: Float64Array.from(ring.flat()) });
  return { shell: ringOf(shell), holes: holes.map(ringOf) };
}
