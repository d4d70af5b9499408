import type { PositionRecord } from './record.ts';

/**
 * The compact form of a list of positions in the event log. Order is kept and nothing is lost.
 *
 * | part | content |
 * |---|---|
 * | version | one byte, {@link PACK_VERSION} |
 * | flags | one byte, {@link PackFlag} |
 * | counts | varint positions, varint trackers |
 * | trackers | 16 bytes each, in order of first use |
 * | tracker | varint index a position, absent with `eachTrackerOnce` |
 * | dedupe | 8 bytes a position |
 * | recordedAt, latitude, longitude | signed varint a position: difference to the position named by {@link predecessors} |
 * | altitude, accuracy, speed, heading | one {@link PackPresence} byte, a bitmap (lowest bit first) where some are null, then values: signed varints, heading as 2 bytes |
 * | event kind | one byte a position, absent without `eventKinds` |
 */
export const PACK_VERSION = 1;

/** Bits of the flags byte. */
export const PackFlag = { eachTrackerOnce: 1, eventKinds: 2 } as const;

/** How many values of an optional column are present. */
export const PackPresence = { none: 0, all: 1, some: 2 } as const;

/** The optional columns in their order. */
export const OPTIONAL_COLUMNS = [
  'altitudeCentimeters',
  'accuracyCentimeters',
  'speedMillimetersPerSecond',
  'headingCentidegrees',
] as const satisfies readonly (keyof PositionRecord)[];

/** One of the columns that may hold null. */
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];

/** Columns stored as differences, in their order. */
export const DELTA_COLUMNS = [
  'recordedAt',
  'latitudeE7',
  'longitudeE7',
] as const satisfies readonly (keyof PositionRecord)[];

/**
 * For each position the index of the one its differences are taken from: the last of the same tracker, else the one
 * before it (neighbours in a log are near in time and place), -1 for the first.
 * @param trackers the tracker's index of each position.
 */
export function predecessors(trackers: readonly number[]): number[] {
  const last = new Map<number, number>();
  return trackers.map((tracker, index) => {
    const previous = last.get(tracker) ?? index - 1;
    last.set(tracker, index);
    return previous;
  });
}
