import type { Feature, LineString, Point } from 'geojson';
import type { GeoPoint } from '../../../map/engine.ts';
import { colourOf, type ReplayWayProperties } from '../../../map/features/replay-features.ts';
import { rowAt, type FixColumns } from './fix-columns.ts';

/** Part of a way as a map draws it. */
export type WayFeature = Feature<LineString | Point, ReplayWayProperties>;

/** A point of a simplified way. */
export interface WayPoint extends GeoPoint {
  /** Whether it is unknown how the tracker came here. */
  readonly isAfterGap: boolean;
}

type Place = [longitude: number, latitude: number];

/** A way whose points are known, with gaps apart. @param lane of the tracker, from 0. */
export function wayOfPoints(lane: number, points: readonly WayPoint[]): WayFeature[] {
  const places = points.map(({ latitude, longitude }): Place => [longitude, latitude]);
  return linesOf(lane, places, (index) => points[index]?.isAfterGap ?? false);
}

/** The way through every position. */
export function wayOfFixes(lane: number, columns: FixColumns, gapMs: number): WayFeature[] {
  const places = Array.from({ length: columns.length }, (_, row): Place => placeOf(columns, row));
  return linesOf(lane, places, (row) => (columns.at[row] ?? 0) - (columns.at[row - 1] ?? 0) > gapMs);
}

/** What lies just behind a tracker at an instant, up to where it is. Nothing is drawn across gaps. */
export function trailOf(
  lane: number,
  columns: FixColumns,
  { instant, lengthMs, gapMs, here }: { instant: number; lengthMs: number; gapMs: number; here: GeoPoint },
): WayFeature[] {
  const last = rowAt(columns, instant);
  const first = Math.max(0, rowAt(columns, instant - lengthMs) + 1);
  const places: Place[] = [];
  for (let row = last; row >= first; row--) {
    places.unshift(placeOf(columns, row));
    if ((columns.at[row] ?? 0) - (columns.at[row - 1] ?? 0) > gapMs) break;
  }
  places.push([here.longitude, here.latitude]);
  return places.length > 1 ? [line(lane, 'trail', places)] : [];
}

/** Places where a tracker stood. */
export function stopsOnMap(lane: number, stops: readonly { readonly center: GeoPoint }[]): WayFeature[] {
  return stops.map(({ center: { latitude, longitude } }) => ({
    type: 'Feature',
    properties: { part: 'stop', colour: colourOf(lane) },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  }));
}

function linesOf(lane: number, places: readonly Place[], isAfterGap: (index: number) => boolean): WayFeature[] {
  const features: WayFeature[] = [];
  let way: Place[] = [];
  const close = () => {
    if (way.length > 1) features.push(line(lane, 'way', way));
  };
  for (const [index, place] of places.entries()) {
    const before = places[index - 1];
    if (before && isAfterGap(index)) {
      close();
      way = [];
      features.push(line(lane, 'gap', [before, place]));
    }
    way.push(place);
  }
  close();
  return features;
}

function line(lane: number, part: ReplayWayProperties['part'], coordinates: Place[]): WayFeature {
  return {
    type: 'Feature',
    properties: { part, colour: colourOf(lane) },
    geometry: { type: 'LineString', coordinates },
  };
}

function placeOf({ latitude, longitude }: FixColumns, row: number): Place {
  return [longitude[row] ?? 0, latitude[row] ?? 0];
}
