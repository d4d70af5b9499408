import { hourOf, HOUR_MS, MOTION } from './settings.ts';
import { millimetersBetween, type MotionFix, type Spot } from './spot.ts';

/** From one position of a tracker to its next. */
export interface Step {
  readonly from: Spot;
  readonly to: MotionFix;
  readonly ms: number;
  /** Straight distance in millimetres. */
  readonly mm: number;
}

/** The part of a step, or of several, that lies in one hour. */
export interface Piece {
  readonly hour: number;
  readonly ms: number;
  readonly mm: number;
}

export function stepBetween(from: Spot, to: MotionFix): Step {
  return { from, to, ms: to.at - from.at, mm: millimetersBetween(from, to) };
}

/** A step by the hours it lies in; distance goes with time, and what rounding leaves goes to the last. */
export function piecesOf({ from, to, ms, mm }: Step): Piece[] {
  if (ms === 0) return [{ hour: hourOf(to.at), ms, mm }];
  const pieces: Piece[] = [];
  let left = mm;
  for (let at = from.at; at < to.at;) {
    const hour = hourOf(at);
    const end = Math.min(hour + HOUR_MS, to.at);
    const share = end === to.at ? left : Math.floor((mm * (end - at)) / ms);
    pieces.push({ hour, ms: end - at, mm: share });
    left -= share;
    at = end;
  }
  return pieces;
}

/** Pieces together with more of them, one an hour. */
export function joined(pieces: readonly Piece[], more: readonly Piece[]): Piece[] {
  const all = [...pieces];
  for (const piece of more) {
    const last = all.at(-1);
    if (last?.hour !== piece.hour) all.push(piece);
    else all[all.length - 1] = { hour: last.hour, ms: last.ms + piece.ms, mm: last.mm + piece.mm };
  }
  return all;
}

/** Speed at the end of a step in millimetres per second: the device's, else the one the step implies, else null. */
export function speedOf({ to, ms, mm }: Step): number | null {
  return to.speedMms ?? impliedSpeed(ms, mm);
}

function impliedSpeed(ms: number, mm: number): number | null {
  if (ms < MOTION.leastSpeedMs) return null;
  const speedMms = Math.round((mm * 1_000) / ms);
  return speedMms <= MOTION.mostSpeedMms ? speedMms : null;
}
