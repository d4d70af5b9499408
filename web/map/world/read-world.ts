import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

/** The world as its file tells it: lines of hundredths of degrees east and north, each told from the one before it. */
export interface PackedWorld {
  /** Polygons of rings. */
  readonly land: readonly (readonly (readonly number[])[])[];
  /** Where two countries meet. */
  readonly borders: readonly (readonly number[])[];
}

/** Properties of a part of the world. */
export interface WorldProperties {
  readonly part: 'sea' | 'land' | 'border';
}

/** The world as a map draws it. */
export type World = FeatureCollection<Geometry, WorldProperties>;

const PER_DEGREE = 100;
// Web Mercator ends here.
const NORTH = 85.06;
const EVERYWHERE: Position[] = [
  [-180, -NORTH],
  [180, -NORTH],
  [180, NORTH],
  [-180, NORTH],
  [-180, -NORTH],
];

/** Unpacks the world. */
export function readWorld({ land, borders }: PackedWorld): World {
  return {
    type: 'FeatureCollection',
    features: [
      part('sea', { type: 'Polygon', coordinates: [EVERYWHERE] }),
      ...land.map((polygon) => part('land', { type: 'Polygon', coordinates: polygon.map(unpacked) })),
      part('border', { type: 'MultiLineString', coordinates: borders.map(unpacked) }),
    ],
  };
}

function unpacked(line: readonly number[]): Position[] {
  let [east, north] = [0, 0];
  return Array.from({ length: line.length / 2 }, (_, index) => {
    east += line[2 * index] ?? 0;
    north += line[2 * index + 1] ?? 0;
    return [east / PER_DEGREE, north / PER_DEGREE];
  });
}

function part(name: WorldProperties['part'], geometry: Geometry): Feature<Geometry, WorldProperties> {
  return { type: 'Feature', properties: { part: name }, geometry };
}
