import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { writeArchive, type WrittenTile } from '../server/basemap/testing/write-archive.ts';

/** The middle of the demo's site: longitude, latitude. */
const SITE = [2.18, 54.72] as const;
/** How far the coast reaches from the site, degrees. */
const REACH = { east: 0.4, north: 0.25 };
const DEEPEST = 11;
const EXTENT = 4096;

/**
 * An archive of the Protomaps schema, as an operator may have it of the neighbourhood of the demo's site: water in the
 * west, land in the east, with a wood, roads and a town.
 */
export function coastArchive(): Buffer {
  const layers = Object.entries(coast()).map(([name, data]) => ({
    name,
    index: new GeoJSONVT(data, { maxZoom: DEEPEST, indexMaxZoom: 5, extent: EXTENT, tolerance: 1 }),
  }));
  const tiles: WrittenTile[] = [];
  for (let z = 0; z <= DEEPEST; z++) {
    for (const { x, y } of tilesAbout(z)) {
      const found = layers.flatMap(({ name, index }) => {
        const tile = index.getTile(z, x, y);
        return tile ? [[name, tile] as const] : [];
      });
      const bytes = fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: EXTENT });
      if (found.length > 0) tiles.push({ z, x, y, bytes });
    }
  }
  const [east, north] = SITE;
  return writeArchive({
    tiles,
    perLeaf: 50,
    bounds: [east - REACH.east, north - REACH.north, east + REACH.east, north + REACH.north],
    metadata: {
      attribution: '<a href="https://coast.example/licence">© Coast Survey</a><script>alert(1)</script>',
      vector_layers: ['earth', 'landuse', 'places', 'roads', 'water'].map((id) => ({ id, fields: {} })),
    },
  });
}

/** Tiles of a level that the coast lies in. */
function tilesAbout(z: number): { x: number; y: number }[] {
  const [east, north] = SITE;
  const [left, top] = tileAt(z, [east - REACH.east, north + REACH.north]);
  const [right, bottom] = tileAt(z, [east + REACH.east, north - REACH.north]);
  const columns = Array.from({ length: right - left + 1 }, (_, at) => left + at);
  return columns.flatMap((x) => Array.from({ length: bottom - top + 1 }, (_, at) => ({ x, y: top + at })));
}

function tileAt(z: number, [longitude, latitude]: readonly [number, number]): [number, number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor(((longitude + 180) / 360) * 2 ** z), Math.floor(y * 2 ** z)];
}

function coast(): Record<string, FeatureCollection> {
  const { east, north } = REACH;
  const land = area([0.018, -north], [0.024, -0.008], [0.021, 0.01], [0.03, north], [east, north], [east, -north]);
  const sea = area([-east, -north], [-east, north], [0.03, north], [0.021, 0.01], [0.024, -0.008], [0.018, -north]);
  const wood = area([0.03, 0.005], [0.03, 0.03], [0.08, 0.035], [0.09, 0.01]);
  const motorway = line([0.05, -north], [0.045, 0], [0.06, north]);
  const street = line([0.026, 0], [0.045, 0], [0.1, -0.01]);
  return {
    earth: collection(feature(land, { kind: 'earth' })),
    water: collection(feature(sea, { kind: 'ocean' })),
    landuse: collection(feature(wood, { kind: 'park' })),
    roads: collection(
      feature(motorway, { kind: 'highway', min_zoom: 3, name: 'North Road' }),
      feature(street, { kind: 'major_road', min_zoom: 6, name: 'Harbour Road' }),
    ),
    places: collection(
      feature(
        { type: 'Point', coordinates: at([0.04, -0.008]) },
        { kind: 'locality', name: 'Easthaven', 'name:de': 'Osthafen', min_zoom: 4, population_rank: 9 },
      ),
    ),
  };
}

/** A place by its distance from the site, degrees. */
function at([east, north]: readonly [number, number]): Position {
  return [SITE[0] + east, SITE[1] + north];
}

function area(...corners: readonly (readonly [number, number])[]): Geometry {
  const ring = corners.map(at);
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

function line(...places: readonly (readonly [number, number])[]): Geometry {
  return { type: 'LineString', coordinates: places.map(at) };
}

function feature(geometry: Geometry, properties: Record<string, string | number>): Feature {
  return { type: 'Feature', geometry, properties };
}

function collection(...features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
