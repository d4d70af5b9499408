/** A square of the web's map: at `zoom` 0 one holds the world, each step halves its sides. */
export interface MapTile {
  /** 0 to 22. */
  readonly zoom: number;
  /** From the antimeridian eastwards, 0 to 2^zoom - 1. */
  readonly x: number;
  /** From the north southwards, 0 to 2^zoom - 1. */
  readonly y: number;
}

/** The finest tiles there are. */
export const MOST_TILE_ZOOM = 22;

/** Where the web's map ends, in degrees north and south; what lies beyond is in the outermost tiles. */
const EDGE_LATITUDE = 85.051_128_779_806_6;

/**
 * The tile of a place, by the projection of the web's maps (EPSG:3857). 180 degrees east and west are the same meridian,
 * which belongs to the westernmost tile.
 */
export function tileAt({ latitude, longitude }: { latitude: number; longitude: number }, zoom: number): MapTile {
  const count = 2 ** zoom;
  const radians = (Math.min(Math.max(latitude, -EDGE_LATITUDE), EDGE_LATITUDE) * Math.PI) / 180;
  const east = (longitude + 180) / 360;
  const south = (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2;
  const y = Math.min(Math.max(Math.floor(south * count), 0), count - 1);
  return { zoom, x: ((Math.floor(east * count) % count) + count) % count, y };
}

/** A text that is the same for the same tile only. */
export function tileKey({ zoom, x, y }: MapTile): string {
  return `${zoom}/${x}/${y}`;
}
