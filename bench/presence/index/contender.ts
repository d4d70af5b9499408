import type { Position } from './layouts.ts';

/** An index of geofences that is asked about points. */
export interface Contender {
  readonly name: string;
  /** By point the indices of the rings that hold it, boundary included, in any order; not timed. */
  answer(points: readonly Position[]): Promise<readonly (readonly number[])[]>;
  /** Answers the same and lets go of it; what that took of the CPU, in microseconds. */
  timed(points: readonly Position[]): Promise<number>;
}
