import { type Random, createRandom } from '../random.ts';
import type { Point } from '../site/plane.ts';

/** Whose receiver it is. */
export interface Receiver {
  readonly seed: number;
  readonly identifier: string;
  readonly kind: 'person' | 'vehicle';
}

/** What a receiver makes of an instant. */
export interface ReceiverError {
  /** Radius that holds two of three errors, metres. */
  readonly accuracyMeters: number;
  /** How far the place is off, metres on the ground. */
  readonly offset: Point;
}

/**
 * The error of a receiver at an instant: most of it keeps its direction for minutes, as satellites move slowly, some for
 * half a minute. The accuracy it claims is honest: two fixes of three lie within it. Now and then it is poor for a while.
 */
export function receiverError(receiver: Receiver, unixMs: number, { indoors }: { indoors: boolean }): ReceiverError {
  const slow = wander(receiver, unixMs, SLOW);
  const fast = wander(receiver, unixMs, FAST);
  const accuracyMeters = Math.round(claim(receiver, unixMs) * (indoors ? INDOORS : 1) * 10) / 10;
  const deviation = accuracyMeters / RADIUS_OF_68_PERCENT;
  const mix = (along: 'x' | 'y') =>
    (Math.sqrt(SLOW.share) * slow[along] + Math.sqrt(FAST.share) * fast[along]) * deviation;
  return { accuracyMeters, offset: { x: mix('x'), y: mix('y') } };
}

/** For how long a part of the error keeps roughly its direction, and its share of the variance. */
const SLOW = { name: 'slow', stepMs: 240_000, share: 0.7 };
const FAST = { name: 'fast', stepMs: 30_000, share: 0.3 };

/** Of a normal error in two directions, 68 % lies within this many deviations (Rayleigh: √(-2 ln 0.32)). */
const RADIUS_OF_68_PERCENT = Math.sqrt(-2 * Math.log(0.32));

/** How much worse a receiver is under a roof. */
const INDOORS = 1.7;

/** How often, in steps of a minute, and how much worse than usual a receiver is. */
const POOR = { share: 0.01, factor: 4 };

function claim({ seed, identifier, kind }: Receiver, unixMs: number): number {
  const random = createRandom(seed, identifier, 'accuracy', Math.floor(unixMs / 60_000));
  const usual = kind === 'vehicle' ? random.between(2, 4) : random.between(3, 6);
  return random.next() < POOR.share ? usual * POOR.factor : usual;
}

/** An error with deviation 1 in each direction that moves evenly between one draw a step. */
function wander({ seed, identifier }: Receiver, unixMs: number, { name, stepMs }: typeof SLOW): Point {
  const step = Math.floor(unixMs / stepMs);
  const share = unixMs / stepMs - step;
  const from = drawError(createRandom(seed, identifier, name, step));
  const to = drawError(createRandom(seed, identifier, name, step + 1));
  // Without this the mean of two draws would be smaller than either.
  const scale = Math.hypot(1 - share, share);
  return {
    x: (from.x * (1 - share) + to.x * share) / scale,
    y: (from.y * (1 - share) + to.y * share) / scale,
  };
}

function drawError(random: Random): Point {
  return { x: random.normal(), y: random.normal() };
}
