import type { Place, Spot } from './spot.ts';
import type { Piece } from './step.ts';

/**
 * Where a tracker stands after a position: all that what follows depends on. It is kept as JSON, and two states are the
 * same where their texts are: build its parts in one order of fields.
 */
export interface MotionState {
  readonly last: Spot;
  /** The stop it is in; null while it travels. */
  readonly stop: Standing | null;
  /** Null while it stands. Beside a stop: how it may be leaving it. */
  readonly trip: Travelling | null;
}

export interface Standing {
  /** Since when. */
  readonly from: number;
  /** Mean of the positions by which the stop was known. */
  readonly center: Place;
}

export interface Travelling {
  readonly from: Spot;
  /** Distance up to the anchor in millimetres. */
  readonly mm: number;
  /** Up to the anchor, millimetres per second. */
  readonly maxSpeedMms: number | null;
  /** Up to the anchor, where a stop may still take it back; otherwise empty. */
  readonly pieces: readonly Piece[];
  readonly anchor: Anchor;
}

/** Since when a tracker has stayed where it is: if for long enough, there was the beginning of a stop. */
export interface Anchor {
  readonly spot: Spot;
  /** The way since then, which belongs to a trip or to a stop. */
  readonly pieces: readonly Piece[];
  readonly mm: number;
  readonly maxSpeedMms: number | null;
  /** Positions since then, and by how much they lie north and east of the spot in 1e-7 degrees, all together. */
  readonly count: number;
  readonly northE7: number;
  readonly eastE7: number;
}

/** A state as it is kept. */
export function stateText(state: MotionState | null): string {
  return JSON.stringify(state);
}

/** The state of a text that {@link stateText} made. */
export function readState(text: string): MotionState | null {
  return JSON.parse(text) as MotionState | null;
}
