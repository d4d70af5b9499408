import type { Attributes } from '@trekker/protocols';

import { dedupeBytes } from '../domain/dedupe.ts';
import { unpackDetails, unpackPath, type Details, type Path } from '../domain/packed-day/unpack-day.ts';
import type { PackedDayRow } from './packed-days.ts';
import type { LoggedRow, PositionRow, TrackPointRow } from './rows.ts';

/** A packed day that is read as rows, one at a time. */
export interface PackedRows {
  readonly path: Path;
  /** The rest of its columns, opened when first asked for. */
  readonly details: () => Details;
  /** The row of a position, as if it had never been packed. */
  row(index: number): PositionRow;
  /** The same with its attributes. */
  point(index: number): TrackPointRow;
  /** The same as the log told of it. */
  logged(index: number): LoggedRow;
}

/** What tells a position from others of its tracker, and its place among them. */
export interface RowKey {
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly dedupe: Buffer;
}

/** Opens a packed day; beside when and where nothing is read before it is asked for. */
export function openPackedDay({ tracker_id, path: pathBytes, details: detailBytes }: PackedDayRow): PackedRows {
  const path = unpackPath(pathBytes);
  let opened: Details | undefined;
  let attributes: readonly (Attributes | null)[] | undefined;
  let offsets: ArrayLike<number | null> | undefined;
  const details = () => (opened ??= unpackDetails(detailBytes, path));
  const row = (index: number) => new PackedPosition({ trackerId: tracker_id, path, details: details() }, index);
  return {
    path,
    details,
    row,
    point(index) {
      attributes ??= details().attributes((json) => JSON.parse(json) as Attributes);
      return new PackedPoint({ trackerId: tracker_id, path, details: details() }, index, attributes[index] ?? null);
    },
    logged(index) {
      offsets ??= details().logged().offset;
      const { recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_cm, speed_mms } = row(index);
      const offset = offsets[index] ?? 0;
      return { recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_cm, speed_mms, offset };
    },
  };
}

interface OpenedDay {
  readonly trackerId: string;
  readonly path: Path;
  readonly details: Details;
}

/**
 * A row of a packed day. Its dedupe is a hash that takes longer than all the rest and is worked out when somebody wants it;
 * it is no field of its own, so copies by `{ ...row }` lack it.
 */
class PackedPosition implements PositionRow {
  readonly tracker_id: string;
  readonly recorded_at: number;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly altitude_cm: number | null;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  readonly heading_cd: number | null;
  readonly battery_percent: number | null;
  readonly received_at: number;
  readonly #details: Details;
  readonly #index: number;

  constructor({ trackerId, path, details }: OpenedDay, index: number) {
    this.tracker_id = trackerId;
    this.recorded_at = path.recordedAt[index] ?? 0;
    this.latitude_e7 = path.latitudeE7[index] ?? 0;
    this.longitude_e7 = path.longitudeE7[index] ?? 0;
    this.altitude_cm = details.altitudeCentimeters[index] ?? null;
    this.accuracy_cm = details.accuracyCentimeters[index] ?? null;
    this.speed_mms = details.speedMillimetersPerSecond[index] ?? null;
    this.heading_cd = details.headingCentidegrees[index] ?? null;
    this.battery_percent = details.batteryPercent[index] ?? null;
    this.received_at = details.receivedAt[index] ?? 0;
    this.#details = details;
    this.#index = index;
  }

  get dedupe(): Buffer {
    return dedupeBytes(this.#details.dedupe(this.#index));
  }
}

class PackedPoint extends PackedPosition implements TrackPointRow {
  readonly attributes: Attributes | null;

  // oxlint-disable-next-line max-params -- as its parent, with one more
  constructor(day: OpenedDay, index: number, attributes: Attributes | null) {
    super(day, index);
    this.attributes = attributes;
  }
}

/** The first index whose time is `unixMs` or later. */
export function indexAt(path: Path, unixMs: number): number {
  let [low, high] = [0, path.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((path.recordedAt[middle] ?? 0) < unixMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose position is that of the key, or behind it. */
export function indexNotBefore({ path, details }: PackedRows, { recordedAt, dedupe }: RowKey): number {
  const wanted = dedupe.readBigUInt64BE(0);
  let index = indexAt(path, recordedAt);
  while (path.recordedAt[index] === recordedAt && details().dedupe(index) < wanted) index += 1;
  return index;
}

/** The index of the position of a key, or -1. */
export function indexOfKey(day: PackedRows, key: RowKey): number {
  const index = indexNotBefore(day, key);
  const found = day.path.recordedAt[index] === key.recordedAt;
  return found && day.details().dedupe(index) === key.dedupe.readBigUInt64BE(0) ? index : -1;
}
