import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { GeoBounds } from '../engine.ts';

/** A part of the map and for how long trackers were there. */
export interface HeatCell {
  readonly bounds: GeoBounds;
  readonly dwellSeconds: number;
}

/** How hot a part is, from 0 to `HEAT_LEVELS - 1`. */
export interface HeatProperties {
  readonly level: number;
}

/** Shares of the hottest part from which a part is one level hotter. People stand in few places for long. */
const LEVELS_FROM = [0.02, 0.1, 0.3, 0.6] as const;
/** How many levels there are. */
export const HEAT_LEVELS = LEVELS_FROM.length + 1;

// A part is about as wide as this share of the view.
const PARTS_ACROSS = 20;
const MOST_ZOOM = 22;

/** The parts as a map draws them: the hotter, the nearer to the hottest. */
export function heatFeatures(cells: readonly HeatCell[]): FeatureCollection<Polygon, HeatProperties> {
  const hottest = Math.max(...cells.map(({ dwellSeconds }) => dwellSeconds), 0);
  const features = cells.map(({ bounds, dwellSeconds }): Feature<Polygon, HeatProperties> => ({
    type: 'Feature',
    properties: { level: levelOf(hottest > 0 ? dwellSeconds / hottest : 0) },
    geometry: { type: 'Polygon', coordinates: [ringOf(bounds)] },
  }));
  return { type: 'FeatureCollection', features };
}

/** The zoom of tiles of which some twenty lie side by side in a view. */
export function heatZoom({ west, east }: GeoBounds): number {
  const width = Math.min(360, Math.max(east - west, 1e-9));
  return Math.min(MOST_ZOOM, Math.max(0, Math.round(Math.log2((360 / width) * PARTS_ACROSS))));
}

/** What of a view lies on the earth. */
export function onEarth({ south, west, north, east }: GeoBounds): GeoBounds {
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { south: within(south, 90), west: within(west, 180), north: within(north, 90), east: within(east, 180) };
}

function levelOf(share: number): number {
  return LEVELS_FROM.filter((from) => share >= from).length;
}

function ringOf({ south, west, north, east }: GeoBounds): Polygon['coordinates'][number] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
