import type { Feature, FeatureCollection, Position } from 'geojson';
import type { TriedVisit } from './tried-visits.ts';

/** A point of the way of a visit. */
export interface WayPoint {
  readonly latitude: number;
  readonly longitude: number;
  /** Whether nobody knows how the tracker came here. */
  readonly isAfterGap: boolean;
}

/** Where each visit was, as far as that is known, by its key. */
export type TriedWays = ReadonlyMap<string, readonly WayPoint[]>;

/** Visits of a trial as a map draws them: where somebody was while inside. @param selected key of the one looked at. */
export function triedFeatures(
  visits: readonly TriedVisit[],
  ways: TriedWays,
  selected: string | null,
): FeatureCollection {
  // Who is looked at lies above all others.
  const inOrder = [...visits.filter(({ key }) => key !== selected), ...visits.filter(({ key }) => key === selected)];
  const features = inOrder.flatMap((visit) => featuresOf(visit, ways.get(visit.key) ?? [], visit.key === selected));
  return { type: 'FeatureCollection', features };
}

function featuresOf({ name, change }: TriedVisit, way: readonly WayPoint[], isSelected: boolean): Feature[] {
  const about = { change: change ?? 'kept', selected: isSelected };
  const lines = piecesOf(way)
    .filter((piece) => piece.length > 1)
    .map((coordinates) => feature({ type: 'LineString', coordinates }, { ...about, part: 'way' }));
  const points = way.map((point) => feature({ type: 'Point', coordinates: at(point) }, { ...about, part: 'fix' }));
  const [first] = way;
  const names =
    first && isSelected ? [feature({ type: 'Point', coordinates: at(first) }, { ...about, part: 'name', name })] : [];
  return [...lines, ...points, ...names];
}

/** A way in pieces between which nobody knows it. */
function piecesOf(way: readonly WayPoint[]): Position[][] {
  const pieces: Position[][] = [];
  for (const point of way) {
    if (point.isAfterGap || !pieces.length) pieces.push([]);
    pieces.at(-1)?.push(at(point));
  }
  return pieces;
}

function at({ longitude, latitude }: WayPoint): Position {
  return [longitude, latitude];
}

function feature(geometry: Feature['geometry'], properties: Feature['properties']): Feature {
  return { type: 'Feature', geometry, properties };
}
