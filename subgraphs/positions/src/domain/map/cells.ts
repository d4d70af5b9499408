import type { Place } from '../motion/spot.ts';
import { mercatorX, mercatorY } from './viewport.ts';

/** Where a tracker is. */
export interface PlacedTracker extends Place {
  /** The 16 bytes of its id, a character each. */
  readonly id: string;
}

/** Trackers that lie next to each other on the map. */
export interface Cell {
  readonly trackers: number;
  readonly center: Place;
  readonly southWest: Place;
  readonly northEast: Place;
  /** Some of them, by id. */
  readonly members: readonly string[];
}

interface Growing {
  readonly x: number;
  readonly y: number;
  trackers: number;
  latitudes: number;
  longitudes: number;
  southE7: number;
  northE7: number;
  westE7: number;
  eastE7: number;
  /** Sorted. */
  readonly members: string[];
}

/**
 * Puts trackers into the cells of a map, from north west to south east. No cell lies across the antimeridian.
 * @param around how many cells the world is wide.
 * @param most how many members to give of each.
 */
export function cellsOf(
  trackers: readonly PlacedTracker[],
  { around, most }: { around: number; most: number },
): Cell[] {
  const rows = new Map<number, Map<number, Growing>>();
  for (const tracker of trackers) {
    const x = Math.floor(mercatorX(tracker.longitudeE7 / 1e7) * around);
    const y = Math.floor(mercatorY(tracker.latitudeE7 / 1e7) * around);
    let row = rows.get(y);
    if (!row) rows.set(y, (row = new Map()));
    const cell = row.get(x);
    if (cell) grow(cell, tracker, most);
    else row.set(x, begin({ x, y }, tracker, most));
  }
  const cells = [...rows.values()].flatMap((row) => [...row.values()]);
  return cells.toSorted((a, b) => a.y - b.y || a.x - b.x).map(cellOf);
}

function begin(place: { x: number; y: number }, { id, latitudeE7, longitudeE7 }: PlacedTracker, most: number): Growing {
  const box = { southE7: latitudeE7, northE7: latitudeE7, westE7: longitudeE7, eastE7: longitudeE7 };
  return { ...place, trackers: 1, latitudes: latitudeE7, longitudes: longitudeE7, ...box, members: most ? [id] : [] };
}

function grow(cell: Growing, { id, latitudeE7, longitudeE7 }: PlacedTracker, most: number): void {
  cell.trackers += 1;
  cell.latitudes += latitudeE7;
  cell.longitudes += longitudeE7;
  cell.southE7 = Math.min(cell.southE7, latitudeE7);
  cell.northE7 = Math.max(cell.northE7, latitudeE7);
  cell.westE7 = Math.min(cell.westE7, longitudeE7);
  cell.eastE7 = Math.max(cell.eastE7, longitudeE7);
  const { members } = cell;
  const last = members.at(-1);
  if (members.length === most && (last === undefined || id > last)) return;
  if (members.length === most) members.pop();
  const behind = members.findIndex((member) => member > id);
  members.splice(behind < 0 ? members.length : behind, 0, id);
}

function cellOf(cell: Growing): Cell {
  const { trackers, latitudes, longitudes, southE7, westE7, northE7, eastE7, members } = cell;
  return {
    trackers,
    center: { latitudeE7: Math.round(latitudes / trackers), longitudeE7: Math.round(longitudes / trackers) },
    southWest: { latitudeE7: southE7, longitudeE7: westE7 },
    northEast: { latitudeE7: northE7, longitudeE7: eastE7 },
    members: members.map(uuidOf),
  };
}

function uuidOf(id: string): string {
  const hex = Buffer.from(id, 'latin1').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
