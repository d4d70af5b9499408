import type { Difference } from './difference.ts';
import type { Vector } from './vector.ts';

/** A difference that is ours on purpose. */
export interface KnownDifference {
  readonly protocol: string;
  /** Name of the field as in {@link Difference}. */
  readonly field: string;
  /** The vectors it is known of; all of the protocol where none is named. */
  readonly keys?: readonly string[];
  /** Why ours is right, as a sentence. */
  readonly why: string;
}

/** A difference with the reason for it; null where nobody knows one. */
export interface ExplainedDifference extends Difference {
  readonly why: string | null;
}

/** Finds the reason for a difference. */
export function explain({ protocol, key }: Vector, difference: Difference): ExplainedDifference {
  const known = KNOWN_DIFFERENCES.find(
    (one) => one.protocol === protocol && one.field === difference.field && (one.keys?.includes(key) ?? true),
  );
  return { ...difference, why: known?.why ?? null };
}

/** All differences that are ours on purpose. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    protocol: 'h02',
    field: 'device_ids',
    keys: ['3e009886134160c6'],
    why: 'a text without an identifier is of the device that the connection belongs to',
  },
  {
    protocol: 'h02',
    field: 'attributes.battery',
    why: 'the battery of V3 is a number without a unit, kept as `battery`; theirs passes it off as volts',
  },
];
