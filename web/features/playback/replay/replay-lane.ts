import type { MarkerKind } from '../../../map/features/marker-diff.ts';
import type { Span } from './density.ts';

/** One tracker of a replay, for whoever carried it. */
export interface ReplayLane {
  readonly trackerId: string;
  /** Whom or what the viewer chose. */
  readonly label: string;
  /** Name of the tracker where it says more than the label; else null. */
  readonly detail: string | null;
  readonly kind: MarkerKind;
  /** From 1; stands on the marker and everywhere else the tracker is meant. */
  readonly number: number;
  /** How the address names who was chosen, for example `person:<id>`. */
  readonly chosen: string;
  /** When it spoke for whom was chosen, or null for a tracker that was chosen itself: always. */
  readonly carried: readonly Span[] | null;
}

/** Longer than this without a position is a gap, in milliseconds. */
export const GAP_MS = 300_000;
