/** Positions of one tracker in columns, oldest first. What a device did not report is NaN. */
export interface FixColumns {
  readonly length: number;
  /** Unix milliseconds by the device's clock. */
  readonly at: Float64Array;
  /** Degrees, WGS 84. */
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  /** Metres per second as the device states it. */
  readonly speed: Float64Array;
  /** Metres. */
  readonly altitude: Float64Array;
}

/** One line of a file of positions, under the names of `POST /v1/positions`. */
interface FixLine {
  readonly time: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly speed?: number;
  readonly altitude?: number;
}

/** Reads a file with a JSON object a line, oldest first, as the API writes it. Fails for anything else. */
export function readFixes(ndjson: string): FixColumns {
  const lines = ndjson.split('\n').filter((line) => line !== '');
  const columns = emptyColumns(lines.length);
  for (const [row, line] of lines.entries()) {
    const { time, latitude, longitude, speed, altitude } = JSON.parse(line) as FixLine;
    columns.at[row] = Date.parse(time);
    columns.latitude[row] = latitude;
    columns.longitude[row] = longitude;
    columns.speed[row] = speed ?? Number.NaN;
    columns.altitude[row] = altitude ?? Number.NaN;
  }
  return columns;
}

/** Several columns one behind the other. Of equal instants the later row is kept: it is the one a live map would show. */
export function joinFixes(parts: readonly FixColumns[]): FixColumns {
  const joined = emptyColumns(parts.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const part of parts) {
    for (let row = 0; row < part.length; row++) {
      if (length > 0 && joined.at[length - 1] === part.at[row]) length--;
      copyRow(part, { row, into: joined, as: length++ });
    }
  }
  return cut(joined, length);
}

/** The rows recorded within one of some stretches of time, `[from, to)`. */
export function within(columns: FixColumns, stretches: readonly { from: number; to: number }[]): FixColumns {
  const kept = emptyColumns(columns.length);
  let length = 0;
  for (let row = 0; row < columns.length; row++) {
    const at = columns.at[row] ?? 0;
    if (stretches.some(({ from, to }) => at >= from && at < to)) copyRow(columns, { row, into: kept, as: length++ });
  }
  return cut(kept, length);
}

/** Row of the newest position at an instant or before, -1 where there is none. */
export function rowAt({ at, length }: FixColumns, instant: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function emptyColumns(length: number): FixColumns {
  const column = () => new Float64Array(length);
  return { length, at: column(), latitude: column(), longitude: column(), speed: column(), altitude: column() };
}

function copyRow(from: FixColumns, { row, into, as }: { row: number; into: FixColumns; as: number }): void {
  into.at[as] = from.at[row] ?? 0;
  into.latitude[as] = from.latitude[row] ?? 0;
  into.longitude[as] = from.longitude[row] ?? 0;
  into.speed[as] = from.speed[row] ?? Number.NaN;
  into.altitude[as] = from.altitude[row] ?? Number.NaN;
}

function cut(columns: FixColumns, length: number): FixColumns {
  return {
    length,
    at: columns.at.subarray(0, length),
    latitude: columns.latitude.subarray(0, length),
    longitude: columns.longitude.subarray(0, length),
    speed: columns.speed.subarray(0, length),
    altitude: columns.altitude.subarray(0, length),
  };
}
