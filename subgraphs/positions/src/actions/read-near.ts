import { inTurns, InvalidInputError, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { eachPath, type TrackTime } from '../db/history.ts';
import type { Path } from '../domain/packed-day/unpack-day.ts';
import { countNear, trackersNear, type HoursAsked } from '../db/hours-near.ts';
import type { Spot } from '../domain/motion/spot.ts';

/** Most positions that one answer looks at. */
const MOST_POSITIONS = 2_000_000;
/** Between so many others have their turn. */
const TURN = 500;

/** A position of a tracker. */
export interface TrackerSpot extends Spot {
  readonly trackerId: string;
}

/** Positions that are looked at, tracker by tracker in the order of ids, and what is done with each. */
export interface NearReading {
  readonly hours: HoursAsked;
  /** The time to read of a tracker, made of one in which it may have been there. */
  readonly widen: (time: TrackTime) => TrackTime;
  readonly take: (spot: TrackerSpot) => void;
  /** Asked when a tracker has been read; true: that was enough. */
  readonly isEnough: () => boolean;
}

/**
 * Reads the positions of trackers in the hours in which they may have been in a box, some thousand at a time. Fails with
 * INVALID_INPUT where there are too many.
 */
export async function readNear(ctx: Context, reading: NearReading): Promise<void> {
  const trackers = await ctx.tenant.read(async (tx) => {
    const total = await countNear(tx, reading.hours);
    if (total <= MOST_POSITIONS) return trackersNear(tx, reading.hours);
    const expected = `must leave at most ${MOST_POSITIONS} positions in hours that touch the area`;
    throw new InvalidInputError('to', `${expected}, got ${total}; ask for a shorter time or a smaller area`);
  });
  for (const { spans } of trackers) {
    await ctx.tenant.read((tx) => readTracker(tx, spans, reading));
    if (reading.isEnough()) return;
  }
}

async function readTracker(tx: Tx, times: readonly TrackTime[], { widen, take }: NearReading): Promise<void> {
  for (const time of times) {
    for await (const path of eachPath(tx, widen(time))) await inTurns(takeAll(time.trackerId, path, take));
  }
}

function* takeAll(trackerId: string, path: Path, take: NearReading['take']): Generator<void, void> {
  for (let index = 0; index < path.count; index += 1) {
    const [at, latitudeE7, longitudeE7] = [path.recordedAt[index], path.latitudeE7[index], path.longitudeE7[index]];
    if (at !== undefined && latitudeE7 !== undefined && longitudeE7 !== undefined)
      take({ trackerId, at, latitudeE7, longitudeE7 });
    if (index % TURN === TURN - 1) yield;
  }
}
