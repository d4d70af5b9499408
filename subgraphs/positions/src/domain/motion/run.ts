import { faster } from './anchor.ts';
import { advance, close, type Decided } from './advance.ts';
import { hourOf, MOTION } from './settings.ts';
import type { MotionFix } from './spot.ts';
import type { MotionState } from './state.ts';
import { stepBetween, speedOf, type Piece } from './step.ts';
import type { Stretch } from './stretch.ts';

/** Figures of one tracker and hour. Whole numbers that add up whatever their order. */
export interface HourFigures {
  positions: number;
  movingMs: number;
  stoppedMs: number;
  movingMm: number;
  stoppedMm: number;
  /** Straight across silences that end in the hour. */
  unknownMm: number;
}

/** What the positions of an hour say themselves. */
export interface HourReach {
  firstAt: number;
  lastAt: number;
  maxSpeedMms: number | null;
  southE7: number;
  northE7: number;
  westE7: number;
  eastE7: number;
}

/** A tracker's positions taken one after the other, and what that gave. */
export interface MotionRun {
  readonly state: MotionState | null;
  readonly hours: ReadonlyMap<number, HourFigures>;
  readonly reaches: ReadonlyMap<number, HourReach>;
  /** The state before the first position of each hour that began in the run. */
  readonly starts: ReadonlyMap<number, MotionState | null>;
  readonly stretches: readonly Stretch[];
  add(fix: MotionFix): void;
  /** The figures with what is still open counted as it looks now. */
  settled(): ReadonlyMap<number, HourFigures>;
}

/** Goes on from a state; null: nothing was known before. */
export function createRun(start: MotionState | null): MotionRun {
  let state = start;
  const sums = createSums();
  const reaches = new Map<number, HourReach>();
  const starts = new Map<number, MotionState | null>();
  return {
    get state() {
      return state;
    },
    hours: sums.hours,
    reaches,
    starts,
    stretches: sums.stretches,
    add(fix) {
      const hour = hourOf(fix.at);
      if (!state || hourOf(state.last.at) !== hour) starts.set(hour, state);
      sums.of(hour).positions += 1;
      reach(reaches, hour, { fix, speed: speedInto(state, fix) });
      state = advance(state, fix, sums.decided);
    },
    settled() {
      const open = createSums(sums.hours);
      if (state) close(state, null, open.decided);
      return open.hours;
    },
  };
}

/** What is still open in a state as it looks now. */
export function openStretches(state: MotionState | null): readonly Stretch[] {
  const sums = createSums();
  if (state) close(state, null, sums.decided);
  return sums.stretches;
}

function speedInto(state: MotionState | null, fix: MotionFix): number | null {
  const step = state && stepBetween(state.last, fix);
  return step && step.ms <= MOTION.gapMs ? speedOf(step) : fix.speedMms;
}

function createSums(before: ReadonlyMap<number, HourFigures> = new Map()) {
  const hours = new Map([...before].map(([hour, figures]) => [hour, { ...figures }]));
  const stretches: Stretch[] = [];
  const of = (hour: number): HourFigures => {
    const known = hours.get(hour);
    if (known) return known;
    const none = { positions: 0, movingMs: 0, stoppedMs: 0, movingMm: 0, stoppedMm: 0, unknownMm: 0 };
    hours.set(hour, none);
    return none;
  };
  const decided: Decided = {
    moved: (pieces) => each(pieces, (figures, { ms, mm }) => ((figures.movingMs += ms), (figures.movingMm += mm))),
    stood: (pieces) => each(pieces, (figures, { ms, mm }) => ((figures.stoppedMs += ms), (figures.stoppedMm += mm))),
    unknown: ({ to, mm }) => void (of(hourOf(to.at)).unknownMm += mm),
    ended: (stretch) => void stretches.push(stretch),
  };
  function each(pieces: readonly Piece[], add: (figures: HourFigures, piece: Piece) => void): void {
    for (const piece of pieces) add(of(piece.hour), piece);
  }
  return { hours, stretches, of, decided };
}

function reach(
  reaches: Map<number, HourReach>,
  hour: number,
  { fix, speed }: { fix: MotionFix; speed: number | null },
) {
  const { at, latitudeE7, longitudeE7 } = fix;
  const known = reaches.get(hour);
  if (!known) {
    const box = { southE7: latitudeE7, northE7: latitudeE7, westE7: longitudeE7, eastE7: longitudeE7 };
    reaches.set(hour, { firstAt: at, lastAt: at, maxSpeedMms: speed, ...box });
    return;
  }
  known.lastAt = at;
  known.maxSpeedMms = faster(known.maxSpeedMms, speed);
  known.southE7 = Math.min(known.southE7, latitudeE7);
  known.northE7 = Math.max(known.northE7, latitudeE7);
  known.westE7 = Math.min(known.westE7, longitudeE7);
  known.eastE7 = Math.max(known.eastE7, longitudeE7);
}
