import type { HourFigures, HourReach, MotionRun } from './run.ts';
import { stateText, type MotionState } from './state.ts';
import { beginOf, type Stretch } from './stretch.ts';

/** How what is kept of a tracker's motion becomes what follows from more positions. */
export interface MotionChange {
  readonly trackerId: string;
  /** What to add to the figures of each hour. */
  readonly figures: ReadonlyMap<number, HourFigures>;
  readonly reaches: ReadonlyMap<number, HourReach>;
  /** Whether the reaches are all there is of their hours, or what newer positions add. */
  readonly wholeHours: boolean;
  readonly starts: ReadonlyMap<number, MotionState | null>;
  /** Begins of trips and stops that are not any more, and those in their place. */
  readonly removed: readonly number[];
  readonly added: readonly Stretch[];
  /** Where the tracker stands after its newest position; null where that is as it was. */
  readonly state: MotionState | null;
}

/** The change from what one run gave to what another gives from the same start on. */
export function changeBetween(
  before: MotionRun,
  after: MotionRun,
  { trackerId, wholeHours, toTheEnd }: Pick<MotionChange, 'trackerId' | 'wholeHours'> & { toTheEnd: boolean },
): MotionChange {
  const known = new Set(before.stretches.map(textOf));
  const now = new Set(after.stretches.map(textOf));
  return {
    trackerId,
    figures: difference(before.settled(), after.settled()),
    reaches: after.reaches,
    wholeHours,
    starts: changedStarts(before.starts, after.starts),
    removed: before.stretches.filter((stretch) => !now.has(textOf(stretch))).map(beginOf),
    added: after.stretches.filter((stretch) => !known.has(textOf(stretch))),
    state: toTheEnd ? after.state : null,
  };
}

function changedStarts(before: MotionRun['starts'], after: MotionRun['starts']): MotionRun['starts'] {
  const isSame = (hour: number, state: MotionState | null) =>
    before.has(hour) && stateText(before.get(hour) ?? null) === stateText(state);
  return new Map([...after].filter(([hour, state]) => !isSame(hour, state)));
}

const NONE: HourFigures = { positions: 0, movingMs: 0, stoppedMs: 0, movingMm: 0, stoppedMm: 0, unknownMm: 0 };

/** What `after` has more of each figure, hour by hour. */
function difference(
  before: ReadonlyMap<number, HourFigures>,
  after: ReadonlyMap<number, HourFigures>,
): Map<number, HourFigures> {
  const hours = new Set([...before.keys(), ...after.keys()]);
  return new Map([...hours].map((hour) => [hour, less(after.get(hour) ?? NONE, before.get(hour) ?? NONE)]));
}

function less(figures: HourFigures, known: HourFigures): HourFigures {
  return {
    positions: figures.positions - known.positions,
    movingMs: figures.movingMs - known.movingMs,
    stoppedMs: figures.stoppedMs - known.stoppedMs,
    movingMm: figures.movingMm - known.movingMm,
    stoppedMm: figures.stoppedMm - known.stoppedMm,
    unknownMm: figures.unknownMm - known.unknownMm,
  };
}

function textOf(stretch: Stretch): string {
  return JSON.stringify(stretch);
}
