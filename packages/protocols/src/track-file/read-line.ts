import type { JsonObject } from '../json.ts';
import { present } from '../present.ts';
import { Unreadable } from '../unreadable.ts';
import { columnOf } from './column.ts';
import { readFacts, sortRecord } from './read-record.ts';
import type { Cell, RecordStyle } from './record-number.ts';
import type { CollectedTrack } from './collected-track.ts';

/** A line of GeoJSON and, under names of their own, arrays with a value for each of its positions. */
export interface LineWithArrays {
  readonly positions: readonly unknown[];
  readonly arrays: JsonObject;
}

/** Adds the points of a line to a track. */
export function readLine(
  { positions, arrays }: LineWithArrays,
  { track, style }: { track: CollectedTrack; style: RecordStyle },
): void {
  const columns = Object.entries(arrays)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
    .map(([name, values]) => [columnOf(name), values] as const);
  for (const [at, position] of positions.entries()) {
    const cells = columns.map(([column, values]): Cell => [column, values[at]]);
    track.add(
      () => null,
      (scope) => {
        const place = readPosition(position);
        return { ...readFacts(sortRecord(cells), style, scope), ...place };
      },
    );
  }
}

/** Longitude, latitude and perhaps altitude. */
function readPosition(position: unknown) {
  const [longitude, latitude, altitudeMeters]: unknown[] = Array.isArray(position) ? position : [];
  if (!isFinite(longitude) || !isFinite(latitude)) {
    throw new Unreadable('coordinates', position, 'an array of longitude and latitude');
  }
  return { latitude, longitude, ...present({ altitudeMeters: isFinite(altitudeMeters) ? altitudeMeters : undefined }) };
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
