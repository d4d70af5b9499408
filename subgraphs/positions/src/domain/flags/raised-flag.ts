import type { FilterRule } from '../filter/filter-rule.ts';

/** What may be noteworthy of a position; the values of the SDL's `FlagKind`. */
export type FlagKind =
  | 'DUPLICATE'
  | 'STATIC'
  | 'NEAR'
  | 'IMPLAUSIBLE'
  | 'FREQUENT'
  | 'OVER_DAILY_LIMIT'
  | 'CLOCK_AHEAD'
  | 'CLOCK_BEHIND';

/** A flag of a position and what raised it. `P` is what a position is to whoever asks. */
export interface RaisedFlag<P> {
  readonly kind: FlagKind;
  /** The filter rule behind it, or null where no rule is. */
  readonly rule: FilterRule | null;
  /** Limit that was passed, in the unit of the rule, or null where there is none. */
  readonly limit: number | null;
  /** What was measured, in the unit of the limit. */
  readonly value: number;
  /** What it was measured against, or null. */
  readonly neighbour: P | null;
}
