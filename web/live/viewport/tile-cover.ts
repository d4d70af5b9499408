import { MOST_TILE_ZOOM, tileAt, tileKey, type MapTile } from '@trekker/geo';
import type { GeoBounds, GeoPoint } from '../../map/engine.ts';
import { liesWithin, widened } from '../../map/features/bounds.ts';

/** Tiles of the map that a view lies in, and what they reach over. */
export interface TileCover {
  readonly tiles: readonly MapTile[];
  /** Their edges; like those of a view they may lie beyond the antimeridian, in degrees that go on. */
  readonly bounds: GeoBounds;
}

// On each side of the view, as a part of it: who comes in over its edge is there before they are seen.
const MARGIN = 0.25;
/** The API takes 256; fewer make no smaller part of the world than this margin does. */
const MOST_TILES = 64;
// A cover is some 4 times the view; coming closer by a step and a half makes that 32 times.
const LOOSEST = 32;

/** The tiles of a view with a margin around it: of the finest zoom at which there are few of them. */
export function coverOf(view: GeoBounds): TileCover {
  const wide = widened(view, MARGIN);
  for (let zoom = MOST_TILE_ZOOM; zoom > 0; zoom--) {
    const span = spanOf(wide, zoom);
    if (span.columns * span.rows <= MOST_TILES) return coverAt(zoom, span);
  }
  return coverAt(0, { left: 0, top: 0, columns: 1, rows: 1 });
}

/** Whether a view still lies in a cover that is not far too large for it. */
export function isCovered(view: GeoBounds, { bounds }: TileCover): boolean {
  const isInside = [-360, 0, 360].some((degrees) => liesWithin(shifted(view, degrees), bounds));
  return isInside && areaOf(bounds) <= LOOSEST * areaOf(view);
}

/** Tells of a place whether it is in one of some tiles, all of the same zoom. */
export function tileTest(tiles: readonly MapTile[]): (place: GeoPoint) => boolean {
  const [first] = tiles;
  if (!first) return () => false;
  const keys = new Set(tiles.map(tileKey));
  return (place) => keys.has(tileKey(tileAt(place, first.zoom)));
}

/** A box of tiles; columns west of the antimeridian are negative, those beyond it go on. */
interface TileSpan {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

function spanOf({ south, west, north, east }: GeoBounds, zoom: number): TileSpan {
  const count = 2 ** zoom;
  const left = Math.floor(((west + 180) / 360) * count);
  const columns = Math.floor(((east + 180) / 360) * count) - left + 1;
  const top = tileAt({ latitude: north, longitude: 0 }, zoom).y;
  const rows = tileAt({ latitude: south, longitude: 0 }, zoom).y - top + 1;
  // Round the whole world no column comes twice.
  return columns >= count ? { left: 0, top, columns: count, rows } : { left, top, columns, rows };
}

function coverAt(zoom: number, { left, top, columns, rows }: TileSpan): TileCover {
  const count = 2 ** zoom;
  const tiles: MapTile[] = [];
  for (let y = top; y < top + rows; y++) {
    for (let x = left; x < left + columns; x++) tiles.push({ zoom, x: ((x % count) + count) % count, y });
  }
  const round = columns === count;
  const bounds = {
    // What lies beyond the map's edge is in its outermost tiles.
    north: top === 0 ? 90 : latitudeOf(top / count),
    south: top + rows === count ? -90 : latitudeOf((top + rows) / count),
    west: round ? -Infinity : (left / count) * 360 - 180,
    east: round ? Infinity : ((left + columns) / count) * 360 - 180,
  };
  return { tiles, bounds };
}

/** The latitude at a part of the map's height from the north. */
function latitudeOf(part: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * part))) * 180) / Math.PI;
}

function shifted({ west, east, ...rest }: GeoBounds, degrees: number): GeoBounds {
  return { ...rest, west: west + degrees, east: east + degrees };
}

/** Square degrees, of what goes round the world those of one round. */
function areaOf({ south, west, north, east }: GeoBounds): number {
  return (north - south) * Math.min(360, east - west);
}
