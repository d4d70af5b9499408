import type { Place, Spot } from './spot.ts';

/** What a tracker did from one instant to another. */
export type Stretch = Trip | Stop;

/** It travelled. */
export interface Trip {
  readonly kind: 'TRIP';
  readonly from: Spot;
  readonly to: Spot;
  /** Along its positions, millimetres. */
  readonly mm: number;
  readonly maxSpeedMms: number | null;
  /** Null: it goes on as far as is known. */
  readonly endedBy: 'STOP' | 'SILENCE' | null;
}

/** It stayed where it was. */
export interface Stop {
  readonly kind: 'STOP';
  readonly from: number;
  readonly to: number;
  readonly center: Place;
  readonly endedBy: 'DEPARTURE' | 'SILENCE' | null;
}

/** When a stretch began; no two of a tracker begin at once. Unix milliseconds. */
export function beginOf(stretch: Stretch): number {
  return stretch.kind === 'TRIP' ? stretch.from.at : stretch.from;
}

/** When it ended, or up to when it is known. */
export function endOf(stretch: Stretch): number {
  return stretch.kind === 'TRIP' ? stretch.to.at : stretch.to;
}
