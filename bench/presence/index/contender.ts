import type { Position } from './layouts.ts';

/** An index of geofences that is asked about points. */
export interface Contender {
  readonly name: string;
  /** The indices of the rings that hold each point, boundary included, and what finding out took. */
  answer(points: readonly Position[]): Promise<Answers>;
  close(): Promise<void>;
}

/** What a contender answers. */
export interface Answers {
  /** By point the indices of rings in any order; the same length as the points. */
  readonly found: readonly (readonly number[])[];
  readonly cpuMicroseconds: number;
}
