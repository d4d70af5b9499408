import type { Difference } from './difference.ts';
import { GL200_DIFFERENCES } from './known/gl200.ts';
import { H02_DIFFERENCES } from './known/h02.ts';
import { GPS103_DIFFERENCES } from './known/gps103.ts';
import { TK103_DIFFERENCES } from './known/tk103.ts';
import { GT06_DIFFERENCES } from './known/gt06.ts';
import { MEITRACK_DIFFERENCES } from './known/meitrack.ts';
import { TELTONIKA_DIFFERENCES } from './known/teltonika.ts';
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
  ...GT06_DIFFERENCES,
  ...GL200_DIFFERENCES,
  ...MEITRACK_DIFFERENCES,
  ...TELTONIKA_DIFFERENCES,
  ...H02_DIFFERENCES,
  ...GPS103_DIFFERENCES,
  ...TK103_DIFFERENCES,
];
