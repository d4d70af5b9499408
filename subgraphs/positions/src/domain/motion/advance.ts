import { anchorAt, anchorWith, centerOf, faster } from './anchor.ts';
import { MOTION } from './settings.ts';
import { millimetersBetween, spotOf, type MotionFix, type Place } from './spot.ts';
import type { MotionState, Standing, Travelling } from './state.ts';
import { joined, piecesOf, speedOf, stepBetween, type Piece, type Step } from './step.ts';
import type { Stretch } from './stretch.ts';

/** What is decided while a tracker goes on. */
export interface Decided {
  moved(pieces: readonly Piece[]): void;
  stood(pieces: readonly Piece[]): void;
  /** The way across a silence; how long that took belongs to no hour. */
  unknown(step: Step): void;
  ended(stretch: Stretch): void;
}

/**
 * Takes a tracker's next position, in the order of positions, and tells what it decides. A stop begins at the first of
 * the positions that stay near it and is left with the last of them, so what lies in between is decided later.
 */
export function advance(state: MotionState | null, fix: MotionFix, decided: Decided): MotionState {
  if (!state) return begin(fix);
  const step = stepBetween(state.last, fix);
  if (step.ms > MOTION.gapMs) {
    close(state, 'SILENCE', decided);
    decided.unknown(step);
    return begin(fix);
  }
  if (state.stop) return leaveOrStay(state.stop, { trip: state.trip, step }, decided);
  return travel(state.trip ?? setOut(state.last), step, decided);
}

/**
 * Decides what is still open as it looks now: because the tracker fell silent, or for who asks before more is known (null).
 */
export function close(state: MotionState, by: 'SILENCE' | null, decided: Decided): void {
  const { last, stop, trip } = state;
  if (stop) {
    const to = trip ? trip.from.at : last.at;
    if (to > stop.from)
      decided.ended({ kind: 'STOP', from: stop.from, to, center: stop.center, endedBy: trip ? 'DEPARTURE' : by });
  }
  if (!trip) return;
  const { from, anchor } = trip;
  decided.moved(trip.pieces);
  // Who was never heard anywhere else stood there, however short that was.
  if (from.at === anchor.spot.at) {
    decided.stood(anchor.pieces);
    if (last.at > from.at)
      decided.ended({ kind: 'STOP', from: from.at, to: last.at, center: centerOf(anchor), endedBy: by });
    return;
  }
  decided.moved(anchor.pieces);
  const maxSpeedMms = faster(trip.maxSpeedMms, anchor.maxSpeedMms);
  decided.ended({ kind: 'TRIP', from, to: last, mm: trip.mm + anchor.mm, maxSpeedMms, endedBy: by });
}

function begin(fix: MotionFix): MotionState {
  return { last: spotOf(fix), stop: null, trip: setOut(fix) };
}

function setOut(from: Parameters<typeof spotOf>[0]): Travelling {
  return { from: spotOf(from), mm: 0, maxSpeedMms: null, pieces: [], anchor: anchorAt(from) };
}

/** Goes on with a trip that nothing takes back: it moves, or has come to a stop. */
function travel(trip: Travelling, step: Step, decided: Decided): MotionState {
  const last = spotOf(step.to);
  const next = goOn(trip, step);
  decided.moved(next.pieces);
  const { from, mm, maxSpeedMms, anchor } = next;
  if (step.to.at - anchor.spot.at < MOTION.stopMs) return { last, stop: null, trip: { ...next, pieces: [] } };
  decided.stood(anchor.pieces);
  if (anchor.spot.at > from.at)
    decided.ended({ kind: 'TRIP', from, to: anchor.spot, mm, maxSpeedMms, endedBy: 'STOP' });
  return { last, stop: { from: anchor.spot.at, center: centerOf(anchor) }, trip: null };
}

/** A trip with one more step; near its anchor it may turn out to be a stop. */
function goOn(trip: Travelling, step: Step): Travelling {
  const { from, mm, maxSpeedMms, pieces, anchor } = trip;
  if (isNear(anchor.spot, step.to)) return { from, mm, maxSpeedMms, pieces, anchor: anchorWith(anchor, step) };
  return {
    from,
    mm: mm + anchor.mm + step.mm,
    maxSpeedMms: faster(faster(maxSpeedMms, anchor.maxSpeedMms), speedOf(step)),
    pieces: joined(joined(pieces, anchor.pieces), piecesOf(step)),
    anchor: anchorAt(step.to),
  };
}

/** Stays in a stop, comes back to it, or leaves it: for good once it was away long enough. */
function leaveOrStay(
  stop: Standing,
  { trip, step }: { trip: Travelling | null; step: Step },
  decided: Decided,
): MotionState {
  const last = spotOf(step.to);
  if (isNear(stop.center, step.to)) {
    if (trip) decided.stood(joined(trip.pieces, trip.anchor.pieces));
    decided.stood(piecesOf(step));
    return { last, stop, trip: null };
  }
  const leaving = trip ?? setOut(step.from);
  if (step.to.at - leaving.from.at < MOTION.stopMs) return { last, stop, trip: goOn(leaving, step) };
  const { from, center } = stop;
  if (leaving.from.at > from) decided.ended({ kind: 'STOP', from, to: leaving.from.at, center, endedBy: 'DEPARTURE' });
  return travel(leaving, step, decided);
}

function isNear(place: Place, fix: MotionFix): boolean {
  const slack = Math.min((fix.accuracyCm ?? 0) * 10, MOTION.mostAccuracyMm);
  return millimetersBetween(place, fix) <= MOTION.stopRadiusMm + slack;
}
