/** One fix of one tracker, as a derivation reads it. */
export interface OracleFix {
  /** Unix milliseconds. */
  readonly recordedAt: number;
  /** Tells fixes of one instant apart and orders them. */
  readonly dedupe: bigint;
  readonly latitude: number;
  readonly longitude: number;
  /** Radius in metres; null: unknown. */
  readonly accuracyMeters: number | null;
  /** Metres; null: unknown. */
  readonly altitudeMeters: number | null;
  /** Whether the device reported with it that it is switched off. */
  readonly off: boolean;
}

/** The same fixes in the order that counts, each once. */
export function inOrder(fixes: readonly OracleFix[]): OracleFix[] {
  const each = new Map(fixes.map((fix) => [`${fix.recordedAt}/${fix.dedupe}`, fix]));
  return [...each.values()].toSorted((a, b) => a.recordedAt - b.recordedAt || (a.dedupe < b.dedupe ? -1 : 1));
}
